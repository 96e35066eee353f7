/** A row of integers, without its zeros. */
export type SparseRow = ReadonlyMap<number, number>;

/** Thrown when an integer outgrows the exact range of doubles. */
export class InexactArithmetic extends Error {
  override readonly name = 'InexactArithmetic';
}

/**
 * The integer combination of `row` and `pivot` that is 0 in `column`, divided by its common factor; `row` itself where it is
 * 0 there already. Throws InexactArithmetic.
 */
export function cancelColumn(row: SparseRow, pivot: SparseRow, column: number): SparseRow {
  const a = row.get(column);
  const b = pivot.get(column);
  if (a === undefined || b === undefined) return row;
  const combined = new Map<number, number>();
  for (const [at, value] of row) combined.set(at, exact(b * value));
  for (const [at, value] of pivot) {
    const sum = exact((combined.get(at) ?? 0) - exact(a * value));
    if (sum === 0) combined.delete(at);
    else combined.set(at, sum);
  }
  return divideByFactor(combined);
}

/** The row divided by the greatest common divisor of its values. */
export function divideByFactor(row: SparseRow): SparseRow {
  let factor = 0;
  for (const value of row.values()) {
    factor = commonDivisor(factor, Math.abs(value));
    if (factor === 1) return row;
  }
  return factor > 1 ? new Map([...row].map(([at, value]) => [at, value / factor])) : row;
}

function exact(value: number): number {
  if (!Number.isSafeInteger(value)) throw new InexactArithmetic(`${value}`);
  return value;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
