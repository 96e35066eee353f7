import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { stopHolder } from './faults/child.ts';
import { until } from './faults/condition.ts';
import { lostIds, makeScene } from './faults/scene.ts';
import { placeIn } from './place.ts';
import { isPostmaster } from './postmaster.ts';

const scene = makeScene();

// A zombie that nobody has reaped yet does not run.
const runs = (pid: number, folder: string) => isPostmaster(pid, placeIn(folder).cluster);
const hasPidFile = (folder: string) => fs.existsSync(path.join(placeIn(folder).cluster, 'postmaster.pid'));

describe('an embedded database', () => {
  it('is created on the first start and started on the next', async () => {
    const folder = scene.folder();
    const first = scene.hold(folder);
    expect((await first.opened()).state).toBe('created');
    expect(await stopHolder(first)).toBe(0);
    const second = scene.hold(folder);
    expect((await second.opened()).state).toBe('started');
  });

  it('stops cleanly on SIGTERM, with inserts under way', async () => {
    const folder = scene.folder();
    const holder = scene.hold(folder, { mode: 'insert' });
    const { pid } = await holder.opened();
    await until('some inserts', () => holder.acknowledged().length > 20);
    expect(await stopHolder(holder)).toBe(0);
    expect(holder.lines).toContain('stopped');
    expect([runs(pid, folder), hasPidFile(folder)]).toEqual([false, false]);
    const again = scene.hold(folder);
    expect(await lostIds(holder.acknowledged(), (await again.opened()).config)).toEqual([]);
  });

  it('outlives a killed process and is adopted by the next one', async () => {
    const folder = scene.folder();
    const holder = scene.hold(folder, { mode: 'insert' });
    const { pid } = await holder.opened();
    await until('some inserts', () => holder.acknowledged().length > 20);
    holder.kill('SIGKILL');
    await holder.ended();
    expect(runs(pid, folder)).toBe(true);

    const next = scene.hold(folder);
    const adopted = await next.opened();
    expect(adopted).toMatchObject({ state: 'adopted', pid });
    expect(await lostIds(holder.acknowledged(), adopted.config)).toEqual([]);
    expect(await stopHolder(next)).toBe(0);
    expect([runs(pid, folder), hasPidFile(folder)]).toEqual([false, false]);
  });

  it('takes PostgreSQL down with it when its process crashes', async () => {
    const folder = scene.folder();
    const holder = scene.hold(folder, { mode: 'crash' });
    const { pid } = await holder.opened();
    expect(await holder.ended()).toBe(1);
    await until('the postmaster is gone', () => !runs(pid, folder) && !hasPidFile(folder));
  });

  it('refuses a second owner with exit code 3 and the name of the first', async () => {
    const folder = scene.folder();
    const first = scene.hold(folder);
    await first.opened();
    const second = scene.hold(folder);
    const { refused, reason } = await second.refused();
    expect(reason).toBe('inUse');
    expect(refused).toContain(`in use by taiwa pid ${first.child.pid} on `);
    expect(refused).not.toContain('\n');
    expect(await second.ended()).toBe(3);
    expect(await stopHolder(first)).toBe(0);
  });

  it('has exactly one owner when three start at once, on an empty folder and on a warm one', async () => {
    const folder = scene.folder();
    for (const round of ['empty', 'warm']) {
      const holders = [1, 2, 3].map(() => scene.hold(folder));
      const answers = await Promise.all(holders.map((holder) => holder.answer()));
      expect(
        answers.filter((answer) => 'state' in answer),
        round,
      ).toHaveLength(1);
      await Promise.all(holders.map((holder) => stopHolder(holder)));
    }
    expect(fs.readdirSync(folder).filter((name) => name.startsWith('init-'))).toEqual([]);
  });

  it('opens for a process that starts while the old one is stopping', async () => {
    const folder = scene.folder();
    const old = scene.hold(folder, { mode: 'insert' });
    const { pid } = await old.opened();
    old.kill('SIGTERM');
    await until('the old one stops', () => !runs(pid, folder) || old.lines.includes('stopped') || isStopping(folder));
    const next = scene.hold(folder);
    expect((await next.opened()).state).toBe('started');
    expect(await old.ended()).toBe(0);
    expect(await lostIds(old.acknowledged(), (await next.opened()).config)).toEqual([]);
  });
});

function isStopping(folder: string): boolean {
  try {
    return fs.readFileSync(path.join(folder, 'database/cluster/postmaster.pid'), 'utf8').includes('stopping');
  } catch {
    return true;
  }
}
