import type { CsvRow } from './csv-table.ts';
import { issueOf, type LineIssue } from './line-issue.ts';
import { says } from './words.ts';

/** For each field, the names under which a column may bring it; the first is what people are told. */
export type ColumnNames<Field extends string> = Readonly<Record<Field, readonly string[]>>;

/** The columns of a file. */
export interface Columns<Field extends string> {
  /** The text of a field in a row; undefined where the file has no such column, empty where the cell is. */
  readonly read: (row: CsvRow, field: Field) => string | undefined;
  /** What the file calls the column of a field. */
  readonly nameOf: (field: string) => string | null;
  readonly has: (field: Field) => boolean;
  /** Columns that bring nothing we know. */
  readonly ignored: readonly string[];
  readonly issues: readonly LineIssue[];
  readonly width: number;
}

const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_\-()[\]*・.]/g, '');

/** Finds the columns of a file by their names; width, case, spaces and signs make no difference. */
export function findColumns<Field extends string>(
  header: CsvRow,
  names: ColumnNames<Field>,
  needed: readonly Field[],
): Columns<Field> {
  const fields = Object.entries<readonly string[]>(names);
  const fieldOf = new Map(
    fields.flatMap(([field, forms]) => forms.map((name): [string, string] => [plain(name), field])),
  );
  const places = new Map<string, number>();
  const ignored: string[] = [];
  const issues: LineIssue[] = [];
  header.cells.forEach((name, place) => {
    const field = fieldOf.get(plain(name));
    if (!field) return void (name && ignored.push(name.slice(0, 100)));
    if (places.has(field)) issues.push(issueOf(header.line, says.COLUMN_TWICE, { column: name }));
    else places.set(field, place);
  });
  for (const field of needed.filter((one) => !places.has(one)))
    issues.push(issueOf(header.line, says.COLUMN_MISSING, { values: { column: names[field][0] ?? field } }));
  const read = (row: CsvRow, field: Field) => {
    const place = places.get(field);
    return place === undefined ? undefined : (row.cells[place] ?? '');
  };
  const nameOf = (field: string) => header.cells[places.get(field) ?? -1] ?? null;
  return { read, nameOf, has: (field) => places.has(field), ignored, issues, width: header.cells.length };
}
