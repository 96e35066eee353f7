/**
 * Implementation rate: how far pairs meet as often as the guideline asks.
 *
 *     expected E = cadence (sessions per month) × active unpaused days / days of the month
 *     a pair counts in a month if E ≥ 0.25
 *     rate = Σ min(done, E) / Σ E        (a pair that meets twice as often does not make up for one that never meets)
 *
 * Beside it stand the raw ratio Σ done / Σ E and the share of counted pairs that met at all. A cadence below once a month
 * is added up over the quarter, pair by pair, before it is capped: one session in three months is then 1 of 1. Source:
 * definition of the product (insights, §7); days are calendar days of the tenant.
 */

/** A calendar day, `YYYY-MM-DD`. */
export type Day = string;

/** One pair and what it did in one month. `end` and both days of a pause are the last days they apply. */
export interface PairMonth {
  readonly pair: string | number;
  readonly perMonth: number;
  readonly start: Day;
  readonly end: Day | null;
  readonly pauses: readonly (readonly [Day, Day])[];
  readonly done: number;
}

/** The sessions a pair was expected to hold and did hold; not counted when too little was expected. */
export interface PairRate {
  readonly pair: string | number;
  readonly done: number;
  readonly expected: number;
  readonly counted: boolean;
}

/** Rates over all counted pairs; null where no pair counts. */
export interface ImplementationRate {
  readonly pairs: readonly PairRate[];
  readonly rate: number | null;
  readonly rawRatio: number | null;
  readonly reached: number | null;
}

/** Expected sessions below which a pair does not count. */
export const COUNTED_FROM = 0.25;

/** Days of the month (`YYYY-MM`). Throws a RangeError for anything else. */
export function daysInMonth(month: string): number {
  const [, year, number] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month) ?? [];
  if (year === undefined || number === undefined) throw new RangeError(`${month} is not a month (YYYY-MM)`);
  return new Date(Date.UTC(Number(year), Number(number), 0)).getUTCDate();
}

/** Days of the month on which the pair was active and not paused; overlapping pauses count once. */
export function activeDays(pair: PairMonth, month: string): number {
  const days = Array.from(
    { length: daysInMonth(month) },
    (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`,
  );
  const isActive = (day: Day): boolean => day >= pair.start && (pair.end === null || day <= pair.end);
  const isPaused = (day: Day): boolean => pair.pauses.some(([from, to]) => day >= from && day <= to);
  return days.filter((day) => isActive(day) && !isPaused(day)).length;
}

/** Expected sessions of a pair in a month. */
export function expectedSessions(pair: PairMonth, month: string): number {
  return (pair.perMonth * activeDays(pair, month)) / daysInMonth(month);
}

/** The rate of one month, each pair capped in this month. */
export function rateOfMonth(pairs: readonly PairMonth[], month: string): ImplementationRate {
  return summarise(pairs.map((pair) => ratePair(pair.pair, pair.done, expectedSessions(pair, month))));
}

/**
 * The rate of a quarter (or any set of months): a pair with a cadence of once a month or more is capped month by month, a
 * slower one over all months together. The result has one entry per pair, counting its counted months only.
 */
export function rateOfQuarter(months: ReadonlyMap<string, readonly PairMonth[]>): ImplementationRate {
  const fast: PairRate[] = [];
  const slow = new Map<string | number, { done: number; expected: number }>();
  for (const [month, pairs] of months) {
    for (const pair of pairs) {
      const expected = expectedSessions(pair, month);
      if (pair.perMonth >= 1) fast.push(ratePair(pair.pair, pair.done, expected));
      else addTo(slow, pair, expected);
    }
  }
  return summarise([...fast, ...[...slow].map(([pair, { done, expected }]) => ratePair(pair, done, expected))]);
}

/** The cadence (sessions per month) of a department: its own, else that of the nearest department above, else the tenant's. */
export function cadenceOf(
  department: string | null,
  parents: ReadonlyMap<string, string | null>,
  overrides: ReadonlyMap<string, number>,
  tenantCadence: number,
): number {
  const seen = new Set<string>();
  for (let at = department; at !== null && !seen.has(at); at = parents.get(at) ?? null) {
    seen.add(at);
    const own = overrides.get(at);
    if (own !== undefined) return own;
  }
  return tenantCadence;
}

function addTo(
  sums: Map<string | number, { done: number; expected: number }>,
  pair: PairMonth,
  expected: number,
): void {
  const sum = sums.get(pair.pair) ?? { done: 0, expected: 0 };
  sums.set(pair.pair, { done: sum.done + pair.done, expected: sum.expected + expected });
}

function ratePair(pair: string | number, done: number, expected: number): PairRate {
  return { pair, done, expected, counted: expected >= COUNTED_FROM };
}

function summarise(pairs: readonly PairRate[]): ImplementationRate {
  const counted = pairs.filter((pair) => pair.counted);
  const total = (value: (pair: PairRate) => number): number => counted.reduce((sum, pair) => sum + value(pair), 0);
  const expected = total((pair) => pair.expected);
  if (expected === 0) return { pairs, rate: null, rawRatio: null, reached: null };
  return {
    pairs,
    rate: total((pair) => Math.min(pair.done, pair.expected)) / expected,
    rawRatio: total((pair) => pair.done) / expected,
    reached: counted.filter((pair) => pair.done >= 1).length / counted.length,
  };
}
