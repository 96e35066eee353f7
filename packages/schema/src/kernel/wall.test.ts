import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../testing/database.ts';
import { annOf, type TenantRows, writeTwoTenants } from '../testing/two-tenants.ts';
import type { Actor } from './actor.ts';
import { database, read, transact } from './database.ts';

const tables = useTestDatabase();
let a: TenantRows;
let b: TenantRows;

beforeAll(async () => {
  [a, b] = await writeTwoTenants(tables);
});

const findSession = (actor: Actor, { tenant, session }: TenantRows) =>
  database(actor).session.findUnique({
    where: { tenantId_id: { tenantId: tenant, id: session } },
    select: { id: true },
  });
const backend = async (actor: Actor): Promise<number> => {
  const [row] = await database(actor).$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`;
  return row?.pid ?? 0;
};
const kill = (pid: number) => tables.query('admin', 'select pg_terminate_backend($1, 5000)', [pid]);
const timeZone = async ({ tenant }: TenantRows): Promise<unknown> =>
  (await tables.query('admin', 'select time_zone from session where tenant_id = $1', [tenant]))[0]?.['time_zone'];
const setTimeZone = (actor: Actor, { tenant, session }: TenantRows, zone: string) =>
  transact(actor, (db) =>
    db.session.update({
      where: { tenantId_id: { tenantId: tenant, id: session } },
      data: { timeZone: zone },
      select: { id: true },
    }),
  );

describe('reading', () => {
  it('gives two tenants that ask in the same tick each its own rows and never the other', async () => {
    const ask = async (rows: TenantRows, other: TenantRows) => {
      const actor = annOf(rows);
      return read(actor, () =>
        Promise.all([findSession(actor, rows), findSession(actor, other), findSession(actor, rows)]),
      );
    };
    for (let round = 0; round < 60; round++) {
      const answers = await Promise.all([ask(a, b), ask(b, a), ask(a, b), ask(b, a)]);
      const own = ({ session }: TenantRows) => [{ id: session }, null, { id: session }];
      expect(answers).toEqual([own(a), own(b), own(a), own(b)]);
    }
  });

  it('answers the siblings of a statement that fails', async () => {
    const actor = annOf(a);
    const answers = await read(actor, () =>
      Promise.allSettled([
        database(actor).session.count(),
        database(actor).$queryRaw`select 1/0`,
        database(actor).pair.count(),
        findSession(actor, a),
      ]),
    );
    expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : 'failed'))).toEqual([
      1,
      'failed',
      1,
      { id: a.session },
    ]);
  });

  it('fails a statement that takes too long, and answers its siblings', async () => {
    const hasty = tables.connect({ longest: 1000 });
    const actor = annOf(a);
    const answers = await hasty.read(actor, () => {
      const db = hasty.database(actor);
      return Promise.allSettled([db.pair.count(), db.$queryRaw`select 1 as x from pg_sleep(60)`, db.session.count()]);
    });
    expect(answers).toMatchObject([
      { value: 1 },
      { reason: { message: expect.stringMatching(/statement timeout/) } },
      { value: 1 },
    ]);
  });

  it('is bounded: no statement, lock or idle transaction lasts for ever', async () => {
    const actor = annOf(a);
    const bounds = await read(
      actor,
      () =>
        database(actor).$queryRaw`select current_setting('statement_timeout') as statement,
        current_setting('lock_timeout') as lock, current_setting('idle_in_transaction_session_timeout') as idle`,
    );
    expect(bounds).toEqual([{ statement: '5s', lock: '2s', idle: '10s' }]);
  });

  it('can not write', async () => {
    const actor = annOf(a);
    const write = read(actor, () => database(actor).topic.deleteMany({}));
    await expect(write).rejects.toThrow(/read-only transaction/);
  });

  it('is one snapshot: what others commit meanwhile is not seen before the end', async () => {
    const actor = annOf(a);
    const seen = await read(actor, async () => {
      const before = await database(actor).department.count();
      await tables.query(
        'admin',
        `insert into department (tenant_id, id, name, path) values ($1, 'dep_2', 'x', 'x/')`,
        [a.tenant],
      );
      return [before, await database(actor).department.count()];
    });
    expect(seen).toEqual([1, 1]);
  });

  it('goes on over a new connection when its backend is ended', async () => {
    const actor = annOf(a);
    const seen = await read(actor, async () => {
      await kill(await backend(actor));
      return findSession(actor, a);
    });
    expect(seen).toEqual({ id: a.session });
  });

  it('reads timestamps as they are, whatever the zone of the server', async () => {
    await tables.query('admin', `alter database ${tables.name} set timezone = 'Asia/Tokyo'`);
    const elsewhere = tables.connect();
    const actor = annOf(a);
    const session = await elsewhere.read(actor, () => elsewhere.database(actor).session.findFirst());
    expect(session?.startsAt.toISOString()).toBe('2030-01-01T01:00:00.000Z');
  });
});

describe('writing', () => {
  it('has committed when it answers', async () => {
    await setTimeZone(annOf(a), a, 'Europe/Paris');
    expect(await timeZone(a)).toBe('Europe/Paris');
  });

  it('writes nothing when something is thrown', async () => {
    const actor = annOf(a);
    const before = await timeZone(a);
    const thrown = transact(actor, async () => {
      await setTimeZone(actor, a, 'UTC');
      throw new Error('no');
    });
    await expect(thrown).rejects.toThrow('no');
    expect(await timeZone(a)).toBe(before);
  });

  it('refuses to end well when a failed statement was swallowed', async () => {
    const actor = annOf(a);
    const before = await timeZone(a);
    const swallowed = transact(actor, async (db) => {
      await setTimeZone(actor, a, 'UTC');
      await db.$queryRaw`select 1/0`.catch(() => undefined);
    });
    await expect(swallowed).rejects.toThrow('Nothing was written: a statement had failed.');
    expect(await timeZone(a)).toBe(before);
  });

  it('refuses to end well when a part that was thrown out of was swallowed', async () => {
    const actor = annOf(a);
    const before = await timeZone(a);
    const part = () =>
      transact(actor, async () => {
        await setTimeZone(actor, a, 'UTC');
        throw new Error('no');
      });
    await expect(transact(actor, () => part().catch(() => undefined))).rejects.toThrow('Nothing was written: a part');
    expect(await timeZone(a)).toBe(before);
  });

  it('is seen by what the same operation reads afterwards', async () => {
    const actor = annOf(a);
    const seen = await read(actor, async () => {
      const before = await database(actor).session.findFirst({ select: { timeZone: true } });
      await setTimeZone(actor, a, 'Asia/Seoul');
      const between = await database(actor).session.findFirst({ select: { timeZone: true } });
      await setTimeZone(actor, a, 'Asia/Tokyo');
      return [before, between, await database(actor).session.findFirst({ select: { timeZone: true } })];
    });
    expect(seen.slice(1)).toEqual([{ timeZone: 'Asia/Seoul' }, { timeZone: 'Asia/Tokyo' }]);
  });

  it('lets twenty operations read before they write over four connections', async () => {
    const change = (number: number) => {
      const actor = annOf(number % 2 ? a : b);
      return read(actor, async () => {
        await database(actor).session.count();
        await setTimeZone(actor, number % 2 ? a : b, `Zone/${number}`);
        return database(actor).session.count();
      });
    };
    const answers = await Promise.all(Array.from({ length: 20 }, (_, number) => change(number)));
    expect(answers).toEqual(Array(20).fill(1));
  });

  it('makes writes of one actor at the same time one transaction', async () => {
    const actor = annOf(a);
    const before = await timeZone(a);
    const both = Promise.allSettled([
      setTimeZone(actor, a, 'Pacific/Fiji'),
      transact(actor, () => Promise.reject(new Error('no'))),
    ]);
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await timeZone(a)).toBe(before);
  });

  it('nests what Prisma nests: a row with its parts is there whole or not at all', async () => {
    const actor = annOf(a);
    const create = (departmentId: string, ancestorId: string) =>
      transact(actor, (db) =>
        db.department.create({
          data: {
            tenantId: a.tenant,
            id: departmentId,
            name: 'x',
            path: 'x/',
            ancestors: { create: [{ ancestorId }] },
          },
        }),
      );
    await create('dep_whole', 'dep_1');
    await expect(create('dep_half', 'dep_nowhere')).rejects.toThrow();
    const undone = transact(actor, async () => {
      await create('dep_undone', 'dep_1');
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    const rows = await tables.query(
      'admin',
      `select id from department where id in ('dep_whole', 'dep_half', 'dep_undone')`,
    );
    expect(rows).toEqual([{ id: 'dep_whole' }]);
  });
});
