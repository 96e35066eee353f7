import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, inject, test } from 'vitest';
import type {} from '@taiwa/schema/testing/database-setup';
import { send } from './caller.ts';
import { launchMain, newFolder, readyAt, stop } from './process.ts';

const OLDEST = '/usr/lib/postgresql/15/bin';
const stops: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const one of stops) await one();
});

interface Server {
  readonly config: pg.ClientConfig;
  readonly socket: string;
  readonly port: number;
}

/** The account that may run a database where root may not. */
function account(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

async function connected(config: pg.ClientConfig, tries = 100): Promise<pg.Client> {
  const client = new pg.Client(config);
  try {
    await client.connect();
    return client;
  } catch (error) {
    if (tries === 0) throw error;
    await new Promise((resolve) => setTimeout(resolve, 100));
    return connected(config, tries - 1);
  }
}

function oldestServer(): Server {
  const folder = mkdtempSync(join(tmpdir(), 'taiwa-pg15-'));
  const as = account();
  if (as.uid !== undefined && as.gid !== undefined) chownSync(folder, as.uid, as.gid);
  const data = join(folder, 'data');
  spawnSync(
    join(OLDEST, 'initdb'),
    ['-D', data, '-U', 'root', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '-N'],
    as,
  );
  const args = ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off', '-p', '5432'];
  const child = spawn(join(OLDEST, 'postgres'), args, { ...as, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.on('close', resolve));
  stops.push(async () => {
    child.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });
  return { config: { host: folder, port: 5432, user: 'root', database: 'postgres' }, socket: folder, port: 5432 };
}

function carriedServer(): Server {
  const { socket, port, passwords } = inject('cluster');
  const config = { host: socket, port, user: 'taiwa_admin', password: passwords.admin, database: 'postgres' };
  return { config, socket, port };
}

/** An empty database with an owner who may make roles, and nothing else of ours. */
async function emptyDatabase({ config, socket, port }: Server) {
  const name = `test_url_${Math.random().toString(36).slice(2, 10)}`;
  const admin = await connected(config);
  await admin.query(`create role ${name} login createrole password 'owner!pass'`);
  await admin.query(`create database ${name} owner ${name} template template0`);
  stops.unshift(async () => {
    await admin.query(`drop database ${name} with (force)`);
    for (const role of ['_web', '_web_system', '_web_statistics', ''])
      await admin.query(`drop role if exists ${name}${role}`);
    await admin.end();
  });
  const url = (user: string, password: string) =>
    `postgresql://${user}:${encodeURIComponent(password)}@localhost:${port}/${name}?host=${encodeURIComponent(socket)}`;
  return { DATABASE_URL: url(`${name}_web`, 'web/pass'), DATABASE_OWNER_URL: url(name, 'owner!pass') };
}

async function startTwice(server: Server): Promise<void> {
  const env = { ...(await emptyDatabase(server)), TAIWA_DATA: newFolder(), PORT: '0' };
  for (let round = 0; round < 2; round += 1) {
    const running = launchMain(env);
    const url = await readyAt(running);
    expect(running.stderr()).toBe('');
    expect((await send(url, '{ demoPeople { userId } }')).body.data?.demoPeople.length).toBeGreaterThan(5);
    expect(await stop(running)).toBe(0);
  }
}

const LONG = 180_000;

test('DATABASE_URL: two addresses are all that is needed', () => startTwice(carriedServer()), LONG);

test.skipIf(!existsSync(join(OLDEST, 'postgres')))(
  'DATABASE_URL of PostgreSQL 15 works as well',
  () => startTwice(oldestServer()),
  LONG,
);
