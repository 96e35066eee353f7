import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { accountOf, isRoot, spawnIds } from './account.ts';
import { stopHolder } from './faults/child.ts';
import { until } from './faults/condition.ts';
import { lostIds, makeScene, rowsOf } from './faults/scene.ts';
import { placeIn } from './place.ts';
import { isPostmaster, readPostmaster } from './postmaster.ts';

const scene = makeScene();

describe('a data folder', () => {
  it.each([
    ['with Japanese and a space', '面談 データ'],
    ['with a single quote', "it's here"],
    ['with a double quote', 'a "quoted" one'],
    ['with signs of a shell', 'a $HOME `id` & (1); b'],
    ['with a comma', 'one, two'],
    ['with a path too long for a socket', `長い${'-long'.repeat(30)}`],
  ])('%s works on both starts', async (_what, name) => {
    const folder = scene.folder(name);
    const first = scene.hold(folder);
    expect(await first.opened()).toMatchObject({ state: 'created', folder });
    await stopHolder(first);
    const { state, config } = await scene.hold(folder).opened();
    expect(state).toBe('started');
    expect(await rowsOf(config, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('has the same owner whichever link it is reached by', async () => {
    const folder = scene.folder();
    const first = scene.hold(folder);
    await first.opened();
    const link = path.join(path.dirname(folder), 'link');
    fs.symlinkSync(folder, link);
    expect((await scene.hold(link).refused()).reason).toBe('inUse');
  });

  it('written by a newer Taiwa is refused in one line and left alone', async () => {
    const folder = scene.folder();
    fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folder, 'format.json'), '{"format":2}');
    const holder = scene.hold(folder);
    const { refused, reason } = await holder.refused();
    expect(reason).toBe('wrongVersion');
    expect(refused).toMatch(
      /^The data folder .* was written by a newer Taiwa .*: start that release, or name another folder\.$/,
    );
    expect(await holder.ended()).toBe(6);
    expect(fs.readdirSync(folder)).toEqual(['format.json']);
  });

  it('written by another PostgreSQL is refused by its version', async () => {
    const folder = scene.folder();
    await stopHolder(await opened(folder));
    const { cluster } = placeIn(folder);
    fs.writeFileSync(path.join(cluster, 'PG_VERSION'), '17\n');
    const holder = scene.hold(folder);
    expect((await holder.refused()).refused).toContain('was written by PostgreSQL 17 and this release carries 18');
    expect(await holder.ended()).toBe(6);
    fs.writeFileSync(path.join(cluster, 'PG_VERSION'), '18\n');
    expect((await scene.hold(folder).opened()).state).toBe('started');
  });

  it('below a file is refused with what is wrong', async () => {
    const file = scene.folder('file');
    fs.writeFileSync(file, '');
    const holder = scene.hold(path.join(file, 'data'));
    expect((await holder.refused()).refused).toMatch(/cannot be written \(E(NOTDIR|EXIST)\)/);
    expect(await holder.ended()).toBe(4);
  });

  it('that lost its passwords gets new ones and keeps its rows', async () => {
    const folder = scene.folder();
    const first = scene.hold(folder, { mode: 'insert' });
    const before = await first.opened();
    await until('some inserts', () => first.acknowledged().length > 5);
    await stopHolder(first);
    fs.rmSync(placeIn(folder).credentials);
    const after = await scene.hold(folder).opened();
    expect(after.config.password).not.toBe(before.config.password);
    expect(await lostIds(first.acknowledged(), after.config)).toEqual([]);
    await expect(rowsOf(before.config, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    expect(fs.statSync(placeIn(folder).credentials).mode & 0o777).toBe(0o600);
  });

  it('that lost its passwords while PostgreSQL runs says how to go on', async () => {
    const folder = scene.folder();
    const first = scene.hold(folder);
    const { pid } = await first.opened();
    first.kill('SIGKILL');
    await first.ended();
    fs.rmSync(placeIn(folder).credentials);
    expect((await scene.hold(folder).refused()).refused).toContain(`stop it with "kill -INT ${pid}"`);
    process.kill(pid, 'SIGINT');
    await until('the postmaster is gone', () => !isPostmaster(pid, placeIn(folder).cluster));
    expect((await scene.hold(folder).opened()).state).toBe('started');
  });

  it('keeps one earlier log when the present one has grown past 10 MB', async () => {
    const folder = scene.folder();
    fs.mkdirSync(folder, { mode: 0o711 });
    const { log } = placeIn(folder);
    fs.writeFileSync(log, 'x'.repeat(11 * 2 ** 20));
    await opened(folder);
    expect(fs.statSync(`${log}.1`).size).toBe(11 * 2 ** 20);
    expect(fs.readFileSync(log, 'utf8')).toContain('ready to accept connections');
  });

  it('whose adopted server runs with other settings has it restarted with ours', async () => {
    const folder = scene.folder();
    const first = scene.hold(folder);
    const { pid } = await first.opened();
    first.kill('SIGKILL');
    await first.ended();
    const options = path.join(placeIn(folder).cluster, 'postmaster.opts');
    fs.writeFileSync(options, fs.readFileSync(options, 'utf8').replace('fsync=on', 'fsync=off'));
    const next = await scene.hold(folder).opened();
    expect(next.state).toBe('started');
    expect(next.pid).not.toBe(pid);
  });

  it.runIf(isRoot())('on a disk without space is refused with the figure', async () => {
    const disk = path.dirname(scene.folder());
    const small = path.join(disk, 'small');
    fs.mkdirSync(small);
    const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=30m,mode=0711', 'none', small]);
    // A container may not mount; there is no other small disk to be had.
    if (mount.status !== 0) return;
    try {
      const holder = scene.hold(path.join(small, 'data'));
      expect((await holder.refused()).refused).toMatch(
        /^Only (29|30) MB are free in .* the database needs 160 to start/,
      );
      expect(await holder.ended()).toBe(5);
    } finally {
      spawnSync('umount', [small]);
    }
  });
});

describe('a stale postmaster.pid', () => {
  it.each(['a dead process', 'another live process', 'a thread of another process'])(
    'naming %s does not stop the start',
    async (kind) => {
      const folder = scene.folder();
      const first = scene.hold(folder);
      const { pid } = await first.opened();
      const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
        ...spawnIds(accountOf(placeIn(folder).cluster)),
        cwd: '/',
        stdio: 'ignore',
      });
      try {
        first.kill('SIGKILL');
        await first.ended();
        process.kill(pid, 'SIGKILL');
        await until('the postmaster is gone', () => !isPostmaster(pid, placeIn(folder).cluster));
        await forgePid(folder, await staleId(kind, bystander.pid!));
        expect((await scene.hold(folder).opened()).state).toBe('started');
        expect(bystander.exitCode).toBeNull();
      } finally {
        bystander.kill('SIGKILL');
      }
    },
  );
});

async function opened(folder: string) {
  const holder = scene.hold(folder);
  await holder.opened();
  return holder;
}

async function staleId(kind: string, live: number): Promise<number> {
  if (kind === 'another live process') return live;
  if (kind === 'a dead process') return spawnSync('true').pid;
  return until('a second thread', () =>
    fs
      .readdirSync(`/proc/${live}/task`)
      .map(Number)
      .find((id) => id !== live),
  );
}

async function forgePid(folder: string, id: number): Promise<void> {
  const { cluster } = placeIn(folder);
  for (const file of [path.join(cluster, 'postmaster.pid'), path.join(folder, 'run/.s.PGSQL.5432.lock')]) {
    const [, ...rest] = fs.readFileSync(file, 'utf8').split('\n');
    fs.writeFileSync(file, [id, ...rest].join('\n'));
  }
  expect(readPostmaster(cluster)?.pid).toBe(id);
}
