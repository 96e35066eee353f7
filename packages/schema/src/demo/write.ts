import type pg from 'pg';
import { TABLES, type DemoTable, type RowCollector } from './rows.ts';

const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function cell(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return String.raw`\x${Buffer.from(value).toString('hex')}`;
  return value;
}

const asJson = (rows: readonly object[]): string =>
  JSON.stringify(
    rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [snake(name), cell(value)]))),
  );

const PORTION = 2_000;

async function insert(client: pg.ClientBase, table: DemoTable, rows: readonly object[]): Promise<void> {
  for (let first = 0; first < rows.length; first += PORTION) {
    const portion = rows.slice(first, first + PORTION);
    const columns = Object.keys(portion[0] ?? {})
      .map(snake)
      .join(', ');
    await client.query(
      `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`,
      [asJson(portion)],
    );
  }
}

/** Writes what waits. */
export async function writeRows(client: pg.ClientBase, rows: RowCollector): Promise<void> {
  for (const [table, waiting] of rows.take()) await insert(client, table, waiting);
}

/**
 * Runs `work` in one transaction of the owner with row security lifted for the owner alone: all of it is there afterwards, or
 * nothing. Everybody else meets the same wall as always.
 */
export async function asOwner<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    await client.query(TABLES.map((table) => `alter table ${table} no force row level security`).join(';'));
    const result = await work();
    await client.query(TABLES.map((table) => `alter table ${table} force row level security`).join(';'));
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
