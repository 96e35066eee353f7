import pg from 'pg';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { useTestDatabase } from '../testing/database.ts';
import { annOf, type TenantRows, writeTwoTenants } from '../testing/two-tenants.ts';
import type { Actor } from './actor.ts';
import { database, read, stepAside, transact } from './database.ts';
import { LooseEnds } from './loose-ends.ts';
import { StatementNames } from './statement-names.ts';
import { Visit } from './visit.ts';

const tables = useTestDatabase();
let a: TenantRows;
let b: TenantRows;

beforeAll(async () => {
  [a, b] = await writeTwoTenants(tables);
});

describe('stepping aside', () => {
  it('lends the connection to others, and comes back to a later snapshot', async () => {
    const one = tables.connect({ clients: 1, patience: 100 });
    const [actor, other] = [annOf(a), annOf(b)];
    const count = (of: Actor) => one.database(of).department.count();
    const seen = await one.read(actor, async () => {
      const before = await count(actor);
      const meanwhile = await one.stepAside(actor, async () => {
        await tables.query(
          'admin',
          `insert into department (tenant_id, id, name, path) values ($1, 'dep_aside', 'x', 'y/')`,
          [a.tenant],
        );
        return one.read(other, () => count(other));
      });
      // Who was let in meanwhile leaves a moment after their answer.
      return { meanwhile, after: (await vi.waitFor(() => count(actor), { timeout: 20_000 })) - before };
    });
    expect(seen).toEqual({ meanwhile: 1, after: 1 });
    expect(await one.read(other, () => count(other))).toBe(1);
  });

  it('lends nothing of a transaction, which stays whole', async () => {
    const actor = annOf(a);
    const zones = await transact(actor, async (db) => {
      await db.$executeRaw`select 1`;
      return stepAside(actor, async () => db.session.count());
    });
    expect(zones).toBe(1);
  });

  it('is over with its operation', async () => {
    const actor = annOf(a);
    await read(actor, () => stepAside(actor, async () => {}));
    expect(() => database(actor)).toThrow('No operation is open for this actor.');
  });
});

describe('the end', () => {
  it('refuses an operation that was never opened', () => {
    expect(() => database(annOf(a))).toThrow('No operation is open for this actor.');
  });

  it('refuses what comes after it', async () => {
    const actor = annOf(a);
    const kept = await read(actor, async () => database(actor));
    await expect(kept.session.count()).rejects.toThrow('This operation is over.');
    expect(() => database(actor)).toThrow('No operation is open for this actor.');
  });

  it('waits for a statement that nobody awaited, so that it sees its own tenant and no other', async () => {
    const narrow = tables.connect({ clients: 1 });
    const [one, other] = [annOf(a), annOf(b)];
    const floating: Promise<{ tenantId: string }[]>[] = [];
    await narrow.read(one, async () => {
      floating.push(
        narrow.database(one).session.findMany({ select: { tenantId: true, themes: { select: { id: true } } } }),
      );
    });
    await narrow.read(other, () => narrow.database(other).session.count());
    expect((await Promise.all(floating)).flat()).toMatchObject([{ tenantId: a.tenant }]);
  });

  it('refuses a statement that comes to its door after it, and keeps no connection for it', async () => {
    const pool = new pg.Pool({ ...tables.config('app'), max: 1 });
    const settings = { pool, names: new StatementNames(), ends: new LooseEnds(), begin: 'begin', reads: true };
    const visit = new Visit({ ...settings, longest: 1_000 });
    await visit.query('select 1');
    await visit.leave();
    await expect(visit.query('select 2')).rejects.toThrow('This operation is over.');
    expect(pool.idleCount).toBe(1);
    await pool.end();
  });

  it('refuses a write that was abandoned and goes on', async () => {
    const actor = annOf(a);
    let kept: ReturnType<typeof database> | undefined;
    const thrown = transact(actor, async (db) => {
      kept = db;
      throw new Error('changed my mind');
    });
    await expect(thrown).rejects.toThrow('changed my mind');
    await expect(kept?.session.count()).rejects.toThrow('This operation is over.');
  });

  it('gives no way around: no transaction, connection or client of one’s own', async () => {
    const actor = annOf(a);
    await read(actor, async () => {
      for (const name of ['$transaction', '$connect', '$disconnect', '$extends', '$on'])
        expect(Reflect.get(database(actor), name)).toBeUndefined();
    });
  });
});
