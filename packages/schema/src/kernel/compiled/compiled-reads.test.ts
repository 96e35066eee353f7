import { beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '../../testing/database.ts';
import { readsOf } from '../../testing/statements.ts';
import { annOf, type TenantRows, writeTwoTenants } from '../../testing/two-tenants.ts';
import { isGivenUp, isUnstorable } from '../database-errors.ts';
import { database, read, transact } from '../database.ts';

const tables = useTestDatabase();
let a: TenantRows;
let b: TenantRows;

beforeAll(async () => {
  [a, b] = await writeTwoTenants(tables);
});

const isCompiled = (statement: string): boolean => statement.startsWith('select json_build_array(');

/** What ann reads, and whether each of the statements for it was compiled. */
async function asked<T>(work: (db: ReturnType<typeof database>) => Promise<T>) {
  const actor = annOf(a);
  let answer: T | undefined;
  const statements = await readsOf(async () => {
    answer = await read(actor, () => work(database(actor)));
  });
  return { answer, compiled: statements.map(isCompiled) };
}

test('a row with what belongs to it is one compiled statement', async () => {
  const one = await asked((db) =>
    db.session.findFirst({
      where: { id: a.session, OR: [{ memberId: a.ann }, { counterpart: { externalId: a.ann } }] },
      select: { startsAt: true, member: { select: { roles: true } }, themes: { orderBy: { position: 'asc' } } },
    }),
  );
  expect(one.compiled).toEqual([true]);
  expect(one.answer).toMatchObject({
    startsAt: new Date('2030-01-01T01:00:00Z'),
    member: { roles: [] },
    themes: [{ id: 'thm_1', countsAs: 'WORK', freeTopic: null, doneAt: null }],
  });
});

test('no row is null, and no rows are an empty list', async () => {
  const none = { where: { id: 'ses_none' }, select: { id: true } };
  expect(await asked((db) => db.session.findFirst(none))).toEqual({ answer: null, compiled: [true] });
  expect(await asked((db) => db.session.findMany(none))).toEqual({ answer: [], compiled: [true] });
});

test('bytes come as bytes', async () => {
  const { answer } = await asked((db) => db.impression.findFirst({ select: { text: true } }));
  expect(answer).toStrictEqual({ text: new Uint8Array([1]) });
});

test('the wall stands around compiled statements too', async () => {
  const { answer, compiled } = await asked((db) => db.user.findMany({ select: { tenantId: true } }));
  expect(compiled).toEqual([true]);
  expect(answer).toEqual([{ tenantId: a.tenant }, { tenantId: a.tenant }, { tenantId: a.tenant }]);
  const others = await asked((db) =>
    db.session.findMany({ where: { tenantId: b.tenant }, select: { id: true, themes: { select: { id: true } } } }),
  );
  expect(others).toEqual({ answer: [], compiled: [true] });
});

test('what is not compiled is answered by Prisma', async () => {
  const { answer, compiled } = await asked((db) =>
    db.user.findMany({ where: { externalId: { contains: 'ann' } }, select: { id: true } }),
  );
  expect({ answer, compiled }).toEqual({ answer: [{ id: a.ann }], compiled: [false] });
});

test('a clause that says nothing of a relation holds also where nothing is there, as Prisma has it', async () => {
  const { answer, compiled } = await asked((db) =>
    db.theme.findMany({ where: { topic: { name: undefined } }, select: { id: true, topicId: true } }),
  );
  expect({ answer, compiled }).toEqual({ answer: [{ id: 'thm_1', topicId: null }], compiled: [false] });
  const { answer: none } = await asked((db) => db.theme.findMany({ where: { topic: {} }, select: { id: true } }));
  expect(none).toEqual([{ id: 'thm_1' }]);
});

test('a column that is never null is not looked for as null: Prisma says what is wrong', async () => {
  const none = { where: { timeZone: null as never }, select: { id: true } };
  await expect(asked((db) => db.session.findMany(none))).rejects.toThrow(/must not be null/);
});

test('a value that cannot be is refused as Prisma refuses it, and the visit goes on', async () => {
  const { answer } = await asked(async (db) => {
    const failed = await db.session
      .findMany({ where: { timeZone: 'Asia\0' } })
      .then(() => undefined)
      .catch((error: unknown) => error);
    return { failed, next: await db.session.findMany({ select: { id: true } }) };
  });
  expect(isUnstorable(answer?.failed)).toBe(true);
  expect(answer?.next).toEqual([{ id: a.session }]);
});

test('what takes too long is not asked again, and the visit goes on', async () => {
  await tables.query(
    'admin',
    `create function late() returns boolean language sql as 'select pg_sleep(60)::text is not null'`,
  );
  await tables.query('admin', `create policy late on impression as restrictive for select using (late())`);
  const config = tables.config('app');
  const hasty = tables.connect({ app: { ...config, options: `${config.options ?? ''} -c statement_timeout=300` } });
  const actor = annOf(a);
  let failed: unknown;
  const statements = await readsOf(() =>
    hasty.read(actor, async () => {
      const { impression, session } = hasty.database(actor);
      failed = await impression.findMany({ select: { id: true } }).catch((error: unknown) => error);
      expect(await session.findMany({ select: { id: true } })).toEqual([{ id: a.session }]);
    }),
  );
  await tables.query('admin', 'drop policy late on impression');
  expect([isGivenUp(failed), statements.map(isCompiled)]).toEqual([true, [true, true]]);
});

test('what is read to write is read by Prisma', async () => {
  const statements = await readsOf(() =>
    transact(annOf(a), (db) => db.session.findFirst({ where: { id: a.session }, select: { id: true } })),
  );
  expect(statements.map(isCompiled)).toEqual([false]);
});
