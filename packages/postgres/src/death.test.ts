import { spawnSync } from 'node:child_process';
import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { readPasswords } from './credentials.ts';
import type { Holder } from './faults/child.ts';
import { until } from './faults/condition.ts';
import { lostIds, makeScene, rowsOf } from './faults/scene.ts';
import { placeIn } from './place.ts';
import { isAlive, isPostmaster, readPostmaster } from './postmaster.ts';

const scene = makeScene();

const restarts = (holder: Holder) => holder.lines.filter((line) => line === 'restarted').length;

async function moreInserts(holder: Holder): Promise<void> {
  const before = holder.acknowledged().length;
  await until('more inserts', () => holder.acknowledged().length > before + 20);
}

async function newPostmaster(folder: string, old: number): Promise<number> {
  return until('another postmaster', () => {
    const now = readPostmaster(placeIn(folder).cluster);
    return now && now.pid !== old && now.status === 'ready' && now.pid;
  });
}

describe('PostgreSQL under a living process', () => {
  it.each(['SIGKILL', 'SIGQUIT', 'SIGINT'] as const)(
    'is started again after %s, with every acknowledged row',
    async (signal) => {
      const folder = scene.folder();
      const holder = scene.hold(folder, { mode: 'insert' });
      const { pid, config } = await holder.opened();
      await moreInserts(holder);
      process.kill(pid, signal);
      await newPostmaster(folder, pid);
      await until('word of the restart', () => restarts(holder) === 1);
      await moreInserts(holder);
      expect(await lostIds(holder.acknowledged(), config)).toEqual([]);
    },
  );

  it('is taken up again when one of its backends is killed', async () => {
    const folder = scene.folder();
    const holder = scene.hold(folder, { mode: 'insert' });
    const { pid, config } = await holder.opened();
    await moreInserts(holder);
    const [backend] = await rowsOf<{ pid: number }>(
      config,
      `select pid from pg_stat_activity where usename = 'taiwa_owner' and pid <> pg_backend_pid() limit 1`,
    );
    process.kill(backend!.pid, 'SIGKILL');
    await until('word of the restart', () => restarts(holder) === 1);
    await moreInserts(holder);
    expect(isPostmaster(pid, placeIn(folder).cluster)).toBe(true);
    expect(await lostIds(holder.acknowledged(), config)).toEqual([]);
  });

  it('keeps its owner: a second start is refused after a restart as before it', async () => {
    const folder = scene.folder();
    const holder = scene.hold(folder);
    const { pid } = await holder.opened();
    process.kill(pid, 'SIGKILL');
    await until('word of the restart', () => restarts(holder) === 1);
    expect((await scene.hold(folder).refused()).refused).toContain(`taiwa pid ${holder.child.pid} `);
  });

  it('is given up at once when another owner took it in the meantime', async () => {
    const folder = scene.folder();
    const holder = scene.hold(folder);
    await holder.opened();
    const { admin } = readPasswords(placeIn(folder).credentials)!;
    const { config } = await holder.opened();
    const usurper = new Client({
      ...config,
      user: 'taiwa_admin',
      database: 'postgres',
      password: admin,
      application_name: 'taiwa pid 1 on elsewhere',
    });
    await usurper.connect();
    try {
      const [lock] = (await usurper.query(`select pid, objid from pg_locks where locktype = 'advisory'`)).rows;
      const taken = usurper.query(`select pg_advisory_lock(${lock.objid})`);
      await rowsOf({ ...config, user: 'taiwa_admin', password: admin }, `select pg_terminate_backend(${lock.pid})`);
      await taken;
      expect(await holder.ended()).toBe(3);
      expect(holder.lines.find((line) => line.startsWith('lost '))).toContain('in use by taiwa pid 1 on elsewhere');
    } finally {
      await usurper.end();
    }
  });

  it('is given up when it dies again and again, and its process ends with a line that says so', async () => {
    const folder = scene.folder();
    const holder = scene.hold(folder);
    let { pid } = await holder.opened();
    for (let death = 1; death <= 10; death++) {
      process.kill(pid, 'SIGKILL');
      await until(`restart ${death}`, () => restarts(holder) === death);
      pid = await newPostmaster(folder, pid);
    }
    process.kill(pid, 'SIGKILL');
    expect(await holder.ended()).toBe(1);
    expect(holder.lines.find((line) => line.startsWith('lost '))).toContain('is not started again');
  });
});

describe('random kills of process, postmaster, both, or all of it', () => {
  const rounds = process.env.TAIWA_LONG ? 48 : 8;

  it(`lose no acknowledged row in ${rounds} rounds`, { timeout: 15 * 60_000 }, async () => {
    const folder = scene.folder();
    const acknowledged: number[] = [];
    let holder = scene.hold(folder, { mode: 'insert' });
    for (let round = 0; round < rounds; round++) {
      await holder.opened();
      await moreInserts(holder);
      await killSome(folder, holder, round);
      if (round % 4 === 0) continue;
      await holder.ended();
      acknowledged.push(...holder.acknowledged());
      holder = scene.hold(folder, { mode: 'insert' });
    }
    const { config } = await holder.opened();
    acknowledged.push(...holder.acknowledged());
    expect(await until('a connection', () => lostIds(acknowledged, config).catch(() => undefined))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(rounds * 20);
  });
});

async function killSome(folder: string, holder: Holder, round: number): Promise<void> {
  const pid = readPostmaster(placeIn(folder).cluster)?.pid ?? 0;
  const before = restarts(holder);
  const children = round % 4 === 3 ? childrenOf(pid) : [];
  if (round % 4 !== 0) holder.kill('SIGKILL');
  if (round % 4 !== 1) process.kill(pid, 'SIGKILL');
  for (const child of children) if (isAlive(child)) process.kill(child, 'SIGKILL');
  if (round % 4 === 0) await until('word of the restart', () => restarts(holder) > before);
}

function childrenOf(pid: number): number[] {
  const list = spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' }).stdout;
  return list
    .split('\n')
    .map(Number)
    .filter((child) => child > 1);
}
