import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { InputError } from './input-error.ts';

/**
 * Finds `file` in `folder` or in `folder/subfolder`.
 * @throws InputError naming both places when it is in neither.
 */
export async function locateInput(folder: string, subfolder: string, file: string): Promise<string> {
  const candidates = [join(folder, file), join(folder, subfolder, file)];
  for (const path of candidates) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  throw new InputError(`${file} not found. Looked for: ${candidates.join(', ')}`);
}

/** One line of a CSV file. Every accessor throws InputError with file, line and column when the field does not fit. */
export type CsvRow = {
  /** Number of this line in the file; the header is line 1. */
  readonly line: number;
  /** The field as text; it may be empty. */
  text(column: string): string;
  /** A non-empty field. */
  id(column: string): string;
  /** A finite number between `low` and `high`, both allowed. */
  number(column: string, low?: number, high?: number): number;
  /** A finite number, or undefined where the field is empty. */
  optionalNumber(column: string): number | undefined;
  /** A whole number between `low` and `high`, both allowed. */
  integer(column: string, low?: number, high?: number): number;
  /** Position of the field among the options. */
  oneOf(column: string, options: readonly string[]): number;
};

/** Splits one line at commas; fields in double quotes may hold commas, and `""` for a quote. */
export function splitCsvLine(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  const fields: string[] = [];
  const pattern = /(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g;
  for (const match of line.matchAll(pattern)) fields.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
  return fields;
}

class Row implements CsvRow {
  line = 1;
  fields: string[] = [];
  readonly #file: string;
  readonly #columns: Map<string, number>;

  constructor(file: string, columns: Map<string, number>) {
    this.#file = file;
    this.#columns = columns;
  }

  refuse(column: string, text: string, wanted: string): never {
    throw new InputError(
      `${this.#file}, line ${this.line}, column "${column}": ${JSON.stringify(text)} is not ${wanted}`,
    );
  }

  text(column: string): string {
    return this.fields[this.#columns.get(column) ?? -1]?.trim() ?? this.refuse(column, '', 'a column of this file');
  }

  id(column: string): string {
    return this.text(column) || this.refuse(column, '', 'an id');
  }

  optionalNumber(column: string): number | undefined {
    const text = this.text(column);
    if (text === '') return undefined;
    const value = Number(text);
    return Number.isFinite(value) ? value : this.refuse(column, text, 'a number');
  }

  number(column: string, low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY): number {
    const value = this.optionalNumber(column) ?? this.refuse(column, '', 'a number');
    return value >= low && value <= high
      ? value
      : this.refuse(column, this.text(column), `a number from ${low} to ${high}`);
  }

  integer(column: string, low = Number.MIN_SAFE_INTEGER, high = Number.MAX_SAFE_INTEGER): number {
    const value = this.number(column);
    const fits = Number.isInteger(value) && value >= low && value <= high;
    return fits ? value : this.refuse(column, this.text(column), `a whole number from ${low} to ${high}`);
  }

  oneOf(column: string, options: readonly string[]): number {
    const text = this.text(column);
    const position = options.indexOf(text);
    return position >= 0 ? position : this.refuse(column, text, `one of ${options.join(', ')}`);
  }
}

function indexColumns(file: string, header: string[], required: readonly string[]): Map<string, number> {
  const columns = new Map(header.map((name, index) => [name.trim(), index]));
  const missing = required.filter((name) => !columns.has(name));
  if (missing.length > 0) {
    const found = header.join(', ');
    throw new InputError(`${file}, line 1: missing column ${missing.join(', ')}. Found: ${found || 'an empty file'}`);
  }
  return columns;
}

/**
 * Streams a CSV file with a header, one call of `onRow` a line; the row object is reused, so take what you need.
 * Accepts a byte order mark, CRLF and empty lines. Resolves with the number of data lines.
 * @throws InputError for a missing column, a line of another length, or a field that does not fit.
 */
export async function readCsv(
  path: string,
  required: readonly string[],
  onRow: (row: CsvRow) => void,
  onProgress?: (lines: number) => void,
): Promise<number> {
  let row: Row | undefined;
  let width = 0;
  let number = 0;
  let count = 0;
  for await (const raw of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    number += 1;
    if (row === undefined) {
      const header = splitCsvLine(raw.replace(/^\uFEFF/, ''));
      width = header.length;
      row = new Row(path, indexColumns(path, header, required));
      continue;
    }
    if (raw === '') continue;
    row.line = number;
    row.fields = splitCsvLine(raw);
    if (row.fields.length !== width) {
      throw new InputError(`${path}, line ${number}: ${row.fields.length} fields where the header has ${width}`);
    }
    onRow(row);
    count += 1;
    if (count % 10_000 === 0) onProgress?.(count);
  }
  if (row === undefined) indexColumns(path, [], required);
  return count;
}
