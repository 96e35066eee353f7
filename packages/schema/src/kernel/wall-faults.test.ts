import pg from 'pg';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { useTestDatabase } from '../testing/database.ts';
import { type TenantRows, writeTwoTenants } from '../testing/two-tenants.ts';
import { type Actor, personActor } from './actor.ts';
import { connectDatabase, transact } from './database.ts';
import { LooseEnds } from './loose-ends.ts';
import { StatementNames } from './statement-names.ts';
import { Visit } from './visit.ts';

const tables = useTestDatabase();
let a: TenantRows;
let b: TenantRows;

beforeAll(async () => {
  [a, b] = await writeTwoTenants(tables);
});

const annOf = ({ tenant, ann }: TenantRows): Actor => personActor({ tenantId: tenant, userId: ann });
const kill = (pid: number) => tables.query('admin', 'select pg_terminate_backend($1, 5000)', [pid]);
const timeZone = async ({ tenant }: TenantRows): Promise<unknown> =>
  (await tables.query('admin', 'select time_zone from session where tenant_id = $1', [tenant]))[0]?.['time_zone'];

describe('faults', () => {
  /** Lets a backend neither answer nor end, until the test is over, however it ends. */
  const stop = (pid: number): void => {
    process.kill(pid, 'SIGSTOP');
    onTestFinished(() => void process.kill(pid, 'SIGCONT'));
  };

  it('leaves the next operation clean after a backend was ended in the middle of a write', async () => {
    const narrow = tables.connect({ clients: 1 });
    const actor = annOf(a);
    const before = await timeZone(a);
    const broken = narrow.transact(actor, async (db) => {
      const [row] = await db.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await db.session.updateMany({ data: { timeZone: 'Lost/Zone' } });
      await kill(row?.pid ?? 0);
      await db.session.count();
    });
    await expect(broken).rejects.toMatchObject({ code: 'BUSY' });
    expect(await timeZone(a)).toBe(before);
    expect(await narrow.transact(annOf(b), (db) => db.session.findMany({ select: { id: true } }))).toEqual([
      { id: b.session },
    ]);
  });

  it('writes over a new connection when the pooled one was ended before the first statement', async () => {
    const pool = new pg.Pool({ ...tables.config('app'), max: 1 });
    pool.on('connect', (connection) => void connection.on('error', () => {}));
    const ended: number[] = [];
    const slippery = {
      async connect() {
        const connection = await pool.connect();
        const { rows } = await connection.query<{ pid: number }>('select pg_backend_pid() as pid');
        if (ended.length === 0) await kill(ended[ended.push(rows[0]?.pid ?? 0) - 1] ?? 0);
        return connection;
      },
    };
    const begin = `begin; select set_config('app.tenant', '${b.tenant}', true)`;
    const visit = new Visit({
      pool: slippery as pg.Pool,
      names: new StatementNames(),
      ends: new LooseEnds(),
      begin,
      reads: false,
      longest: 5000,
    });
    await visit.run(() => visit.query(`update session set time_zone = 'New/Connection'`));
    await visit.commit();
    await pool.end();
    expect([ended.length, await timeZone(b)]).toEqual([1, 'New/Connection']);
  });

  it('refuses as busy who waits too long for a turn', async () => {
    const narrow = tables.connect({ clients: 1, patience: 50 });
    const [one, other] = [annOf(a), annOf(b)];
    await narrow.read(one, async () => {
      const waiting = narrow.read(other, () => narrow.database(other).session.count());
      await expect(waiting).rejects.toMatchObject({ name: 'Refusal', code: 'BUSY' });
    });
    expect(await narrow.read(other, () => narrow.database(other).session.count())).toBe(1);
  });

  it('refuses as busy when a backend falls silent, in reading and in writing, and is clean afterwards', async () => {
    const narrow = tables.connect({ clients: 1, longest: 1000 });
    for (const way of ['read', 'transact'] as const) {
      const actor = annOf(a);
      const silent = narrow[way](actor, async () => {
        const db = narrow.database(actor);
        const [row] = await db.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`;
        stop(row?.pid ?? 0);
        await Promise.all([db.session.count(), db.pair.count()]);
      });
      await expect(silent).rejects.toMatchObject({ name: 'Refusal', code: 'BUSY' });
      expect(await narrow.transact(annOf(b), (db) => db.session.count())).toBe(1);
    }
  });

  it('refuses as busy who waits for a lock that is not given up', async () => {
    const impatient = tables.connect({ app: { ...tables.config('app'), options: '-c lock_timeout=50ms' } });
    const change = { where: { id: a.session }, data: { timeZone: 'Asia/Tokyo' } };
    await transact(annOf(a), async (db) => {
      await db.session.updateMany(change);
      const second = impatient.transact(annOf(a), (other) => other.session.updateMany(change));
      await expect(second).rejects.toMatchObject({ name: 'Refusal', code: 'BUSY' });
    });
  });

  it('refuses as busy while the database can not be reached', async () => {
    const nowhere = { host: '/nowhere', user: 'x', database: 'x' };
    const gone = connectDatabase({ app: nowhere, system: nowhere });
    const actor = annOf(a);
    const asked = gone.read(actor, () => gone.database(actor).session.count());
    await expect(asked).rejects.toMatchObject({ name: 'Refusal', code: 'BUSY' });
    await gone.close();
  });
});
