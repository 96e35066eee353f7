import { beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '../testing/database.ts';
import { annOf, type TenantRows, writeTwoTenants } from '../testing/two-tenants.ts';
import { bare } from './bare.ts';
import { isUnstorable } from './database-errors.ts';
import { database, read, transact } from './database.ts';

const tables = useTestDatabase();
let a: TenantRows;
let b: TenantRows;

beforeAll(async () => {
  [a, b] = await writeTwoTenants(tables);
});

const zoneOf = (rows: TenantRows) => {
  const actor = annOf(rows);
  return read(actor, () => database(actor).session.findFirst({ select: { timeZone: true } }));
};

test('a bare statement sees what its visit sees, and nothing of another tenant', async () => {
  const actor = annOf(a);
  const rows = await read(actor, () => {
    const wanted = [a.session, b.session];
    return bare(database(actor))<{ id: string; at: Date }>`
      select id, starts_at as at from session where id = any(${wanted}::text[]) and starts_at < ${new Date('2031-01-01')}`;
  });
  expect(rows).toEqual([{ id: a.session, at: new Date('2030-01-01T01:00:00Z') }]);
});

test('what a bare statement writes is undone with its transaction', async () => {
  const failing = transact(annOf(a), async (db) => {
    await bare(db)`update session set time_zone = ${'Europe/Paris'}`;
    throw new Error('No.');
  });
  await expect(failing).rejects.toThrow('No.');
  expect(await zoneOf(a)).toEqual({ timeZone: 'Asia/Tokyo' });
  await transact(annOf(a), (db) => bare(db)`update session set time_zone = ${'Europe/Paris'}`);
  expect([await zoneOf(a), await zoneOf(b)]).toEqual([{ timeZone: 'Europe/Paris' }, { timeZone: 'Asia/Tokyo' }]);
});

test('a value that cannot be is known from the error of the driver, too', async () => {
  const actor = annOf(a);
  const error: unknown = await read(actor, () =>
    bare(database(actor))`select id from session where id = ${'ses\0'}`.catch((reason: unknown) => reason),
  );
  expect(isUnstorable(error)).toBe(true);
});

test('a bare statement after the end of its visit is refused', async () => {
  const actor = annOf(a);
  const kept = await read(actor, async () => bare(database(actor)));
  await expect(kept`select 1`).rejects.toThrow('This operation is over.');
});
