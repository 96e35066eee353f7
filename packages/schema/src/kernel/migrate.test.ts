import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFromTemplate, type TestDatabase } from '@taiwa/postgres/testing';
import pg from 'pg';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { migrate } from './migrate.ts';
import { MIGRATIONS, readMigrations } from './migration-files.ts';
import { USUAL_LOGINS } from './roles.ts';

let empty: TestDatabase;
let directory: string;

beforeEach(async () => {
  empty = await createFromTemplate(inject('cluster'));
  directory = await mkdtemp(join(tmpdir(), 'taiwa-migrations-'));
});
afterEach(async () => {
  await empty.drop();
  await rm(directory, { recursive: true });
});

async function write(name: string, sql: string): Promise<void> {
  await mkdir(join(directory, name), { recursive: true });
  await writeFile(join(directory, name, 'migration.sql'), sql);
}

async function query(text: string): Promise<unknown[]> {
  const client = new pg.Client(empty.config('admin'));
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(text).finally(() => client.end());
  return rows;
}

const FIRST = '20260101000000_first';
const SECOND = '20260102000000_second';
const run = () => migrate({ owner: empty.config('owner'), directory });

it('applies the product’s migrations to an empty database, and nothing the second time', async () => {
  const names = (await readMigrations()).map(({ name }) => name);
  expect(await migrate({ owner: empty.config('owner') })).toEqual(names);
  expect(await migrate({ owner: empty.config('owner') })).toEqual([]);
});

it('applies them once when several processes start at the same time', async () => {
  await write(FIRST, 'create table thing (id int primary key);');
  const applied = await Promise.all([run(), run(), run()]);
  expect(applied.flat()).toEqual([FIRST]);
});

it('keeps nothing of a file that fails, and says which it was', async () => {
  await write(FIRST, 'create table thing (id int primary key);');
  await write(SECOND, 'alter table thing add name text; select 1 / 0;');
  await expect(run()).rejects.toThrow(`The migration ${SECOND} failed: division by zero`);
  expect(await query(`select column_name from information_schema.columns where table_name = 'thing'`)).toEqual([
    { column_name: 'id' },
  ]);
  await write(SECOND, 'alter table thing add name text;');
  expect(await run()).toEqual([SECOND]);
});

it('keeps nothing of a file that it can not note as applied', async () => {
  await write(FIRST, `create table thing (id int); alter table _taiwa_migrations add check (name <> '${FIRST}');`);
  await expect(run()).rejects.toThrow('violates check constraint');
  expect(await query(`select to_regclass('thing') as thing`)).toEqual([{ thing: null }]);
});

it('refuses a file that was changed after it had been applied; line ends do not count', async () => {
  await write(FIRST, 'create table thing (id int);\n');
  await run();
  await write(FIRST, 'create table thing (id int);\r\n');
  expect(await run()).toEqual([]);
  await write(FIRST, 'create table thing (id bigint);\n');
  await expect(run()).rejects.toThrow(`The migration ${FIRST} was changed after it had been applied`);
});

it('refuses a database that a newer release has written', async () => {
  await write(FIRST, 'create table thing (id int);');
  await write(SECOND, 'create table other (id int);');
  await run();
  await rm(join(directory, SECOND), { recursive: true });
  await expect(run()).rejects.toThrow(
    `The database was written by a newer release (${SECOND} is not known here): start that release.`,
  );
});

it('gives the roles their permissions again only when they have changed', async () => {
  await cp(MIGRATIONS, directory, { recursive: true });
  await run();
  const stamp = () => query(`select xmin::text from _taiwa_migrations where name = 'permissions'`);
  const before = await stamp();
  await run();
  expect(await stamp()).toEqual(before);
  await write('20990101000000_later', 'create table later (tenant_id text, id text, primary key (tenant_id, id));');
  await run();
  expect(await stamp()).not.toEqual(before);
});

it('lets the roles see nothing of a table that is on no list', async () => {
  await write(FIRST, 'create table secret (id int); grant select on secret to public;');
  await run();
  expect(
    await query(`select rolname from pg_roles where rolname like 'taiwa\\_%' and rolname not in ('taiwa_admin', 'taiwa_owner')
      and has_table_privilege(rolname, 'secret', 'select')`),
  ).toEqual([]);
});

it('makes the roles that are missing where the owner may, and says what to run where it may not', async () => {
  const user = `late_${empty.name}`;
  const roles = { ...USUAL_LOGINS, statistics: { user, password: 'x' } };
  await expect(migrate({ owner: empty.config('owner'), directory, roles })).rejects.toThrow(
    `The role ${user} is missing. Run as an administrator: create role "${user}" login nosuperuser nobypassrls`,
  );
  await migrate({ owner: empty.config('admin'), directory, roles });
  expect(
    await query(`select rolcanlogin, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = '${user}'`),
  ).toEqual([{ rolcanlogin: true, rolsuper: false, rolbypassrls: false, rolcreaterole: false }]);
  await query(`drop owned by ${user}; drop role ${user}`);
});

it('refuses a role for which row security does not hold', async () => {
  const roles = { ...USUAL_LOGINS, app: { user: 'taiwa_admin' } };
  await expect(migrate({ owner: empty.config('owner'), directory, roles })).rejects.toThrow(
    'Row security does not hold for the role taiwa_admin',
  );
});
