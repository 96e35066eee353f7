import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One step of the tables' history. */
export interface Migration {
  /** `<timestamp>_<what it does>`: their order. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the text, in hex; line ends do not count. */
  readonly checksum: string;
}

/** Where the product's migrations lie, seen from the sources as well as from the built files. */
export const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** SHA-256 in hex. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

async function readMigration(directory: string, name: string): Promise<Migration> {
  const sql = (await readFile(join(directory, name, 'migration.sql'), 'utf8')).replaceAll('\r\n', '\n');
  return { name, sql, checksum: digestOf(sql) };
}

/** The migrations in a folder, oldest first. */
export async function readMigrations(directory: string = MIGRATIONS): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory() && /^\d{14}_/.test(entry.name)).map(({ name }) => name);
  return Promise.all(names.sort().map((name) => readMigration(directory, name)));
}
