import type pg from 'pg';
import { BackupWriter, type BackupTail } from './backup-file.ts';
import { demandOwnKeyFile, writeKeyFile } from './key-file.ts';
import { TableDigest, type TableSummary } from './table-digest.ts';
import { listTables, rowsOf } from './tables.ts';

async function migrationsOf(client: pg.ClientBase): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    `select name, checksum from _taiwa_migrations where name <> 'permissions' order by name`,
  );
  return Object.fromEntries(rows.map(({ name, checksum }) => [name, checksum]));
}

const HEADS =
  'select distinct on (tenant_id) tenant_id as tenant, digest from audit_entry order by tenant_id, seq desc';

async function headsOf(client: pg.ClientBase): Promise<Record<string, string>> {
  const { rows } = await client.query<{ tenant: string; digest: string }>(HEADS);
  return Object.fromEntries(rows.map(({ tenant, digest }) => [tenant, digest]));
}

async function writeTables(client: pg.ClientBase, writer: BackupWriter): Promise<Record<string, TableSummary>> {
  const tables: Record<string, TableSummary> = {};
  for (const table of await listTables(client)) {
    await writer.table(table);
    const digest = new TableDigest();
    for await (const row of rowsOf(client, table)) {
      digest.add(row);
      await writer.row(row);
    }
    tables[table] = digest.summary();
  }
  return tables;
}

/** What was written of a database. */
export interface Dumped {
  readonly tail: BackupTail;
  /** How many people's keys stand in the other file. */
  readonly keys: number;
}

/**
 * Writes every row that a superuser's connection sees into a file, as they were at one moment, while the server works on, and the
 * keys of people of that moment into another, in the place of those before. Throws StartRefusal where those are another database's.
 */
export async function dumpDatabase(client: pg.ClientBase, file: string, keyFile: string): Promise<Dumped> {
  await demandOwnKeyFile(client, keyFile);
  const takenAt = new Date();
  const writer = new BackupWriter(file);
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query('set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0');
    await writer.head({ takenAt: takenAt.toISOString(), migrations: await migrationsOf(client) });
    const tables = await writeTables(client, writer);
    const tail = { tables, heads: await headsOf(client) };
    // First, so that there is no backup without its keys.
    const keys = await writeKeyFile(client, keyFile, takenAt);
    await client.query('commit');
    await writer.finish(tail);
    return { tail, keys };
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}
