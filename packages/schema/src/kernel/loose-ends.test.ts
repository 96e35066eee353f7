import pg from 'pg';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { useTestDatabase } from '../testing/database.ts';
import { type TenantRows, writeTwoTenants } from '../testing/two-tenants.ts';
import { type Actor, personActor } from './actor.ts';
import { isLost } from './database-errors.ts';
import { LooseEnds } from './loose-ends.ts';

const tables = useTestDatabase();
let a: TenantRows;
let b: TenantRows;

beforeAll(async () => {
  [a, b] = await writeTwoTenants(tables);
});

const annOf = ({ tenant, ann }: TenantRows): Actor => personActor({ tenantId: tenant, userId: ann });

const stateOf = async (pid: number): Promise<unknown> =>
  (await tables.query('admin', 'select state from pg_stat_activity where pid = $1', [pid]))[0]?.['state'];

test('one connection serves visitors of two tenants in turn, and each sees their own rows and the latest', async () => {
  const narrow = tables.connect({ clients: 1 });
  const seen = (rows: TenantRows) => {
    const actor = annOf(rows);
    return narrow.read(actor, async () => {
      const db = narrow.database(actor);
      const [row] = await db.$queryRaw<{ began: number; pid: number }[]>`
        select extract(epoch from now())::float8 as began, pg_backend_pid() as pid`;
      return { ...row, ids: (await db.session.findMany({ select: { id: true } })).map(({ id }) => id) };
    });
  };
  const found = await Promise.all([seen(a), seen(b), seen(a), seen(b)]);
  expect(found.map(({ ids }) => ids)).toEqual([[a.session], [b.session], [a.session], [b.session]]);
  expect(new Set(found.map(({ pid }) => pid)).size).toBe(1);
  expect(new Set(found.map(({ began }) => began)).size).toBe(4);
});

test('a transaction behind which none begins ends by itself', async () => {
  const narrow = tables.connect({ clients: 1 });
  const actor = annOf(a);
  const pid = await narrow.read(actor, async () => {
    const [row] = await narrow.database(actor).$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`;
    return row?.pid ?? 0;
  });
  await vi.waitFor(async () => expect(await stateOf(pid)).toBe('idle'), { timeout: 20_000 });
});

test('a write behind a reading transaction of the same connection is committed', async () => {
  const narrow = tables.connect({ clients: 1 });
  const reader = annOf(a);
  await narrow.read(reader, () => narrow.database(reader).session.count());
  await narrow.transact(annOf(b), (db) => db.session.updateMany({ data: { timeZone: 'Behind/Reading' } }));
  const [row] = await tables.query('admin', 'select time_zone from session where tenant_id = $1', [b.tenant]);
  expect(row?.['time_zone']).toBe('Behind/Reading');
});

test('however visits follow one another on few connections, each is answered, also where connections are ended meanwhile', async () => {
  const narrow = tables.connect({ clients: 2, patience: 60_000 });
  const turns = Array.from({ length: 400 }, (_, turn) => turn);
  const visit = async (turn: number): Promise<unknown> => {
    const rows = turn % 2 ? a : b;
    const actor = annOf(rows);
    const ids = async () =>
      (await narrow.database(actor).session.findMany({ select: { id: true } })).map(({ id }) => id);
    // Some read, some write, some write in the middle of reading; some leave without having asked anything.
    if (turn % 5 === 0) return narrow.read(actor, async () => [rows.session]);
    if (turn % 5 === 1) return narrow.transact(actor, () => ids());
    return narrow.read(actor, async () => {
      if (turn % 5 === 2) await narrow.transact(actor, (db) => db.session.updateMany({ data: { timeZone: 'UTC' } }));
      return ids();
    });
  };
  const cut = async (): Promise<void> => {
    const sql = `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and usename = $1 and state <> 'idle'`;
    await tables.query('admin', sql, [String(tables.config('app').user)]);
  };
  const answers = await Promise.allSettled(
    turns.flatMap((turn) => (turn % 100 === 99 ? [visit(turn), cut()] : [visit(turn)])),
  );
  const said = answers.flatMap((one) => (one.status === 'fulfilled' && one.value !== undefined ? [one.value] : []));
  expect(new Set(said.map((ids) => JSON.stringify(ids)))).toEqual(new Set([`["${a.session}"]`, `["${b.session}"]`]));
  // Whether a commit arrived over a connection that was ended nobody knows, and so it is no mere BUSY.
  const refused = answers.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  const isOfCut = (reason: unknown): boolean => isLost(reason) || (reason as { code?: unknown }).code === 'BUSY';
  expect(refused.filter((reason) => !isOfCut(reason))).toEqual([]);
  expect(said.length).toBeGreaterThan(350);
}, 60_000);

describe('of a connection', () => {
  afterEach(() => void vi.useRealTimers());

  const begin = () => {
    vi.useFakeTimers();
    const connection = new pg.Client();
    const query = vi.spyOn(connection, 'query').mockImplementation(() => {});
    return { ends: new LooseEnds(), query, connection };
  };

  test('the end goes along with the next transaction, and then no message of its own is sent', async () => {
    const { ends, query, connection } = begin();
    for (const wait of [0, 1, 4, 0]) {
      ends.leave(connection);
      await vi.advanceTimersByTimeAsync(wait);
      expect(ends.before(connection)).toBe('commit;');
    }
    await vi.runAllTimersAsync();
    expect(query).not.toHaveBeenCalled();
    expect(ends.before(connection)).toBe('');
  });

  test('the end is sent once where nothing comes, and what begins later begins by itself', async () => {
    const { ends, query, connection } = begin();
    ends.leave(connection);
    await vi.advanceTimersByTimeAsync(10);
    expect(query.mock.calls.map(([text]) => text as unknown)).toEqual(['commit']);
    expect(ends.before(connection)).toBe('');
    await vi.runAllTimersAsync();
    expect([query.mock.calls.length, vi.getTimerCount()]).toEqual([1, 0]);
  });
});
