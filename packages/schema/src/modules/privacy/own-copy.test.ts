import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import { personalRules } from '../../kernel/personal.ts';
import { purgeAll } from '../../kernel/retention.jobs.ts';
import { useClock } from '../../testing/clock.ts';
import { aConfidedTalk, ask } from '../../testing/confided-talk.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { deliverEvents } from '../../testing/deliver.ts';
import { aSession } from '../../testing/world.ts';

const tables = useTestDatabase();
const { inDays } = useClock();

function filesIn(base64 = ''): Record<string, string> {
  const files = unzipSync(new Uint8Array(Buffer.from(base64, 'base64')));
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]));
}

async function copyOf(actor: Actor): Promise<Record<string, string>> {
  const { id } = await ask(actor, 'requestOwnCopy');
  await deliverEvents(actor.tenantId, { twice: true });
  return filesIn((await ask(actor, 'takeOwnCopy', { copyId: id })).base64);
}

const nameOf = (model: string) => model.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
const TABLES: Readonly<Record<string, string>> = { User: 'app_user', Import: 'import_run' };
const tableOf = (model: string) => TABLES[model] ?? nameOf(model).replaceAll('-', '_');

describe("one's own copy", () => {
  test('holds what one wrote and what the other shared, and nothing of anybody else', async () => {
    const { ann, bob, eve } = await aConfidedTalk();
    const copy = await copyOf(ann);
    const whole = Object.values(copy).join('\n');
    for (const words of ['ann-topic', 'ann-note', 'ann-impression', 'bob-attempt', 'our-purpose', 'ann-hint'])
      expect(whole).toContain(words);
    expect(whole).toContain('ann@canary.example');
    expect(whole).not.toContain('bob-hint');
    expect(copy['README.txt']).toContain('rating: It is anonymous');
    expect(copy['calendar.ics']).toContain(`SUMMARY:1on1: Bob Test`);
    expect(JSON.parse(copy['session.json'] ?? '')).toHaveLength(1);
    expect(copy['impression.csv']).toMatch(/^\uFEFFid,/);
    expect(Object.values(await copyOf(bob)).join('\n')).not.toContain('ann@canary.example');
    const others = Object.values(await copyOf(eve)).join('\n');
    for (const words of ['ann-', 'bob-', 'our-', ann.userId, bob.userId]) expect(others).not.toContain(words);
  });

  test('reaches every table in which the person stands, or the table says why not', async () => {
    const { ann, tenantId } = await aConfidedTalk();
    const copy = await copyOf(ann);
    const columns = await tables.query(
      'admin',
      `select table_name as "table", column_name as "column" from information_schema.columns
       where table_schema = 'public' and data_type in ('text', 'ARRAY') and table_name <> '_taiwa_migrations'`,
    );
    const named = new Set<string>();
    for (const { table, column } of columns) {
      const holds = `select 1 from "${table}" where tenant_id = $1 and position($2 in "${column}"::text) > 0 limit 1`;
      const found = await tables.query('admin', holds, [tenantId, ann.userId]).catch(() => []);
      if (found.length > 0) named.add(String(table));
    }
    expect(named.size).toBeGreaterThan(8);
    const modelOf = new Map([...personalRules().keys()].map((model) => [tableOf(model), model]));
    const silent = [...named].filter((table) => {
      const model = modelOf.get(table) ?? '';
      const rule = personalRules().get(model);
      return typeof rule?.copied !== 'string' && !copy[`${nameOf(model)}.json`]?.includes(ann.userId);
    });
    expect(silent).toEqual([]);
  });

  test('is given once, to its person only, and not after three days', async () => {
    const { ann, bob, admin, server, tenantId } = await aConfidedTalk();
    const { id: copyId } = await ask(ann, 'requestOwnCopy');
    expect(await ask(ann, 'requestOwnCopy')).toEqual({ id: copyId });
    expect((await ask(ann, 'takeOwnCopy', { copyId })).code).toBe('COPY_NOT_READY');
    await deliverEvents(tenantId);
    for (const other of [bob, admin]) expect((await ask(other, 'takeOwnCopy', { copyId })).code).toBe('NOT_FOUND');
    expect((await ask(server(), 'takeOwnCopy', { copyId })).code).toBe('FORBIDDEN');
    expect((await ask(server(), 'requestOwnCopy')).code).toBe('FORBIDDEN');
    const { base64 } = await ask(ann, 'takeOwnCopy', { copyId });
    expect(Object.keys(filesIn(base64))).toContain('session.json');
    expect((await ask(ann, 'takeOwnCopy', { copyId })).code).toBe('COPY_GONE');
    const { id: second } = await ask(ann, 'requestOwnCopy');
    await deliverEvents(tenantId);
    inDays(4);
    expect((await ask(ann, 'takeOwnCopy', { copyId: second })).code).toBe('COPY_GONE');
    await purgeAll();
    expect(await tables.query('admin', 'select 1 from own_copy where tenant_id = $1', [tenantId])).toEqual([]);
  });

  test('is asked for three times a day at most', async () => {
    const { ann, tenantId } = await aSession();
    for (let count = 0; count < 3; count += 1) {
      const { id: copyId } = await ask(ann, 'requestOwnCopy');
      await deliverEvents(tenantId);
      await ask(ann, 'takeOwnCopy', { copyId });
    }
    expect((await ask(ann, 'requestOwnCopy')).code).toBe('COPIES_A_DAY');
  });
});
