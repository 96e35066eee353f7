import { createRandom } from '../random.ts';
import { contrastArms, type IndexContrast } from '../trial-index.ts';
import { testByPermutation, type PermutationTest, type TrialUnit } from '../trial-permutation.ts';
import { detectableIndex, detectableTurnover, MONTH_CORRELATION, turnoverPower } from '../trial-size.ts';
import { summariseTrial, type PairSums } from '../trial-summary.ts';
import { compareTurnover } from '../trial-turnover.ts';
import type { Command, CommandOptions } from './command.ts';
import { clustersOf, readExperiment, sumMonths, type TrialInput, type TrialPair } from './experiment-input.ts';
import { isRecord } from './given.ts';
import { InputError } from './input-error.ts';

type Unit = 'pair' | 'manager';

/** Months that the headline adds up. */
const SUMMARY_MONTHS = 3;

function arms({ pairs }: TrialInput): [TrialPair[], TrialPair[]] {
  return [pairs.filter(({ isArmA }) => isArmA), pairs.filter(({ isArmA }) => !isArmA)];
}

function contrast(input: TrialInput, months: readonly number[], unit: Unit): IndexContrast {
  const [a, b] = arms(input);
  return contrastArms(clustersOf(a, months, unit), clustersOf(b, months, unit));
}

function reportContrast({ a, b, difference, se }: IndexContrast): Record<string, number> {
  return { indexA: a.index, seA: a.se, indexB: b.index, seB: b.se, diff: difference, se };
}

function reportMonths(input: TrialInput): Record<string, unknown>[] {
  return input.months.map((month) => ({
    month,
    pair: reportContrast(contrast(input, [month], 'pair')),
    manager: reportContrast(contrast(input, [month], 'manager')),
  }));
}

/** The unit that was drawn into arms: pairs, unless --given says `{ "unit": "manager" }`. */
function givenUnit(given: unknown): Unit {
  const unit = isRecord(given) ? given['unit'] : undefined;
  if (unit === undefined || unit === 'pair') return 'pair';
  if (unit === 'manager') return 'manager';
  throw new InputError(`--given: "unit" is ${JSON.stringify(unit)}, not pair or manager`);
}

function unitsOf({ pairs, months }: TrialInput, unit: Unit): TrialUnit[] {
  const groups = new Map<string | number, TrialPair[]>();
  pairs.forEach((pair, index) => {
    const key = unit === 'pair' ? index : pair.manager;
    groups.set(key, [...(groups.get(key) ?? []), pair]);
  });
  return [...groups.values()].map((group) => {
    const isArmA = group[0]!.isArmA;
    if (group.some((pair) => pair.isArmA !== isArmA))
      throw new InputError(`manager ${group[0]!.manager} serves both arms, so managers were not randomised`);
    const sums = months.map((month) => clustersOf(group, [month], 'manager')[0]);
    return {
      isArmA,
      now: sums.map((sum) => sum?.now ?? Number.NaN),
      previous: sums.map((sum) => sum?.previous ?? Number.NaN),
    };
  });
}

function reportTest(test: PermutationTest, input: TrialInput, unit: Unit): Record<string, unknown> {
  const contrasts = input.months.map((month) => contrast(input, [month], unit));
  return {
    t: test.t,
    p_month: test.pMonth,
    p_max: test.pMax,
    crit95_max: test.criticalMax,
    draws: test.draws,
    unit,
    band95: contrasts.map(({ difference, se }) => [
      difference - test.criticalMax * se,
      difference + test.criticalMax * se,
    ]),
  };
}

function reportSummary(input: TrialInput): Record<string, unknown> {
  const months = input.months.slice(-SUMMARY_MONTHS);
  const pairs = input.pairs.flatMap(({ isArmA, manager, sales }): PairSums[] => {
    const sums = sumMonths(sales, months);
    return sums ? [{ isArmA, manager, ...sums }] : [];
  });
  const { a, b, difference, se } = contrast(input, months, 'pair');
  const summary = summariseTrial(pairs);
  const name = `months${months[0]}to${months.at(-1)}`;
  return {
    [name]: { indexA: a.index, indexB: b.index, diff: difference, se },
    [`ancova_log_${name}`]: {
      effect: summary.effect,
      se_hc2: summary.seHc2,
      se_cr1_manager: summary.seCr1,
      pairs: summary.pairs,
      left_out: summary.leftOut,
    },
  };
}

function reportTurnover(input: TrialInput): Record<string, unknown>[] {
  const [a, b] = arms(input);
  return input.months.map((_, at) => {
    const total = (pairs: readonly TrialPair[], side: 'now' | 'previous'): number =>
      pairs.reduce((sum, { left }) => sum + (sumMonths(left, input.months.slice(0, at + 1))?.[side] ?? 0), 0);
    const { counts, ratio, low, high } = compareTurnover([
      total(a, 'now'),
      total(a, 'previous'),
      total(b, 'now'),
      total(b, 'previous'),
    ]);
    return { counts, ratio_of_ratios: ratio, lo: low, hi: high };
  });
}

/** What a trial of this size can see, with the spread and the turnover found in it. */
function reportSize(input: TrialInput): Record<string, unknown> {
  const [a, b] = arms(input);
  const perArm = Math.min(a.length, b.length);
  const ratios = input.pairs
    .flatMap(({ sales }) => [...sales.values()])
    .filter(({ previous }) => previous > 0)
    .map(({ now, previous }) => now / previous);
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
  const cv = Math.sqrt(ratios.reduce((sum, ratio) => sum + (ratio - mean) ** 2, 0) / (ratios.length - 1)) / mean;
  const turnover = { perArm, annualRate: 0.1, months: input.months.length };
  return {
    per_arm: perArm,
    cv,
    index_one_month: detectableIndex({ perArm, cv }),
    index_three_months: detectableIndex({ perArm, cv, months: { count: 3, correlation: MONTH_CORRELATION } }),
    turnover_at_10_percent: detectableTurnover(turnover),
    power_for_a_fifth_less_turnover: turnoverPower(turnover, 0.2),
  };
}

/** Managers who serve pairs of both arms: what they learn in one reaches the other, and the difference is diluted. */
function countContaminated({ pairs }: TrialInput): number {
  const inA = new Set(pairs.filter(({ isArmA }) => isArmA).map(({ manager }) => manager));
  return new Set(pairs.filter(({ isArmA, manager }) => !isArmA && inA.has(manager)).map(({ manager }) => manager)).size;
}

async function run({ input: folder, given, seed, progress }: CommandOptions): Promise<Record<string, unknown>> {
  const input = await readExperiment(folder, progress);
  const unit = givenUnit(given);
  const onDraw = (done: number, total: number): void => progress('re-randomisations', done, total);
  try {
    return {
      months: reportMonths(input),
      ...reportSummary(input),
      ...reportTest(testByPermutation(unitsOf(input, unit), createRandom(seed), 9999, onDraw), input, unit),
      turnover_cumulative: reportTurnover(input),
      managers_in_both_arms: countContaminated(input),
      detectable: reportSize(input),
    };
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(`experiment.csv: ${error.message}`);
    throw error;
  }
}

/** `experiment`: index and difference by month, tests over all months, the adjusted headline, turnover, and what it can see. */
export const experimentCommand: Command = {
  name: 'experiment',
  summary: 'Group trials (experiment.csv; --given {"unit":"manager"} if managers were drawn)',
  run,
};
