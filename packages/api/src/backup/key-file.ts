import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type pg from 'pg';
import { StartRefusal } from '../env.ts';
import { type BackupHead, BackupWriter, readBackup } from './backup-file.ts';
import { KEYS, listTables, rowsOf } from './tables.ts';
import { type Tombstone, tombstonesOf } from './tombstones.ts';

const ERASURES = 'erasure';

/** The keys of people, which no backup holds, and who was erased: one file for all backups, which the next one replaces. */
export interface KeyFile {
  readonly takenAt: Date;
  /** The database it belongs to, by its oldest tenant; null where there was none. */
  readonly of: string | null;
  /** The keys, as JSON rows of their table. */
  readonly keys: readonly string[];
  readonly erasures: readonly Tombstone[];
}

/** Where the keys of people stand, unless something else is said: beside the backup. */
export const keyFileBeside = (backup: string): string => join(dirname(backup), 'person-keys');

/** What tells a database from others: its oldest tenant; null while there is none. */
export async function nameOfDatabase(client: pg.ClientBase): Promise<string | null> {
  const { rows } = await client.query<{ id: string | null }>('select min(id) as id from tenant');
  return rows[0]?.id ?? null;
}

const ownerIn = ({ personKeys }: BackupHead, file: string): string | null => {
  if (personKeys) return personKeys.of;
  throw new StartRefusal(`${file} is a backup, not the keys of people that stand beside it.`);
};

/** What a file of keys says. Throws StartRefusal for a file that is none, is damaged or cut off, or of another format. */
async function readKeyFile(file: string): Promise<KeyFile> {
  let takenAt = new Date(0);
  let of: string | null = null;
  let table = '';
  const rows: Record<string, string[]> = {};
  for await (const part of readBackup(file)) {
    if (part.kind === 'head') [takenAt, of] = [new Date(part.head.takenAt), ownerIn(part.head, file)];
    if (part.kind === 'table') rows[(table = part.name)] = [];
    if (part.kind === 'row') rows[table]?.push(part.row);
  }
  return { takenAt, of, keys: rows[KEYS] ?? [], erasures: rows[ERASURES] ?? [] };
}

/** The file of keys, null where there is none. Throws StartRefusal for a file that is none, is damaged or cut off. */
export const findKeyFile = async (file: string): Promise<KeyFile | null> =>
  existsSync(file) ? readKeyFile(file) : null;

/** Refuses to replace the keys of another database: its backups would never be read again. Throws StartRefusal. */
export async function demandOwnKeyFile(client: pg.ClientBase, file: string): Promise<void> {
  const there = await findKeyFile(file);
  if (!there || there.keys.length === 0 || there.of === (await nameOfDatabase(client))) return;
  throw new StartRefusal(
    `${file} holds the keys of people of another database. Say with --keys where those of this one go. Nothing was written.`,
  );
}

/** The keys of people in a database, whole, as JSON; none where it has no such table. Inside of a transaction. */
export async function* keysOf(client: pg.ClientBase): AsyncGenerator<string, void> {
  if ((await listTables(client)).includes(KEYS)) yield* rowsOf(client, KEYS, 'whole');
}

/** Writes the keys of people as they are in the client's transaction, in the place of the file before; says how many. */
export async function writeKeyFile(client: pg.ClientBase, file: string, takenAt: Date): Promise<number> {
  const writer = await BackupWriter.replacing(file);
  let keys = 0;
  try {
    const personKeys = { of: await nameOfDatabase(client) };
    await writer.head({ takenAt: takenAt.toISOString(), migrations: {}, personKeys });
    await writer.table(KEYS);
    for await (const row of keysOf(client)) {
      await writer.row(row);
      keys += 1;
    }
    await writer.table(ERASURES);
    for (const row of await tombstonesOf(client)) await writer.row(row);
    await writer.finish({ tables: {}, heads: {} });
    return keys;
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}
