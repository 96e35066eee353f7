/** The value below which a share of the sorted values lies. */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** The values from least to most. */
export const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** The middle of the values. */
export function median(values: readonly number[]): number {
  const sorted = ascending(values);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** A median with the least and the most of what it was taken from. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** The median of the values and how far they lie apart. */
export const spreadOf = (values: readonly number[]): Spread => ({
  median: median(values),
  least: Math.min(...values),
  most: Math.max(...values),
});

/** Round by round, what one value is of the other; the spread of that. Rounds of the two ran next to each other. */
export const pairedRatio = (values: readonly number[], of: readonly number[]): Spread =>
  spreadOf(values.map((value, round) => value / (of[round] ?? Number.NaN)));
