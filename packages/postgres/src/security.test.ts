import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configFor } from './access.ts';
import { type EmbeddedDatabase, openEmbedded, type Role, ROLES } from './embedded.ts';
import { rowsOf } from './faults/scene.ts';
import { placeIn } from './place.ts';
import { serverSettings } from './settings.ts';

let root: string;
let database: EmbeddedDatabase;

beforeAll(async () => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'taiwa-test-'));
  fs.chmodSync(root, 0o711);
  database = await openEmbedded({ folder: path.join(root, 'data') });
  await rowsOf(database.config('owner'), 'create table note(id int); insert into note values (1)');
});

afterAll(async () => {
  await database?.stop();
  fs.rmSync(root, { recursive: true, force: true });
});

describe('the roles', () => {
  it('other than the admin have no power over the server', async () => {
    const rows = await rowsOf(
      database.config('admin'),
      `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication
       from pg_roles where rolcanlogin and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`,
    );
    expect(rows.map((row) => row.rolname)).toEqual(['taiwa_admin']);
  });

  it('of the database: the owner makes tables and trusted extensions', async () => {
    await rowsOf(database.config('owner'), 'create table theme(id int); create extension if not exists pg_trgm');
    const [row] = await rowsOf<{ owner: string }>(
      database.config('owner'),
      `select pg_get_userbyid(datdba) as owner from pg_database where datname = current_database()`,
    );
    expect(row?.owner).toBe('taiwa_owner');
  });

  it.each(['app', 'system', 'statistics'] as const)('%s may do nothing it was not granted', async (role) => {
    const denied = [
      'create table mine(id int)',
      'create temporary table mine(id int)',
      'create schema mine',
      'create extension citext',
      'select * from note',
      'drop table note',
      "select pg_read_file('/etc/passwd')",
      "copy (select 1) to program 'true'",
      'create role another',
      'create database another',
      'set role taiwa_owner',
      'set session authorization taiwa_admin',
    ];
    for (const sql of denied) {
      await expect(rowsOf(database.config(role), sql), sql).rejects.toMatchObject({ code: '42501' });
    }
  });

  it.each(['owner', 'app', 'system', 'statistics'] as const)('%s cannot enter other databases', async (role) => {
    await database.createDatabase('elsewhere');
    for (const name of ['postgres', 'template1']) {
      await expect(rowsOf(database.config(role, name), 'select 1')).rejects.toMatchObject({ code: '42501' });
    }
    await database.dropDatabase('elsewhere');
  });

  it('have different passwords, and none lets in without the right one', async () => {
    expect(new Set(ROLES.map((role) => database.config(role).password)).size).toBe(ROLES.length);
    for (const role of ROLES) {
      const wrong = { ...database.config(role), password: 'wrong' };
      await expect(rowsOf(wrong, 'select 1'), role).rejects.toMatchObject({ code: '28P01' });
    }
  });

  it('that do not exist are a mistake of the caller', () => {
    expect(() => configFor(database.access, 'taiwa_app' as Role)).toThrow('No database role');
  });
});

describe('the server', () => {
  it('listens on no TCP port', async () => {
    const inodes = new Set(
      fs.readdirSync(`/proc/${database.pid}/fd`).map((fd) => socketInode(`/proc/${database.pid}/fd/${fd}`)),
    );
    const listening = ['tcp', 'tcp6'].flatMap((kind) =>
      fs.readFileSync(`/proc/net/${kind}`, 'utf8').split('\n').slice(1),
    );
    expect(listening.map((line) => line.trim().split(/\s+/)[9]).filter((inode) => inode && inodes.has(inode))).toEqual(
      [],
    );
    expect(fs.statSync(path.join(database.config('app').host, '.s.PGSQL.5432')).isSocket()).toBe(true);
  });

  it('runs with every setting we ask for', async () => {
    for (const [name, value] of Object.entries(serverSettings(true))) {
      const [row] = await rowsOf(database.config('admin'), `select current_setting('${name}') as value`);
      expect(row?.value, name).toBe(value);
    }
    expect(await rowsOf(database.config('admin'), 'show data_checksums')).toEqual([{ data_checksums: 'on' }]);
  });

  it('has no secret of this process in its environment', () => {
    const names = fs
      .readFileSync(`/proc/${database.pid}/environ`, 'utf8')
      .split('\0')
      .map((entry) => entry.split('=')[0]);
    expect(names.filter((name) => !['PATH', 'LC_ALL', 'TZ', 'PG_GRANDPARENT_PID', ''].includes(name!))).toEqual([]);
  });

  it('keeps files, socket and passwords from other users', () => {
    const { cluster, credentials, log } = placeIn(database.folder);
    const mode = (file: string) => (fs.statSync(file).mode & 0o777).toString(8);
    expect([cluster, database.config('app').host, credentials, log].map(mode)).toEqual(['700', '700', '600', '600']);
  });

  it('writes no password into its log', () => {
    const said = fs.readFileSync(placeIn(database.folder).log, 'utf8');
    for (const role of ROLES) expect(said).not.toContain(database.config(role).password);
  });

  it('finds Japanese by trigrams', async () => {
    await rowsOf(database.config('owner'), 'create extension if not exists pg_trgm');
    const [row] = await rowsOf<{ found: number }>(
      database.config('owner'),
      `select array_length(show_trgm('面談の記録'), 1) as found`,
    );
    expect(row?.found).toBe(6);
  });
});

describe('addresses', () => {
  it.each(ROLES)('as a URL log %s in', async (role) => {
    const url = new URL(database.url(role));
    expect(url.searchParams.get('host')).toBe(database.config(role).host);
    const { Client } = await import('pg');
    const client = new Client({ connectionString: database.url(role) });
    await client.connect();
    expect((await client.query('select current_user as me')).rows).toEqual([{ me: `taiwa_${role}` }]);
    await client.end();
  });
});

function socketInode(fd: string): string | undefined {
  try {
    return /^socket:\[(\d+)\]$/.exec(fs.readlinkSync(fd))?.[1];
  } catch {
    return undefined;
  }
}
