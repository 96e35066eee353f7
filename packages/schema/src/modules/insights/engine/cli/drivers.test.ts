import { mkdtemp, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { labelDriver } from '../drivers.ts';
import { adjustByHolm } from '../linear-regression.ts';
import { driversCommand } from './drivers.ts';
import { silent } from './progress.ts';

type Numbers = Record<string, number>;
interface Linear {
  n: number;
  clusters: number;
  df: number;
  r2: number;
  coef: Numbers;
  se_ols: Numbers;
  se_hc3: Numbers;
  se_cr1: Numbers;
  p: Numbers;
  holm: Numbers;
}
interface Drivers {
  eb: { s2: number; iterations: number; mu: number[]; Sigma: number[][]; posterior_mean_first50: number[][] };
  labels: Record<string, string>;
}

const FIXTURES = fileURLToPath(new URL('../fixtures', import.meta.url));
const LINEAR: Linear = JSON.parse(readFileSync(`${FIXTURES}/drivers/lm_ref.json`, 'utf8'));
const DRIVERS: Drivers = JSON.parse(readFileSync(`${FIXTURES}/drivers/drivers_ref.json`, 'utf8'));
const OWN = (await driversCommand.run({
  input: FIXTURES,
  given: undefined,
  givenPath: undefined,
  months: 'iid',
  seed: 1,
  progress: silent,
})) as Linear &
  Drivers & {
    recommended: Linear & {
      ridge: Numbers;
      labels: Record<string, string>;
      topics_shown: boolean;
      tau: number;
      delta: number;
    };
  };

function largestGap(own: readonly number[], reference: readonly number[]): number {
  expect(own).toHaveLength(reference.length);
  return Math.max(...own.map((value, at) => Math.abs(value - (reference[at] ?? Number.NaN))));
}

describe('drivers against the references', () => {
  test.each(['coef', 'se_ols', 'se_hc3', 'se_cr1', 'p', 'holm'] as const)('%s within 1e-6', (key) => {
    expect(Object.keys(OWN[key])).toEqual(Object.keys(LINEAR[key]));
    expect(largestGap(Object.values(OWN[key]), Object.values(LINEAR[key]))).toBeLessThan(1e-6);
  });

  test('members, clusters, degrees of freedom and r²', () => {
    expect([OWN.n, OWN.clusters, OWN.df]).toEqual([LINEAR.n, LINEAR.clusters, LINEAR.df]);
    expect(Math.abs(OWN.r2 - LINEAR.r2)).toBeLessThan(1e-6);
  });

  test('free covariance, means and posterior means after 300 steps within 1e-2', () => {
    expect(OWN.eb.iterations).toBe(300);
    expect(largestGap(OWN.eb.mu, DRIVERS.eb.mu)).toBeLessThan(1e-2);
    expect(largestGap(OWN.eb.Sigma.flat(), DRIVERS.eb.Sigma.flat())).toBeLessThan(1e-2);
    expect(largestGap(OWN.eb.posterior_mean_first50.flat(), DRIVERS.eb.posterior_mean_first50.flat())).toBeLessThan(
      1e-2,
    );
  });

  test('the same labels', () => {
    expect(OWN.labels).toEqual(DRIVERS.labels);
  });
});

describe('labels of drivers', () => {
  test('tell a strength, none and insufficient apart', () => {
    expect([0.07, 0.12, 0.17, 0.25, 0.4].map((beta) => labelDriver(beta, 0.02, 0.01))).toEqual([
      '+',
      '++',
      '+++',
      '++++',
      '+++++',
    ]);
    expect([-0.07, -0.4].map((beta) => labelDriver(beta, 0.02, 0.01))).toEqual(['-', '-----']);
    expect(labelDriver(0.03, 0.01, 0.001)).toBe('none');
    expect(labelDriver(0.2, 0.05, 0.2)).toBe('none');
    expect(labelDriver(0.2, 0.06, 0.2)).toBe('insufficient');
  });

  test('adjust for the number of topics step by step (Holm)', () => {
    expect(adjustByHolm([0.04, 0.01, 0.03])).toEqual([0.06, 0.03, 0.06]);
  });
});

describe('the recommended drivers', () => {
  test('come closer to the planted truth than the free covariance', () => {
    const truth = [0.054072, 0, 0, 0.2253, 0.108144, 0, 0.31542];
    const rmse = (betas: readonly number[]): number =>
      Math.sqrt(betas.reduce((sum, beta, at) => sum + (beta - (truth[at] ?? 0)) ** 2, 0) / 7);
    const free = Object.values(OWN.coef).slice(1);
    expect(rmse(Object.values(OWN.recommended.ridge))).toBeLessThan(rmse(free));
    expect(rmse(Object.values(OWN.recommended.ridge))).toBeLessThan(0.14);
  });
});

describe('the command drivers', () => {
  const header = `member,manager,engagement,${[1, 2, 3, 4, 5, 6, 7].map((topic) => `n${topic},mean${topic}`).join(',')}`;

  test.each([
    ['member,manager,engagement\n1,1,1', 'line 1: missing column n1, mean1'],
    [`${header}\n0,1,44,${'1,50,'.repeat(6)}2,`, 'line 2, column "mean7": empty although n7 is 2'],
    [`${header}\n0,1,,${'1,50,'.repeat(6)}1,50`, 'line 2, column "engagement": "" is not a number'],
    [`${header}\n0,1,44,${'1,50,'.repeat(6)}1,50`, '1 members, at least 10 are needed'],
  ])('names what is wrong with %j', async (csv, message) => {
    const folder = await mkdtemp(join(tmpdir(), 'taiwa-drivers-'));
    await writeFile(join(folder, 'drivers.csv'), csv);
    const options = {
      input: folder,
      given: undefined,
      givenPath: undefined,
      months: 'iid',
      seed: 1,
      progress: silent,
    } as const;
    await expect(driversCommand.run(options)).rejects.toThrow(message);
  });
});
