import type { Db } from './database.ts';

/** Most rows that one statement writes: it has to end well within the time a statement may take. */
export const ROWS_A_STATEMENT = 1000;

/** Does the work for each slice of a list, one after the other. */
export async function inSlices<T>(all: readonly T[], work: (slice: T[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < all.length; at += ROWS_A_STATEMENT) await work(all.slice(at, at + ROWS_A_STATEMENT));
}

const columnOf = (field: string): string => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function inColumns(row: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([field, value]) => [columnOf(field), value]));
}

/**
 * Inserts many rows of the same fields, a thousand in a statement: a tenth of the work of `createMany`. The fields are those
 * of the model, each kept in the column of that name; what is not named has the table's default. No bytes.
 */
export async function insertRows(db: Db, table: string, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(inColumns(rows[0] ?? {}));
  const names = [table, ...columns];
  if (!names.every((name) => /^[a-z_]+$/.test(name))) throw new Error(`Not a name: ${names.join(', ')}`);
  const list = columns.join(', ');
  const statement = `insert into ${table} (${list}) select ${list} from jsonb_populate_recordset(null::${table}, $1::jsonb)`;
  await inSlices(rows, (slice) => db.$executeRawUnsafe(statement, JSON.stringify(slice.map(inColumns))));
}
