import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { type ClusterAccess, configFor, type ConnectionConfig, urlFor } from './access.ts';
import { asAdmin, createDatabase, dropDatabase } from './database.ts';
import type { Role } from './role.ts';

/** A database by name, and how to connect to it. */
export interface NamedDatabase {
  readonly name: string;
  /** Settings for `pg` or Prisma's adapter. */
  config(role: Role): ConnectionConfig;
  /** The same as a `postgresql://` URL. */
  url(role: Role): string;
}

const PREFIX = 'template_';

// Several suites may share a cluster, each with a template of its own; older ones are leftovers of earlier migrations.
const KEPT = 4;

/** The database of that name, whether or not it exists. */
export function namedDatabase(access: ClusterAccess, name: string): NamedDatabase {
  return { name, config: (role) => configFor(access, role, name), url: (role) => urlFor(access, role, name) };
}

/**
 * Returns the name of the template database for a key (say, a hash of migrations and seed), building it when it does
 * not exist yet. However many processes ask at once, one builds and the others wait; a build that failed or was killed
 * leaves nothing behind that would pass for a template. Templates of keys long unused are dropped.
 */
export async function templateDatabase(
  access: ClusterAccess,
  key: string,
  build: (database: NamedDatabase) => Promise<void>,
): Promise<string> {
  const name = PREFIX + createHash('sha256').update(key).digest('hex').slice(0, 16);
  await asAdmin(access, 'postgres', async (admin) => {
    await admin.query('select pg_advisory_lock(hashtextextended($1, 0))', [name]);
    if (!(await isComplete(admin, name))) await buildTemplate(admin, access, name, build);
    await admin.query(`comment on database ${name} is 'used ${new Date().toISOString()}'`);
    await dropStale(admin, name);
  });
  return name;
}

async function isComplete(admin: Client, name: string): Promise<boolean> {
  const { rowCount } = await admin.query('select from pg_database where datname = $1 and datistemplate', [name]);
  return rowCount === 1;
}

async function buildTemplate(
  admin: Client,
  access: ClusterAccess,
  name: string,
  build: (database: NamedDatabase) => Promise<void>,
): Promise<void> {
  await dropDatabase(admin, name);
  await createDatabase(admin, name);
  await build(namedDatabase(access, name));
  // A template somebody is connected to cannot be copied.
  await admin.query(`alter database ${name} allow_connections false`);
  await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
  // Last, since it is the mark of a finished build.
  await admin.query(`alter database ${name} is_template true`);
}

/** Templates, most recently used first. */
const TEMPLATES = `
  select datname as name from pg_database
  where datistemplate and datname like '${PREFIX.replace('_', '\\_')}%'
  order by shobj_description(oid, 'pg_database') desc nulls last`;

async function dropStale(admin: Client, current: string): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(TEMPLATES);
  const stale = rows
    .map(({ name }) => name)
    .filter((name) => name !== current)
    .slice(KEPT - 1);
  for (const name of stale) {
    const { rows: locks } = await admin.query<{ free: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as free',
      [name],
    );
    if (!locks[0]?.free) continue;
    await admin.query(`alter database ${name} is_template false`);
    await dropDatabase(admin, name);
  }
}
