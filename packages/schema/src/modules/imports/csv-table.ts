import { CsvError, parse } from 'csv-parse/sync';
import { LimitReached, type Reason } from '../../kernel/problems.ts';
import { decodeCsv, widened } from './csv-text.ts';
import { says } from './words.ts';

/** Most lines below the header. */
export const MAX_LINES = 10_000;
const MAX_LINE_BYTES = 32_768;
/** After so many lines that cannot be read the rest is not looked at: it is another kind of file. */
const MAX_FAULTS = 200;

/** One line of a table; `line` counts from 1 and is where it begins in the file. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A line that could not be read. */
export interface CsvFault {
  readonly line: number;
  readonly reason: Reason;
}

/** A file as lines of cells: blank lines left out, cells trimmed, half-width kana widened. */
export interface CsvTable {
  readonly header: CsvRow;
  readonly rows: readonly CsvRow[];
  readonly faults: readonly CsvFault[];
}

/** Comma, tab or semicolon: whichever the first line has most of. */
function delimiterOf(text: string): string {
  const end = text.indexOf('\n');
  const first = end < 0 ? text : text.slice(0, end);
  const countOf = (delimiter: string) => first.split(delimiter).length;
  return [',', '\t', ';'].reduce((best, one) => (countOf(one) > countOf(best) ? one : best));
}

/** Where each line begins, in bytes. */
function lineStarts(content: Buffer): number[] {
  const starts = [0];
  for (let at = content.indexOf('\n'); at >= 0; at = content.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

const breaksIn = (cells: readonly string[]): number =>
  cells.reduce((count, cell) => count + cell.split('\n').length - 1, 0);

interface Reading {
  readonly content: Buffer;
  readonly starts: readonly number[];
  readonly delimiter: string;
  readonly rows: CsvRow[];
}

/** Reads on from a line; answers the line that cannot be read, or null at the end. Throws LimitReached. */
function readFrom({ content, starts, delimiter, rows }: Reading, from: number): { fault: CsvFault | null } {
  let ended = from - 1;
  const take = (record: string[], { lines }: { lines: number }) => {
    ended = from - 1 + lines;
    const cells = record.map((cell) => widened(cell).trim());
    if (cells.some((cell) => cell !== '')) rows.push({ line: ended - breaksIn(record), cells });
    if (rows.length > MAX_LINES + 1) throw new LimitReached(MAX_LINES);
    return null;
  };
  try {
    parse(content.subarray(starts[from - 1]), {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MAX_LINE_BYTES,
      on_record: take,
    });
    return { fault: null };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const reason = error.code === 'CSV_MAX_RECORD_SIZE' ? says.LINE_TOO_LONG : says.QUOTES_WRONG;
    return { fault: { line: firstFilled({ content, starts }, ended + 1), reason } };
  }
}

function firstFilled({ content, starts }: Pick<Reading, 'content' | 'starts'>, from: number): number {
  let line = from;
  const isBlank = (at: number) => content.toString('utf8', starts[at - 1], starts[at]).trim() === '';
  while (line < starts.length && isBlank(line)) line += 1;
  return line;
}

/**
 * Reads a file. A line whose quotation marks are wrong, or that is too long, becomes a fault, and reading goes on with the
 * next. Throws LimitReached beyond 10,000 lines below the header.
 */
export function readCsv(file: Uint8Array): CsvTable {
  const nothing = { header: { line: 1, cells: [] }, rows: [] };
  const text = decodeCsv(file)?.replaceAll(/\r\n?/g, '\n') ?? null;
  if (text === null) return { ...nothing, faults: [{ line: 1, reason: says.FILE_UNREADABLE }] };
  const content = Buffer.from(text, 'utf8');
  const reading = { content, starts: lineStarts(content), delimiter: delimiterOf(text), rows: [] as CsvRow[] };
  const faults: CsvFault[] = [];
  for (let from = 1; from <= reading.starts.length && faults.length < MAX_FAULTS;) {
    const { fault } = readFrom(reading, from);
    if (!fault) break;
    faults.push(fault);
    from = fault.line + 1;
  }
  const [header, ...rows] = reading.rows;
  if (!header) return { ...nothing, faults: faults.length > 0 ? faults : [{ line: 1, reason: says.FILE_EMPTY }] };
  return { header, rows, faults };
}
