import { InputError } from './input-error.ts';

/** True for a JSON object (not an array, not null). */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object at `key` of a given JSON value, or undefined where there is none. */
export function givenRecord(given: unknown, key: string): Record<string, unknown> | undefined {
  const value = isRecord(given) ? given[key] : undefined;
  return isRecord(value) ? value : undefined;
}

/** The finite number at `key`. @throws InputError when it is missing or not a number. */
export function givenNumber(record: Record<string, unknown>, key: string): number {
  const value = record[key];
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new InputError(`--given: "${key}" is not a number`);
}

/** The rectangular matrix of numbers at `key`, or undefined where there is none. @throws InputError for anything else. */
export function givenMatrix(given: unknown, key: string): number[][] | undefined {
  const value = isRecord(given) ? given[key] : undefined;
  if (value === undefined) return undefined;
  const isNumber = (cell: unknown): cell is number => typeof cell === 'number' && Number.isFinite(cell);
  const isRow = (row: unknown): row is number[] => Array.isArray(row) && row.every(isNumber);
  if (Array.isArray(value) && value.every(isRow)) return value;
  throw new InputError(`--given: "${key}" is not a matrix of numbers`);
}
