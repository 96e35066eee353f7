import { mkdtemp, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { testByPermutation } from '../trial-permutation.ts';
import { detectableIndex, detectableTurnover, MONTH_CORRELATION, turnoverPower, turnoverSize } from '../trial-size.ts';
import { experimentCommand } from './experiment.ts';
import { silent } from './progress.ts';

type Numbers = Record<string, number>;
interface Survey {
  months: { month: number; pair: Numbers; manager: Numbers }[];
  months6to8: Numbers;
  ancova_log_months6to8: Numbers;
}
interface Permutation {
  t: number[];
  p_month: number[];
  p_max: number[];
  crit95_max: number;
  turnover_cumulative: { counts: number[]; ratio_of_ratios: number; lo: number; hi: number }[];
}

const FIXTURES = fileURLToPath(new URL('../fixtures', import.meta.url));
const SURVEY: Survey = JSON.parse(readFileSync(`${FIXTURES}/experiment/survey_ref.json`, 'utf8'));
const PERMUTATION: Permutation = JSON.parse(readFileSync(`${FIXTURES}/experiment/perm_ref.json`, 'utf8'));

async function run(input: string, given?: unknown): Promise<unknown> {
  return experimentCommand.run({ input, given, givenPath: undefined, months: 'iid', seed: 1, progress: silent });
}

const OWN = (await run(FIXTURES)) as Survey & Permutation & { managers_in_both_arms: number };

function gap(own: Numbers | undefined, reference: Numbers): number {
  return Math.max(...Object.entries(reference).map(([key, value]) => Math.abs((own?.[key] ?? Number.NaN) - value)));
}

function largestGap(own: readonly number[], reference: readonly number[]): number {
  return Math.max(...reference.map((value, at) => Math.abs((own[at] ?? Number.NaN) - value)));
}

async function runOn(csv: string, given?: unknown): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'taiwa-experiment-'));
  await writeFile(join(folder, 'experiment.csv'), csv);
  return run(folder, given);
}

describe('a trial against the references', () => {
  test('reaches index and standard error of every month within 1e-6, by pair and by manager', () => {
    expect(OWN.months.map(({ month }) => month)).toEqual(SURVEY.months.map(({ month }) => month));
    SURVEY.months.forEach((reference, at) => {
      expect(gap(OWN.months[at]?.pair, reference.pair)).toBeLessThan(1e-6);
      expect(gap(OWN.months[at]?.manager, reference.manager)).toBeLessThan(1e-6);
    });
  });

  test('reaches the last three months and the adjusted effect with both standard errors within 1e-6', () => {
    expect(gap(OWN.months6to8, SURVEY.months6to8)).toBeLessThan(1e-6);
    expect(gap(OWN.ancova_log_months6to8, SURVEY.ancova_log_months6to8)).toBeLessThan(1e-6);
  });

  test('reaches t within 1e-4, p within .02 and the critical value within .10', () => {
    expect(largestGap(OWN.t, PERMUTATION.t)).toBeLessThan(1e-4);
    expect(largestGap(OWN.p_month, PERMUTATION.p_month)).toBeLessThan(0.02);
    expect(largestGap(OWN.p_max, PERMUTATION.p_max)).toBeLessThan(0.02);
    expect(Math.abs(OWN.crit95_max - PERMUTATION.crit95_max)).toBeLessThan(0.1);
  });

  test('reaches the ratios of turnover within 1e-5', () => {
    PERMUTATION.turnover_cumulative.forEach(({ counts, ...reference }, at) => {
      const { counts: own, ...ratios } = OWN.turnover_cumulative[at] ?? { counts: [] };
      expect(own).toEqual(counts);
      expect(gap(ratios as Numbers, reference)).toBeLessThan(1e-5);
    });
  });

  test('counts the managers who serve both arms', () => {
    expect(OWN.managers_in_both_arms).toBe(35);
  });
});

describe('what a trial can detect', () => {
  const percent = (value: number | null): number => Math.round(100 * (value ?? Number.NaN));
  const spreads = [0.2, 0.35, 0.5, 0.8];

  test('is the published table for a sales index with 230 pairs in each arm', () => {
    const plan = (cv: number) => ({ perArm: 230, cv });
    expect(spreads.map((cv) => percent(detectableIndex(plan(cv))))).toEqual([5, 9, 13, 21]);
    const months = { count: 3, correlation: MONTH_CORRELATION };
    expect(spreads.map((cv) => percent(detectableIndex({ ...plan(cv), months })))).toEqual([4, 7, 10, 15]);
    const cluster = { pairs: 460 / 35, icc: 0.05 };
    expect(spreads.map((cv) => percent(detectableIndex({ ...plan(cv), cluster })))).toEqual([7, 12, 17, 26]);
  });

  test('is the published table for turnover over eight months', () => {
    const rates = [0.05, 0.1, 0.15, 0.2, 0.3];
    const plans = rates.map((annualRate) => ({ perArm: 230, annualRate, months: 8 }));
    expect(plans.map((plan) => percent(detectableTurnover(plan)))).toEqual([91, 74, 63, 56, 45]);
    expect(plans.map((plan) => percent(turnoverPower(plan, 0.2)))).toEqual([6, 9, 12, 14, 21]);
    const sizes = rates.map((rate) => turnoverSize(rate, 8, 0.2));
    expect(largestGap(sizes, [10158, 4875, 3113, 2231, 1347])).toBeLessThanOrEqual(1);
  });

  test('is nothing when even no leaver at all would not show', () => {
    expect(detectableTurnover({ perArm: 20, annualRate: 0.02, months: 3 })).toBeNull();
  });
});

describe('re-randomisation', () => {
  test('keeps its level when there is no effect', () => {
    const random = createRandom(9);
    let rejected = 0;
    for (let trial = 0; trial < 300; trial += 1) {
      const units = Array.from({ length: 40 }, (_, index) => {
        const previous = [1, 2, 3].map(() => 20 + 5 * random.normal());
        return { isArmA: index < 20, previous, now: previous.map((x) => x * (1 + 0.2 * random.normal())) };
      });
      if (Math.min(...testByPermutation(units, random, 199).pMax) <= 0.05) rejected += 1;
    }
    expect(rejected / 300).toBeLessThan(0.09);
    expect(rejected / 300).toBeGreaterThan(0.02);
  });

  test('stays within strata', () => {
    // Every stratum has one unit in each arm and no spread inside: whatever is drawn, the difference is the same.
    const units = [10, 20, 40].flatMap((x, stratum) =>
      [true, false].map((isArmA) => ({ isArmA, stratum, now: [x * 1.1], previous: [x] })),
    );
    const noisy = units.map((unit, index) => ({ ...unit, now: [unit.now[0]! + index] }));
    expect(testByPermutation(noisy, createRandom(2), 999).pMonth[0]).toBeGreaterThan(0.2);
  });
});

describe('the command experiment', () => {
  const header = 'pair,manager,arm,month,sales_now,sales_prev,left_now,left_prev';

  test.each([
    ['pair,manager,month\n1,1,1', undefined, 'missing column arm, sales_now'],
    [`${header}\n1,1,C,1,1,1,0,0`, undefined, 'line 2: column "arm": "C" is not A or B'],
    [`${header}\n1,1,A,1,x,1,0,0`, undefined, 'line 2, column "sales_now": "x" is not a number'],
    [`${header}\n1,1,A,1,1,1,0,0\n1,1,B,2,1,1,0,0`, undefined, 'line 3: pair 1 is in arm A and in arm B'],
    [`${header}\n1,1,A,1,1,1,0,0\n1,1,A,1,1,1,0,0`, undefined, 'line 3: pair 1 has month 1 twice'],
    [`${header}\n1,1,A,1,1,1,0,0`, undefined, 'at least 2 are needed'],
    [header, undefined, 'no pairs'],
    [`${header}\n1,1,A,1,1,1,0,0`, { unit: 'team' }, '"unit" is "team", not pair or manager'],
  ])('names what is wrong with %j', async (csv, given, message) => {
    await expect(runOn(csv, given)).rejects.toThrow(message);
  });

  test('refuses managers as randomised units when they serve both arms', async () => {
    await expect(run(FIXTURES, { unit: 'manager' })).rejects.toThrow('serves both arms');
  });
});
