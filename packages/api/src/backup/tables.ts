import pg from 'pg';
import { TableDigest, type TableSummary } from './table-digest.ts';

const LIST = `select relname as name from pg_class where relnamespace = 'public'::regnamespace
  and relkind in ('r', 'p') and relname <> '_taiwa_migrations' order by relname`;
const AT_ONCE = 500;

/** The table of people's keys, whose secrets no backup holds. */
export const KEYS = 'person_key';
const WITHOUT_SECRETS = `to_jsonb(t) || '{"secret": "\\\\x"}'`;

/** Every table of the product. */
export const listTables = async (client: pg.ClientBase): Promise<string[]> =>
  (await client.query<{ name: string }>(LIST)).rows.map(({ name }) => name);

/**
 * The rows of a table as JSON with sorted keys, a few hundred at a time; inside of a transaction. Those of people's keys are
 * without their secrets, unless the whole is asked for.
 */
export async function* rowsOf(
  client: pg.ClientBase,
  table: string,
  extent: 'whole' | 'fit for a backup' = 'fit for a backup',
): AsyncGenerator<string, void> {
  const shown = table === KEYS && extent !== 'whole' ? WITHOUT_SECRETS : 'to_jsonb(t)';
  // In the order of the table, the key of a person and that of their mark could stand side by side.
  const order = table === KEYS ? 'order by t.id' : '';
  await client.query(
    `declare backup_rows no scroll cursor for select (${shown})::text as row from ${pg.escapeIdentifier(table)} t ${order}`,
  );
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`fetch ${AT_ONCE} from backup_rows`);
    for (const { row } of rows) yield row;
    if (rows.length < AT_ONCE) break;
  }
  await client.query('close backup_rows');
}

/** Writes rows into a table, a few hundred at a time. */
export class TableWriter {
  readonly #client: pg.ClientBase;
  readonly #table: string;
  #waiting: string[] = [];

  constructor(client: pg.ClientBase, table: string) {
    this.#client = client;
    this.#table = table;
  }

  /** Takes one row as JSON. */
  async add(row: string): Promise<void> {
    this.#waiting.push(row);
    if (this.#waiting.length >= AT_ONCE) await this.flush();
  }

  /** Writes what waits. */
  async flush(): Promise<void> {
    if (this.#waiting.length === 0) return;
    const name = pg.escapeIdentifier(this.#table);
    const rows = `[${this.#waiting.join(',')}]`;
    this.#waiting = [];
    await this.#client.query(`insert into ${name} select * from jsonb_populate_recordset(null::${name}, $1)`, [rows]);
  }
}

/** Rows and checksum of every table, in one snapshot. */
export async function summarise(client: pg.ClientBase): Promise<Record<string, TableSummary>> {
  const summaries: Record<string, TableSummary> = {};
  await client.query('begin isolation level repeatable read read only');
  for (const table of await listTables(client)) {
    const digest = new TableDigest();
    for await (const row of rowsOf(client, table)) digest.add(row);
    summaries[table] = digest.summary();
  }
  await client.query('commit');
  return summaries;
}
