import { Client } from 'pg';
import { type ClusterAccess, configFor } from './access.ts';
import { roleName } from './role.ts';

/** Runs work on a connection of the superuser and closes it. */
export async function asAdmin<T>(
  access: ClusterAccess,
  database: string,
  work: (admin: Client) => Promise<T>,
): Promise<T> {
  const admin = new Client({ ...configFor(access, 'admin', database), connectionTimeoutMillis: 30_000 });
  admin.on('error', () => {});
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end().catch(() => {});
  }
}

/** Throws a TypeError unless the name is a plain lower-case SQL name of at most 63 bytes. */
export function requirePlainName(name: string): void {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(name)) throw new TypeError(`"${name}" is no name for a database.`);
}

/**
 * Makes a database owned by `taiwa_owner`, as a copy of the template if one is named, which only our roles may enter.
 * Throws PostgreSQL's own error when it exists (42P04) or the template is in use (55006).
 */
export async function createDatabase(admin: Client, name: string, template?: string): Promise<void> {
  requirePlainName(name);
  if (template !== undefined) requirePlainName(template);
  const from = template === undefined ? '' : ` template ${template}`;
  await admin.query(`create database ${name} owner ${roleName('owner')}${from}`);
  await closeToStrangers(admin, name);
}

/** Makes the database unless it exists, and closes it to everybody but our roles either way. */
export async function ensureDatabase(admin: Client, name: string): Promise<void> {
  requirePlainName(name);
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
  if (rowCount === 0) await createDatabase(admin, name);
  else await closeToStrangers(admin, name);
}

/** Drops a database, cutting its connections; nothing when it does not exist. */
export async function dropDatabase(admin: Client, name: string): Promise<void> {
  requirePlainName(name);
  await admin.query(`drop database if exists ${name} with (force)`);
}

async function closeToStrangers(admin: Client, name: string): Promise<void> {
  const guests = [roleName('app'), roleName('system'), roleName('statistics')].join(', ');
  await admin.query(`revoke all on database ${name} from public; grant connect on database ${name} to ${guests}`);
}
