import { beforeAll, describe, expect, test } from 'vitest';
import { jobActor } from '../../kernel/actor.ts';
import { LocalSignals, useSignals } from '../../kernel/signals.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { begin, look, peopleOf, TWO } from '../../testing/people-import.ts';
import { aCompany } from '../../testing/world.ts';
import { runImport } from './import-run.ts';

const tables = useTestDatabase();
beforeAll(() => useSignals(new LocalSignals()));

describe('an import', () => {
  test('whose worker died in the middle is begun anew, and nothing is doubled', async () => {
    const company = await aCompany();
    const { id } = await begin(company, TWO, { withManagers: true });
    // As a worker leaves it that was killed: under way, and everything of its transaction rolled back.
    await tables.query('admin', "update import_run set state = 'RUNNING', attempts = 1, lines_done = 1 where id = $1", [
      id,
    ]);
    const job = () => jobActor(company.tenantId, 'imports.run');
    await Promise.allSettled([runImport(job(), id), runImport(job(), id), runImport(job(), id)]);
    expect(await look(company, id)).toMatchObject({ state: 'APPLIED', counts: { peopleCreated: 2, pairsMade: 1 } });
    expect((await peopleOf(company)).filter(({ externalId }) => /^A\d$/.test(externalId))).toHaveLength(2);
    const events = await tables.query<{ n: number }>(
      'admin',
      "select count(*)::int as n from outbox_event where tenant_id = $1 and type = 'import.applied'",
      [company.tenantId],
    );
    expect(events[0]?.n).toBe(1);
  });

  test('whose connections break while it writes leaves nothing behind, and ends whole at the next try', async () => {
    const company = await aCompany();
    const lines = Array.from({ length: 1_500 }, (_, at) => `K${at},佐藤,花${at},営業部/課${at % 50}`);
    const { id } = await begin(company, `社員番号,姓,名,部署\n${lines.join('\n')}\n`);
    const job = () => jobActor(company.tenantId, 'imports.run');
    const first = runImport(job(), id).then(
      () => 'done',
      () => 'broken',
    );
    const waits =
      "select count(*)::int as n from pg_locks l join pg_database d on d.oid = l.database where locktype = 'advisory' and granted and datname = current_database()";
    await expect
      .poll(async () => (await tables.query<{ n: number }>('admin', waits))[0]?.n, { interval: 5 })
      .toBeGreaterThan(0);
    const cut = `select count(pg_terminate_backend(pid)) from pg_stat_activity
      where datname = current_database() and usename = $1 and pid <> pg_backend_pid()`;
    await tables.query('admin', cut, [tables.config('app').user]);
    expect(await first).toBe('broken');
    expect((await peopleOf(company)).filter(({ externalId }) => externalId.startsWith('K'))).toEqual([]);
    await runImport(job(), id);
    expect(await look(company, id)).toMatchObject({
      state: 'APPLIED',
      counts: { peopleCreated: 1_500, departmentsCreated: 50 },
    });
    expect((await peopleOf(company)).filter(({ externalId }) => externalId.startsWith('K'))).toHaveLength(1_500);
  });

  test('that cannot be finished is given up after three times', async () => {
    const company = await aCompany();
    const { id } = await begin(company, TWO);
    await tables.query('admin', 'delete from upload where tenant_id = $1', [company.tenantId]);
    for (let time = 0; time < 3; time += 1)
      await expect(runImport(jobActor(company.tenantId, 'imports.run'), id)).rejects.toThrow();
    await runImport(jobActor(company.tenantId, 'imports.run'), id);
    expect(await look(company, id)).toMatchObject({ state: 'FAILED' });
  });

  test('waits for no other: there is one at a time', async () => {
    const company = await aCompany();
    await begin(company, TWO);
    expect(await begin(company, TWO)).toMatchObject({ __typename: 'Conflict', code: 'IMPORT_RUNNING' });
  });
});
