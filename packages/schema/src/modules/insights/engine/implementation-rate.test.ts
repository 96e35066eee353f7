import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { silent } from './cli/progress.ts';
import { rateCommand } from './cli/rate.ts';
import { activeDays, cadenceOf, rateOfMonth, rateOfQuarter, type PairMonth } from './implementation-rate.ts';

interface Month {
  month: string;
  pairs: { pair: number; expected: number; counted: boolean }[];
  rate: number;
  raw_ratio: number;
  reached: number;
}

const FIXTURES = fileURLToPath(new URL('fixtures', import.meta.url));
const REFERENCE: { months: Month[] } = JSON.parse(readFileSync(`${FIXTURES}/implementation/rate_ref.json`, 'utf8'));

function pair(changes: Partial<PairMonth> = {}): PairMonth {
  return { pair: 'p', perMonth: 2, start: '2024-01-01', end: null, pauses: [], done: 0, ...changes };
}

describe('the implementation rate', () => {
  test('equals the reference within 1e-6 in every month', async () => {
    const own = (await rateCommand.run({
      input: FIXTURES,
      given: undefined,
      givenPath: undefined,
      months: 'iid',
      seed: 1,
      progress: silent,
    })) as { months: Month[] };
    expect(own.months.map(({ month }) => month)).toEqual(REFERENCE.months.map(({ month }) => month));
    REFERENCE.months.forEach((reference, at) => {
      for (const key of ['rate', 'raw_ratio', 'reached'] as const)
        expect(Math.abs((own.months[at]?.[key] ?? Number.NaN) - reference[key])).toBeLessThan(1e-6);
      reference.pairs.forEach(({ expected, counted }, index) => {
        const match = own.months[at]?.pairs[index];
        expect(Math.abs((match?.expected ?? Number.NaN) - expected)).toBeLessThan(1e-6);
        expect(match?.counted).toBe(counted);
      });
    });
  });

  test('counts the days between start and end that are not paused, overlapping pauses once', () => {
    expect(activeDays(pair(), '2024-02')).toBe(29);
    expect(activeDays(pair({ start: '2024-02-10', end: '2024-02-20' }), '2024-02')).toBe(11);
    expect(
      activeDays(
        pair({
          pauses: [
            ['2024-02-01', '2024-02-05'],
            ['2024-02-04', '2024-02-08'],
          ],
        }),
        '2024-02',
      ),
    ).toBe(21);
    expect(activeDays(pair({ start: '2024-03-01' }), '2024-02')).toBe(0);
  });

  test('does not let a busy pair make up for an idle one', () => {
    const { rate, rawRatio, reached } = rateOfMonth([pair({ done: 4 }), pair({ pair: 'q', done: 0 })], '2024-04');
    expect([rate, rawRatio, reached]).toEqual([0.5, 1, 0.5]);
  });

  test('is null, not zero, when nobody counts', () => {
    expect(rateOfMonth([pair({ end: '2023-12-31' })], '2024-04')).toMatchObject({
      rate: null,
      rawRatio: null,
      reached: null,
    });
  });

  test('adds a quarterly cadence up before capping and caps a monthly one month by month', () => {
    const months = (perMonth: number): Map<string, PairMonth[]> =>
      new Map([
        ['2024-04', [pair({ perMonth, done: 1 })]],
        ['2024-05', [pair({ perMonth })]],
        ['2024-06', [pair({ perMonth })]],
      ]);
    expect(rateOfQuarter(months(1 / 3)).rate).toBeCloseTo(1, 12);
    expect(rateOfQuarter(months(1)).rate).toBeCloseTo(1 / 3, 12);
  });

  test('takes the cadence of the nearest department', () => {
    const parents = new Map([
      ['team', 'division'],
      ['division', null],
      ['other', null],
    ]);
    const overrides = new Map([['division', 1 / 3]]);
    expect(cadenceOf('team', parents, overrides, 2)).toBe(1 / 3);
    expect(cadenceOf('other', parents, overrides, 2)).toBe(2);
    expect(cadenceOf(null, parents, overrides, 2)).toBe(2);
  });

  test('refuses what is not a month', () => {
    expect(() => activeDays(pair(), '2024-13')).toThrow('2024-13 is not a month');
  });
});
