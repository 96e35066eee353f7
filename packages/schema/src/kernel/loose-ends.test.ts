import { beforeAll, expect, test, vi } from 'vitest';
import { useTestDatabase } from '../testing/database.ts';
import { type TenantRows, writeTwoTenants } from '../testing/two-tenants.ts';
import { type Actor, personActor } from './actor.ts';

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
  await vi.waitFor(async () => expect(await stateOf(pid)).toBe('idle'));
});

test('a write behind a reading transaction of the same connection is committed', async () => {
  const narrow = tables.connect({ clients: 1 });
  const reader = annOf(a);
  await narrow.read(reader, () => narrow.database(reader).session.count());
  await narrow.transact(annOf(b), (db) => db.session.updateMany({ data: { timeZone: 'Behind/Reading' } }));
  const [row] = await tables.query('admin', 'select time_zone from session where tenant_id = $1', [b.tenant]);
  expect(row?.['time_zone']).toBe('Behind/Reading');
});
