import { mkdtemp, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { describeTrend, fitThemes, markOf, PUBLISHED_SHARES } from '../themes.ts';
import { silent } from './progress.ts';
import { themesCommand } from './themes.ts';

interface Example {
  manager: number;
  n: number;
  raw: number[];
  share: number[];
  lo90: number[];
  hi90: number[];
  p_above_company: number[];
  company: number[];
  society: number[];
}

interface Themes {
  published: { topic: number[]; response: number[] };
  fit: Record<'topic' | 'response', { alpha: number; logLik: number; examples: Example[] }>;
}

const FIXTURES = fileURLToPath(new URL('../fixtures', import.meta.url));
const REFERENCE: Themes = JSON.parse(readFileSync(`${FIXTURES}/themes/themes_ref.json`, 'utf8'));
const OWN = (await themesCommand.run({
  input: FIXTURES,
  given: undefined,
  givenPath: undefined,
  months: 'iid',
  seed: 1,
  progress: silent,
})) as Themes;

const COLUMNS = ['raw', 'share', 'lo90', 'hi90', 'p_above_company', 'company', 'society'] as const;

function largestGap(a: readonly number[], b: readonly number[]): number {
  expect(a).toHaveLength(b.length);
  return Math.max(...a.map((value, at) => Math.abs(value - (b[at] ?? Number.NaN))));
}

describe.each(['topic', 'response'] as const)('theme trends of kind %s', (kind) => {
  test('reach the concentration within 0.5 % and the log likelihood', () => {
    const [own, reference] = [OWN.fit[kind], REFERENCE.fit[kind]];
    expect(Math.abs(own.alpha / reference.alpha - 1)).toBeLessThan(0.005);
    expect(Math.abs(own.logLik - reference.logLik)).toBeLessThan(0.01);
  });

  test('reach shares and quantiles of every example within 1e-4', () => {
    for (const reference of REFERENCE.fit[kind].examples) {
      const own = OWN.fit[kind].examples.find(({ manager }) => manager === reference.manager);
      expect(own?.n).toBe(reference.n);
      for (const column of COLUMNS) expect(largestGap(own?.[column] ?? [], reference[column])).toBeLessThan(1e-4);
    }
  });

  test('sum to one for every manager', () => {
    for (const { share } of OWN.fit[kind].examples) expect(share.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 10);
  });
});

describe('theme trends', () => {
  test('give the published shares when nobody has a session yet', () => {
    const fit = fitThemes([{ tenant: 'a', manager: 'm', counts: [0, 0, 0, 0, 0, 0] }], PUBLISHED_SHARES.response);
    expect(largestGap(fit.managers[0]?.share ?? [], PUBLISHED_SHARES.response)).toBeLessThan(1e-12);
    expect(OWN.published).toEqual(REFERENCE.published);
  });

  test('do not depend on the order of managers', () => {
    const managers = [
      [9, 1, 0],
      [2, 5, 5],
      [0, 0, 12],
      [3, 3, 3],
    ].map((counts, index) => ({ tenant: `t${index % 2}`, manager: `m${index}`, counts }));
    const [forward, backward] = [
      fitThemes(managers, [0.4, 0.3, 0.3]),
      fitThemes(managers.toReversed(), [0.4, 0.3, 0.3]),
    ];
    expect(backward.alpha).toBeCloseTo(forward.alpha, 6);
  });

  test('mark only differences that are certain and at least five points', () => {
    expect([markOf(0.06, 0.96), markOf(-0.06, 0.04), markOf(0.06, 0.94), markOf(0.04, 0.99)]).toEqual([
      'many',
      'few',
      null,
      null,
    ]);
    const trend = describeTrend({ tenant: 'a', manager: 'm', counts: [60, 0] }, [0.5, 0.5], [0.5, 0.5], 10);
    expect(trend.marks).toEqual(['many', 'few']);
  });

  test('name a manager with another number of categories', () => {
    expect(() => fitThemes([{ tenant: 'a', manager: 'm', counts: [1, 2] }], [0.4, 0.3, 0.3])).toThrow(
      'manager m: 2 categories, not 3',
    );
  });
});

describe('the command themes', () => {
  test.each([
    ['kind,tenant,manager,category\ntopic,1,1,1', 'line 1: missing column n'],
    [
      'kind,tenant,manager,category,n\ntopic,1,1,8,1',
      'line 2, column "category": "8" is not a whole number from 0 to 7',
    ],
    ['kind,tenant,manager,category,n\nmood,1,1,1,1', 'line 2, column "kind": "mood" is not topic or response'],
    ['kind,tenant,manager,category,n\ntopic,1,1,1,-2', 'line 2, column "n": "-2" is not a whole number'],
  ])('names what is wrong with %j', async (csv, message) => {
    const folder = await mkdtemp(join(tmpdir(), 'taiwa-themes-'));
    await writeFile(join(folder, 'themes.csv'), csv);
    const options = {
      input: folder,
      given: undefined,
      givenPath: undefined,
      months: 'iid',
      seed: 1,
      progress: silent,
    } as const;
    await expect(themesCommand.run(options)).rejects.toThrow(message);
  });
});
