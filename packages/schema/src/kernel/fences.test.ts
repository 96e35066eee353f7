import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../testing/database.ts';
import { type TenantRows, writeTwoTenants } from '../testing/two-tenants.ts';
import { type Actor, personActor } from './actor.ts';
import { asStatistics, asSystem, database, type Database, read, transact } from './database.ts';
import { isFenced, isForeignKeyViolation, isUniqueViolation } from './database-errors.ts';

const tables = useTestDatabase();
let a: TenantRows;
let b: TenantRows;

beforeAll(async () => {
  [a, b] = await writeTwoTenants(tables);
});

const actorOf = ({ tenant }: TenantRows, userId: string): Actor => personActor({ tenantId: tenant, userId });
const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing failed',
    (error: unknown) => error,
  );

describe('row security, with no condition in the query', () => {
  it('shows only the rows of the tenant', async () => {
    const actor = actorOf(a, a.ann);
    const ids = await read(actor, async () => {
      const db = database(actor);
      const pairs = await db.pair.findMany({ select: { id: true } });
      const sessions = await db.$queryRaw<{ id: string }[]>`select id from session`;
      const tenants = await db.tenant.findMany({ select: { id: true } });
      return [...pairs, ...sessions, ...tenants].map(({ id }) => id);
    });
    expect(ids).toEqual([a.pair, a.session, a.tenant]);
  });

  it('shows nothing to who names no tenant', async () => {
    expect(await tables.query('app', 'select id from session')).toEqual([]);
    expect(await tables.query('statistics', 'select id from rating')).toEqual([]);
  });

  it('changes and deletes only rows of the tenant', async () => {
    const changed = await transact(actorOf(a, a.ann), (db) =>
      db.session.updateMany({ where: { id: b.session }, data: { timeZone: 'Mars/Base' } }),
    );
    expect(changed.count).toBe(0);
    const deleted = await transact(actorOf(a, a.ann), (db) => db.topic.deleteMany({ where: { tenantId: b.tenant } }));
    expect(deleted.count).toBe(0);
  });

  it('refuses a row written for another tenant', async () => {
    const written = transact(actorOf(a, a.ann), (db) =>
      db.department.create({ data: { tenantId: b.tenant, id: 'dep_x', name: 'x', path: 'x/' } }),
    );
    expect(isFenced(await failure(written))).toBe(true);
  });

  it('refuses to move a row into another tenant', async () => {
    const moved = transact(
      actorOf(a, a.ann),
      (db) => db.$executeRaw`update department set tenant_id = ${b.tenant}, id = 'dep_moved'`,
    );
    expect(isFenced(await failure(moved))).toBe(true);
  });

  it('holds for the owner of the tables too', async () => {
    expect(await tables.query('owner', 'select id from session')).toEqual([]);
  });

  it('can not be widened by what an id contains', async () => {
    const sly = personActor({
      tenantId: `x',true);set local row_security=off;select set_config('app.tenant','${a.tenant}`,
      userId: a.ann,
    });
    expect(await read(sly, () => database(sly).session.count())).toBe(0);
  });
});

describe('the fence around two people', () => {
  const contentSeenBy = (userId: string) => {
    const actor = actorOf(a, userId);
    return read(actor, async () => [await database(actor).theme.count(), await database(actor).impression.count()]);
  };

  it('shows content to the two', async () => {
    expect(await contentSeenBy(a.ann)).toEqual([1, 1]);
    expect(await contentSeenBy(a.bob)).toEqual([1, 1]);
  });

  it('shows none to a colleague, to nobody in particular, or to a person of the same id elsewhere', async () => {
    expect(await contentSeenBy(a.eve)).toEqual([0, 0]);
    expect(await contentSeenBy('')).toEqual([0, 0]);
    const elsewhere = personActor({ tenantId: b.tenant, userId: a.ann });
    expect(await read(elsewhere, () => database(elsewhere).theme.count())).toBe(0);
  });

  it('lets nobody write into the talk of two others', async () => {
    const written = transact(actorOf(a, a.eve), (db) =>
      db.attempt.create({
        data: {
          tenantId: a.tenant,
          id: 'att_eve',
          sessionId: a.session,
          memberId: a.ann,
          counterpartId: a.bob,
          text: new Uint8Array([1]),
          recordedAt: new Date(0),
        },
      }),
    );
    expect(isFenced(await failure(written))).toBe(true);
  });

  it('lets nobody make themselves one of the two: the pair must be the one of the session', async () => {
    const written = transact(actorOf(a, a.eve), (db) =>
      db.attempt.create({
        data: {
          tenantId: a.tenant,
          id: 'att_eve',
          sessionId: a.session,
          memberId: a.eve,
          counterpartId: a.bob,
          text: new Uint8Array([1]),
          recordedAt: new Date(0),
        },
      }),
    );
    expect(isForeignKeyViolation(await failure(written))).toBe(true);
  });

  it('shows a participation to the member only', async () => {
    const count = (userId: string) => {
      const actor = actorOf(a, userId);
      return read(actor, () => database(actor).participation.count());
    };
    expect([await count(a.ann), await count(a.bob), await count(a.eve)]).toEqual([1, 0, 0]);
  });
});

describe('composite keys, with row security off', () => {
  let unfenced: Database;
  let role: string;

  beforeAll(async () => {
    role = `unfenced_${tables.name}`;
    await tables.query('admin', `create role ${role} login bypassrls password 'x' in role taiwa_app`);
    await tables.query('admin', `grant select, insert, update, delete on all tables in schema public to ${role}`);
    unfenced = tables.connect({ app: { ...tables.config('app'), user: role, password: 'x' } });
  });
  afterAll(async () => {
    await tables.query('admin', `drop owned by ${role}`);
    await tables.query('admin', `drop role ${role}`);
  });

  it('is really off', async () => {
    const actor = actorOf(a, a.ann);
    expect(await unfenced.read(actor, () => unfenced.database(actor).session.count())).toBe(2);
  });

  it('refuse a row that points to one of another tenant', async () => {
    const pointed = unfenced.transact(actorOf(a, a.ann), (db) =>
      db.pair.create({
        data: { tenantId: a.tenant, id: 'pai_x', kind: 'OTHER', memberId: a.ann, counterpartId: b.bob },
      }),
    );
    expect(isForeignKeyViolation(await failure(pointed), 'pair_tenant_id_counterpart_id_fkey')).toBe(true);
  });

  it('refuse to repoint or to move a row', async () => {
    const actor = actorOf(a, a.ann);
    const repointed = unfenced.transact(
      actor,
      (db) => db.$executeRaw`update app_user set department_id = 'dep_b' where tenant_id = ${a.tenant}`,
    );
    expect(isForeignKeyViolation(await failure(repointed))).toBe(true);
    const moved = unfenced.transact(
      actor,
      (db) => db.$executeRaw`update theme set tenant_id = ${b.tenant}, id = 'thm_2' where tenant_id = ${a.tenant}`,
    );
    expect(await failure(moved)).toMatchObject({ meta: { driverAdapterError: { cause: { originalCode: '23503' } } } });
  });

  it('refuse two people whose session is that of two others', async () => {
    const written = unfenced.transact(actorOf(a, a.eve), (db) =>
      db.theme.create({
        data: {
          tenantId: a.tenant,
          id: 'thm_x',
          sessionId: a.session,
          memberId: a.eve,
          counterpartId: a.bob,
          position: 1,
          countsAs: 'WORK',
          response: 'ADVICE',
        },
      }),
    );
    expect(isForeignKeyViolation(await failure(written))).toBe(true);
  });
});

describe('the other roles', () => {
  it('let a system task see all tenants, in its tables', async () => {
    expect(await asSystem('listTenants', (db) => db.tenant.count())).toBe(2);
    expect(await asSystem('eraseRatings', (db) => db.rating.deleteMany({ where: { pseudonym: 'nobody' } }))).toEqual({
      count: 0,
    });
  });

  it('refuse a system task the tables of another', async () => {
    const strayed = asSystem('listTenants', (db) => Reflect.get(db, 'apiKey'));
    await expect(strayed).rejects.toThrow('This task may not use apiKey.');
  });

  it('let the system role find content to delete, and not read it', async () => {
    const found = await asSystem('purge', (db) => db.impression.count({ where: { sentAt: { gt: new Date(0) } } }));
    expect(found).toBe(2);
    const content = asSystem('purge', (db) => db.impression.findMany({ select: { text: true } }));
    expect(isFenced(await failure(content))).toBe(true);
  });

  it('let the system role move ratings that it can not read', async () => {
    const moved = { tenantId: b.tenant, id: 'rat_2', pseudonym: 'q', topicCode: 'WORK', response: 'ADVICE' } as const;
    const month = new Date('2030-01-01');
    const count = await asSystem('moveRatings', (db) =>
      db.rating.createMany({ data: [{ ...moved, month, grade: 100 }] }),
    );
    expect(count).toEqual({ count: 1 });
  });

  it('let statistics read the ratings and themes of one tenant, and nobody else any', async () => {
    const seen = await asStatistics(a.tenant, async (db) => [
      ...(await db.rating.findMany({ select: { tenantId: true } })),
      ...(await db.theme.findMany({ select: { tenantId: true } })),
    ]);
    expect(seen).toEqual([{ tenantId: a.tenant }, { tenantId: a.tenant }]);
    // Beside the ratings it would tell who gave which.
    expect(isFenced(await failure(asStatistics(a.tenant, (db) => db.participation.count())))).toBe(true);
    const actor = actorOf(a, a.ann);
    expect(isFenced(await failure(read(actor, () => database(actor).rating.count())))).toBe(true);
    expect(
      isFenced(await failure(asSystem('eraseRatings', (db) => db.rating.findMany({ select: { grade: true } })))),
    ).toBe(true);
  });
});

describe('what a violated key is told by', () => {
  it('names the constraint, also in raw SQL', async () => {
    const twice = await failure(
      transact(actorOf(a, a.ann), (db) =>
        db.pair.create({
          data: { tenantId: a.tenant, id: 'pai_2', kind: 'MANAGER_MEMBER', memberId: a.ann, counterpartId: a.bob },
        }),
      ),
    );
    expect(isUniqueViolation(twice, 'pair_running_key')).toBe(true);
    expect(isUniqueViolation(twice, 'pair_pkey')).toBe(false);
    const raw = await failure(
      transact(actorOf(a, a.ann), (db) => db.$executeRaw`insert into tenant (id, name) values (${a.tenant}, 'x')`),
    );
    expect(isUniqueViolation(raw, 'tenant_pkey')).toBe(true);
    expect(isUniqueViolation(new Error('no'))).toBe(false);
  });

  it('tells when something still points to what is deleted', async () => {
    const deleted = transact(actorOf(a, a.ann), (db) => db.department.deleteMany({ where: { id: 'dep_1' } }));
    const error = await failure(deleted);
    expect(isForeignKeyViolation(error, 'app_user_tenant_id_department_id_fkey')).toBe(true);
    expect(isUniqueViolation(error)).toBe(false);
  });
});
