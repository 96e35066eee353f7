import { RatingTable } from '../mixed-model-table.ts';
import { InputError } from './input-error.ts';
import { locateInput, readCsv, type CsvRow } from './csv.ts';
import type { Progress } from './progress.ts';

const columns = ['tenant', 'manager', 'member', 'month', 'topic', 'response', 'rating'];
const responses = 6;

function addRow(table: RatingTable, row: CsvRow): void {
  table.add({
    tenant: row.id('tenant'),
    manager: row.id('manager'),
    member: row.id('member'),
    month: row.integer('month', 0, 65_535),
    cell: row.integer('topic', 0, 7) * responses + row.integer('response', 0, responses - 1),
    rating: row.number('rating', 0, 100),
  });
}

/**
 * Streams `ratings.csv` of a folder (or of its subfolder `state`) into a table; cell = topic · 6 + response.
 * @throws InputError for what does not fit, with the line, and for a file without ratings.
 */
export async function readRatings(folder: string, progress: Progress): Promise<RatingTable> {
  const path = await locateInput(folder, 'state', 'ratings.csv');
  const table = new RatingTable();
  const take = (row: CsvRow) => {
    try {
      addRow(table, row);
    } catch (error) {
      throw error instanceof RangeError ? new InputError(`${path}, line ${row.line}: ${error.message}`) : error;
    }
  };
  const count = await readCsv(path, columns, take, (lines) => progress('reading ratings', lines, 0));
  if (count === 0) throw new InputError(`${path}: no ratings below the header`);
  return table;
}
