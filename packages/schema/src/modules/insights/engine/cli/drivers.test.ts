import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
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
