import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@taiwa/schema/kernel/migrate';
import { MIGRATIONS, readMigrations } from '@taiwa/schema/kernel/migration-files';
import { USUAL_LOGINS } from '@taiwa/schema/kernel/roles';
import type pg from 'pg';
import { StartRefusal } from '../env.ts';
import { type BackupHead, type BackupTail, readBackup } from './backup-file.ts';
import { connected } from './connected.ts';
import { TableWriter } from './tables.ts';

/** A database that is being filled, by two of its roles. */
export interface Scratch {
  readonly owner: pg.ClientConfig;
  readonly admin: pg.ClientConfig;
}

async function demandKnown({ migrations }: BackupHead): Promise<void> {
  const known = new Map((await readMigrations()).map(({ name, checksum }) => [name, checksum]));
  for (const [name, checksum] of Object.entries(migrations)) {
    if (known.get(name) === checksum) continue;
    const why = known.has(name) ? 'is another here' : 'is not known here';
    throw new StartRefusal(`The backup was written by another release (${name} ${why}): restore with that release.`, 9);
  }
}

/** Makes the tables as they were when the backup was taken. */
async function makeTables({ owner }: Scratch, { migrations }: BackupHead): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'taiwa-restore-'));
  try {
    for (const name of Object.keys(migrations))
      await cp(join(MIGRATIONS, name), join(directory, name), { recursive: true });
    await migrate({ owner, roles: USUAL_LOGINS, directory });
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function writeRows(client: pg.Client, file: string): Promise<BackupTail> {
  let writer: TableWriter | undefined;
  let tail: BackupTail | undefined;
  // The rows come from one snapshot in which every key held; their order here is another.
  await client.query('begin; set local session_replication_role = replica');
  for await (const part of readBackup(file)) {
    if (part.kind === 'row') await writer?.add(part.row);
    if (part.kind === 'table' || part.kind === 'tail') await writer?.flush();
    if (part.kind === 'table') writer = new TableWriter(client, part.name);
    if (part.kind === 'tail') tail = part.tail;
  }
  await client.query('commit');
  if (!tail) throw new Error('A backup ended without its tail.');
  return tail;
}

/** What a backup says before its rows. Throws StartRefusal for a file that is none. */
export async function readHead(file: string): Promise<BackupHead> {
  for await (const part of readBackup(file)) {
    if (part.kind !== 'head') break;
    if (!part.head.personKeys) return part.head;
    throw new StartRefusal(`${file} holds the keys of people: it stands beside the backups and is none.`);
  }
  throw new StartRefusal(`${file} is empty.`);
}

/**
 * Fills an empty database with a backup and answers what the backup says of itself. Throws StartRefusal for a file that is no
 * backup or was written by a newer release.
 */
export async function loadBackup(scratch: Scratch, file: string): Promise<BackupTail> {
  const head = await readHead(file);
  await demandKnown(head);
  await makeTables(scratch, head);
  return connected(scratch.admin, (client) => writeRows(client, file));
}
