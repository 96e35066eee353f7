import pg from 'pg';
import { digestOf, type Migration, readMigrations } from './migration-files.ts';
import { MigrationRefused } from './migration-refused.ts';
import { permissionStatements, type RoleNames } from './permissions.ts';
import { ensureRoles, type RoleLogins, USUAL_LOGINS } from './roles.ts';

/** How to bring a database up to date. */
export interface MigrationSettings {
  /** A connection as the role that owns the tables. */
  readonly owner: pg.ClientConfig;
  /** The other roles; the usual names where none are given. A role with a password is made when it is missing. */
  readonly roles?: RoleLogins;
  /** The folder of migrations; the product's own where none is given. */
  readonly directory?: string;
}

// Any number will do, as long as every process takes the same.
const LOCK = 7_282_412;
// A row of the list that is no migration: what the permissions were made from.
const PERMISSIONS_ROW = 'permissions';

const CREATE_LIST = `create table if not exists _taiwa_migrations (
  name text primary key, checksum text not null, applied_at timestamptz not null default now())`;
const TABLES = `select relname as name from pg_class where relnamespace = 'public'::regnamespace
  and relkind in ('r', 'p') and relname <> '_taiwa_migrations' order by relname`;

/**
 * Applies the migrations that are missing, each in a transaction of its own, then gives every role exactly its permissions.
 * Answers the names of what it applied. Processes that start together wait for one another. Throws MigrationRefused when
 * an applied file has changed since, when the database is newer than this release, or when a role is missing.
 */
export async function migrate({ owner, roles = USUAL_LOGINS, directory }: MigrationSettings): Promise<string[]> {
  const migrations = await readMigrations(directory);
  const client = new pg.Client({ ...owner, application_name: 'taiwa migrate' });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(`set lock_timeout = '60s'`);
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    return await bringUpToDate(client, migrations, roles);
  } finally {
    await client.end();
  }
}

async function bringUpToDate(client: pg.Client, migrations: Migration[], roles: RoleLogins): Promise<string[]> {
  await client.query(CREATE_LIST);
  await client.query(`set lock_timeout = '5s'`);
  const applied = await readApplied(client);
  const missing = findMissing(migrations, applied);
  await ensureRoles(client, roles);
  for (const migration of missing) await apply(client, migration);
  await applyPermissions(client, roles, applied.get(PERMISSIONS_ROW));
  return missing.map(({ name }) => name);
}

async function readApplied(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from _taiwa_migrations',
  );
  return new Map(rows.map(({ name, checksum }) => [name, checksum]));
}

function findMissing(migrations: Migration[], applied: ReadonlyMap<string, string>): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const [name, checksum] of applied) {
    if (name === PERMISSIONS_ROW) continue;
    const file = known.get(name);
    if (!file)
      throw new MigrationRefused(
        `The database was written by a newer release (${name} is not known here): start that release.`,
      );
    if (file.checksum !== checksum)
      throw new MigrationRefused(
        `The migration ${name} was changed after it had been applied: put its text back and add a new one.`,
      );
  }
  return migrations.filter(({ name }) => !applied.has(name));
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await inTransaction(client, async () => {
    await client.query(sql).catch((error: Error) => {
      throw new Error(`The migration ${name} failed: ${error.message}`, { cause: error });
    });
    await client.query('insert into _taiwa_migrations (name, checksum) values ($1, $2)', [name, checksum]);
  });
}

async function applyPermissions(client: pg.Client, roles: RoleLogins, before: string | undefined): Promise<void> {
  const names: RoleNames = { app: roles.app.user, system: roles.system.user, statistics: roles.statistics.user };
  const { rows } = await client.query<{ name: string }>(TABLES);
  const statements = permissionStatements(
    rows.map(({ name }) => name),
    names,
  );
  const checksum = digestOf(statements);
  // Only when they differ: they lock every table for a moment.
  if (checksum === before) return;
  await inTransaction(client, async () => {
    await client.query(statements).catch((error: Error) => {
      throw new Error(`The permissions do not fit the tables: ${error.message}`, { cause: error });
    });
    await client.query(
      `insert into _taiwa_migrations (name, checksum) values ($1, $2)
       on conflict (name) do update set checksum = excluded.checksum, applied_at = now()`,
      [PERMISSIONS_ROW, checksum],
    );
  });
}

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('begin');
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
