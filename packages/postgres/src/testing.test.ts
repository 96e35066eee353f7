import path from 'node:path';
import { Client, type QueryResultRow } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConnectionConfig, configFor } from './access.ts';
import { stopHolder } from './faults/child.ts';
import { makeScene } from './faults/scene.ts';
import { namedDatabase } from './template.ts';
import {
  createFromTemplate,
  type NamedDatabase,
  openTestCluster,
  templateDatabase,
  type TestCluster,
} from './testing.ts';

const scene = makeScene();
let cluster: TestCluster;

beforeAll(async () => {
  cluster = await openTestCluster('postgres-testing');
});

afterAll(async () => cluster?.stop());

async function query<Row extends QueryResultRow>(config: ConnectionConfig, sql: string): Promise<Row[]> {
  const client = new Client(config);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function fill(database: NamedDatabase): Promise<void> {
  await query(database.config('owner'), 'create table talk(id int primary key); insert into talk values (1), (2)');
}

const freshKey = () => `${process.pid}-${Math.random()}`;

describe('template databases', () => {
  it('are built once however many ask at the same time', async () => {
    const key = freshKey();
    let builds = 0;
    const build = async (database: NamedDatabase) => {
      builds++;
      await fill(database);
    };
    const names = await Promise.all([1, 2, 3, 4].map(() => templateDatabase(cluster.access, key, build)));
    expect(new Set(names).size).toBe(1);
    expect(builds).toBe(1);
  });

  it('give every asker a copy of its own, in parallel', async () => {
    const template = await templateDatabase(cluster.access, freshKey(), fill);
    const copies = await Promise.all([1, 2, 3, 4].map(() => createFromTemplate(cluster.access, template)));
    await query(copies[0]!.config('owner'), 'insert into talk values (3)');
    const counts = await Promise.all(
      copies.map((copy) => query<{ n: number }>(copy.config('owner'), 'select count(*)::int as n from talk')),
    );
    expect(counts.map(([row]) => row?.n)).toEqual([3, 2, 2, 2]);
    await Promise.all(copies.map((copy) => copy.drop()));
    await expect(query(copies[0]!.config('owner'), 'select 1')).rejects.toMatchObject({ code: '3D000' });
  });

  it('are built again after a build that failed half way', async () => {
    const key = freshKey();
    const broken = async (database: NamedDatabase) => {
      await fill(database);
      throw new Error('half way');
    };
    await expect(templateDatabase(cluster.access, key, broken)).rejects.toThrow('half way');
    const template = await templateDatabase(cluster.access, key, fill);
    const copy = await createFromTemplate(cluster.access, template);
    expect(await query(copy.config('owner'), 'select * from talk')).toHaveLength(2);
    await copy.drop();
  });

  it('are copied even when their builder forgot an open connection', async () => {
    const forgotten: Client[] = [];
    const template = await templateDatabase(cluster.access, freshKey(), async (database) => {
      const client = new Client(database.config('owner'));
      client.on('error', () => {});
      await client.connect();
      forgotten.push(client);
    });
    const copy = await createFromTemplate(cluster.access, template);
    expect(await query(copy.config('app'), 'select 1 as one')).toEqual([{ one: 1 }]);
    await copy.drop();
    await Promise.all(forgotten.map((client) => client.end().catch(() => {})));
  });

  it('are dropped when several newer ones have taken their place', async () => {
    const first = await templateDatabase(cluster.access, freshKey(), fill);
    for (let newer = 0; newer < 4; newer++) await templateDatabase(cluster.access, freshKey(), async () => {});
    const rows = await query<{ datname: string }>(
      configFor(cluster.access, 'admin', 'postgres'),
      `select datname from pg_database where datname like 'template\\_%'`,
    );
    expect(rows.map((row) => row.datname)).not.toContain(first);
    expect(rows.length).toBeLessThanOrEqual(4);
  });
});

describe('a test cluster', () => {
  it('is another one for a run that starts while the first is open', async () => {
    const second = await openTestCluster('postgres-testing');
    try {
      expect(second.access.socket).not.toBe(cluster.access.socket);
    } finally {
      await second.stop();
    }
  });

  it('is a different one for each of several processes that start at once, though they use the same template', async () => {
    const script = path.join(import.meta.dirname, 'faults/test-run.ts');
    const runs = [1, 2].map(() => scene.hold('postgres-testing', { script, mode: 'idle' }));
    const sockets = await Promise.all(runs.map(async (run) => (await run.opened()).config.host));
    expect(new Set([cluster.access.socket, ...sockets]).size).toBe(3);
    expect(await Promise.all(runs.map((run) => stopHolder(run)))).toEqual([0, 0]);
  });

  it('drops what a killed run left behind', async () => {
    const one = await openTestCluster('postgres-leftover');
    const left = await createFromTemplate(one.access);
    await one.stop();
    const again = await openTestCluster('postgres-leftover');
    try {
      const config = namedDatabase(again.access, left.name).config('owner');
      await expect(query(config, 'select 1')).rejects.toMatchObject({ code: '3D000' });
    } finally {
      await again.stop();
    }
  });
});
