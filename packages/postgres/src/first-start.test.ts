import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { stopHolder } from './faults/child.ts';
import { until } from './faults/condition.ts';
import { makeScene, rowsOf } from './faults/scene.ts';

const scene = makeScene();

const stage = (folder: string, file: string) => {
  const init = fs.readdirSync(folder).find((name) => name.startsWith('init-'));
  return init !== undefined && fs.existsSync(path.join(folder, init, file));
};

/** Moments of a first start, in order, each seen from outside. */
const MOMENTS: Record<string, (folder: string) => boolean> = {
  'the folder is there': () => true,
  'initdb has begun': (folder) => stage(folder, 'cluster/PG_VERSION'),
  'initdb has written its settings': (folder) => stage(folder, 'cluster/postgresql.conf'),
  'roles are being made': (folder) => stage(folder, 'cluster/postmaster.pid'),
  'the passwords are written': (folder) => stage(folder, 'credentials.json'),
  'the cluster is published': (folder) => fs.existsSync(path.join(folder, 'database')),
  'the postmaster starts': (folder) => fs.existsSync(path.join(folder, 'database/cluster/postmaster.pid')),
};

describe('kill -9 during the first start', () => {
  // Every other moment kills initdb with its parent; the long form does both at each.
  const moments = Object.entries(MOMENTS).flatMap(([moment, has], index) =>
    (process.env.TAIWA_LONG ? [true, false] : [index % 2 === 0]).map(
      (whole) => [whole ? 'the process and its children' : 'the process', moment, whole, has] as const,
    ),
  );

  it.each(moments)('of %s once %s leaves a folder that starts', async (_whom, _moment, whole, has) => {
    await killAndStart(whole, async (folder) => {
      await until(
        'the moment',
        () => fs.existsSync(folder) && (has(folder) || fs.existsSync(path.join(folder, 'run/.s.PGSQL.5432'))),
      );
    });
  });

  const rounds = process.env.TAIWA_LONG ? 40 : 2;

  it(`at ${rounds} random times leaves a folder that starts`, { timeout: 15 * 60_000 }, async () => {
    for (let round = 0; round < rounds; round++) {
      const delay = 150 + Math.random() * 1300;
      await killAndStart(round % 2 === 0, () => new Promise((resolve) => setTimeout(resolve, delay)));
    }
  });
});

async function killAndStart(whole: boolean, moment: (folder: string) => Promise<void>): Promise<void> {
  const folder = scene.folder();
  const killed = scene.hold(folder);
  await moment(folder);
  process.kill(whole ? -killed.child.pid! : killed.child.pid!, 'SIGKILL');
  await killed.ended();
  if (fs.existsSync(path.join(folder, 'database'))) {
    expect(fs.existsSync(path.join(folder, 'database/credentials.json'))).toBe(true);
  }
  const next = scene.hold(folder);
  const { config } = await next.opened();
  await rowsOf(config, 'insert into fact default values');
  expect(fs.readdirSync(folder).filter((name) => name.startsWith('init-'))).toEqual([]);
  expect(await stopHolder(next)).toBe(0);
  await scene.clear();
}
