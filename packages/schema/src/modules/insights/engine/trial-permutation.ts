/**
 * Re-randomisation test of a trial: the arms are drawn again as they were drawn, the studentised difference of every month is
 * computed again, and the observed ones are compared with what chance alone gives.
 *
 *     t_m = D_m / SE_m,   p_m = (1 + #{|t*_m| ≥ |t_m|}) / (1 + draws),   p_max with max_m |t*_m| on the left
 *     simultaneous 95 % band: D_m ± c·SE_m,  c = 95 % quantile of max_m |t*_m|
 *
 * p_max and the band hold for all months together. Studentised, so it stays right when arms differ in spread. Sources:
 * Westfall and Young 1993 (max-T); Chung and Romano 2013 (studentisation).
 */
import type { Random } from './random.ts';

/** A randomised unit: its arm, its stratum where units were drawn within strata, and its sums month by month. */
export interface TrialUnit {
  readonly isArmA: boolean;
  readonly stratum?: string | number;
  readonly now: readonly number[];
  readonly previous: readonly number[];
}

/** The test; arrays are per month. */
export interface PermutationTest {
  readonly t: readonly number[];
  readonly pMonth: readonly number[];
  readonly pMax: readonly number[];
  readonly criticalMax: number;
  readonly draws: number;
}

interface Months {
  readonly months: number;
  readonly units: number;
  /** Unit after unit, month after month. */
  readonly now: Float64Array;
  readonly previous: Float64Array;
}

/** Sums of one arm in one month: n, Y, X, YY, XY, XX. */
const SUMS = 6;

/** Runs the test with `draws` re-randomisations (arm sizes kept, within strata). Throws a RangeError without units in both arms. */
export function testByPermutation(
  units: readonly TrialUnit[],
  random: Random,
  draws = 9999,
  onDraw?: (done: number, total: number) => void,
): PermutationTest {
  const data = layOut(units);
  const observed = studentise(
    data,
    Uint8Array.from(units, ({ isArmA }) => (isArmA ? 1 : 0)),
  );
  if (observed.some(Number.isNaN)) throw new RangeError('a month without two units in both arms');
  const exceeding = { month: new Float64Array(data.months), max: new Float64Array(data.months) };
  const maxima = new Float64Array(draws);
  const arms = Uint8Array.from(units, ({ isArmA }) => (isArmA ? 1 : 0));
  const strata = strataOf(units);
  for (let draw = 0; draw < draws; draw += 1) {
    for (const stratum of strata) shuffleWithin(arms, stratum, random);
    const t = studentise(data, arms).map(Math.abs);
    const largest = Math.max(...t);
    maxima[draw] = largest;
    observed.forEach((value, month) => {
      if (t[month]! >= Math.abs(value)) exceeding.month[month]! += 1;
      if (largest >= Math.abs(value)) exceeding.max[month]! += 1;
    });
    if (draw % 500 === 499) onDraw?.(draw + 1, draws);
  }
  const chance = (count: number): number => (1 + count) / (1 + draws);
  return {
    t: [...observed],
    pMonth: [...exceeding.month].map(chance),
    pMax: [...exceeding.max].map(chance),
    criticalMax: upperQuantile(maxima, 0.05),
    draws,
  };
}

function layOut(units: readonly TrialUnit[]): Months {
  const months = units[0]?.now.length ?? 0;
  const flat = (values: (unit: TrialUnit) => readonly number[]): Float64Array =>
    Float64Array.from(units.flatMap((unit) => [...values(unit)]));
  return { months, units: units.length, now: flat(({ now }) => now), previous: flat(({ previous }) => previous) };
}

/** D/SE of every month for an assignment; units without values in a month do not count in it. */
function studentise({ months, units, now, previous }: Months, arms: Uint8Array): Float64Array {
  const sums = new Float64Array(months * 2 * SUMS);
  for (let unit = 0; unit < units; unit += 1) {
    for (let month = 0; month < months; month += 1) {
      const [y, x] = [now[unit * months + month]!, previous[unit * months + month]!];
      if (Number.isNaN(y)) continue;
      const at = (month * 2 + arms[unit]!) * SUMS;
      sums[at]! += 1;
      sums[at + 1]! += y;
      sums[at + 2]! += x;
      sums[at + 3]! += y * y;
      sums[at + 4]! += x * y;
      sums[at + 5]! += x * x;
    }
  }
  return Float64Array.from({ length: months }, (_, month) => {
    const [b, a] = [ratioOf(sums, month * 2 * SUMS), ratioOf(sums, (month * 2 + 1) * SUMS)];
    return (a.ratio - b.ratio) / Math.sqrt(a.variance + b.variance);
  });
}

function ratioOf(sums: Float64Array, at: number): { ratio: number; variance: number } {
  const [n, y, x] = [sums[at]!, sums[at + 1]!, sums[at + 2]!];
  const ratio = y / x;
  const squares = sums[at + 3]! - 2 * ratio * sums[at + 4]! + ratio * ratio * sums[at + 5]!;
  return { ratio, variance: ((n / (n - 1)) * squares) / (x * x) };
}

function strataOf(units: readonly TrialUnit[]): number[][] {
  const strata = new Map<string | number, number[]>();
  units.forEach(({ stratum = '' }, index) => {
    const own = strata.get(stratum);
    if (own) own.push(index);
    else strata.set(stratum, [index]);
  });
  return [...strata.values()];
}

function shuffleWithin(arms: Uint8Array, stratum: readonly number[], random: Random): void {
  for (let last = stratum.length - 1; last > 0; last -= 1) {
    const [here, there] = [stratum[last]!, stratum[random.integer(last + 1)]!];
    const kept = arms[here]!;
    arms[here] = arms[there]!;
    arms[there] = kept;
  }
}

/** The value that a share `upper` of the draws reach or pass, interpolated. */
function upperQuantile(values: Float64Array, upper: number): number {
  const sorted = values.toSorted();
  const place = (1 - upper) * (sorted.length - 1);
  const below = Math.floor(place);
  const next = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return sorted[below]! + (place - below) * (next - sorted[below]!);
}
