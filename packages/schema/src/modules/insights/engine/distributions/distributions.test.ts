import { describe, expect, it } from 'vitest';
import { betaCdf, betaQuantile } from './beta.ts';
import { chiSquaredTail, logGamma } from './gamma.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import { studentCdf, studentQuantile, studentTwoSided } from './student-t.ts';

// Expected values: published tables and closed forms, to the digits given.
describe('distributions', () => {
  it('logGamma agrees with factorials and with Γ(1/2) = √π', () => {
    expect(logGamma(11)).toBeCloseTo(Math.log(3628800), 12);
    expect(logGamma(0.5)).toBeCloseTo(0.5 * Math.log(Math.PI), 12);
  });

  it('the normal distribution has its known quantiles and keeps its far tail', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12);
    expect(normalQuantile(0.9)).toBeCloseTo(1.2815515655446004, 12);
    expect(normalCdf(-8) / 6.220960574271785e-16).toBeCloseTo(1, 8);
    expect(normalCdf(normalQuantile(1e-9)) / 1e-9).toBeCloseTo(1, 9);
  });

  it('chi-squared with two degrees of freedom is the exponential', () => {
    expect(chiSquaredTail(3, 2)).toBeCloseTo(Math.exp(-1.5), 13);
    expect(chiSquaredTail(3.841458820694124, 1)).toBeCloseTo(0.05, 12);
  });

  it('beta agrees with the binomial sum and its quantile turns it back', () => {
    expect(betaCdf(0.3, 2, 3)).toBeCloseTo(0.3483, 12);
    for (const p of [0.001, 0.05, 0.5, 0.95, 0.999]) {
      expect(betaCdf(betaQuantile(p, 0.7, 120), 0.7, 120)).toBeCloseTo(p, 11);
    }
  });

  it('Student t with one degree of freedom is Cauchy, and 2.228 is the 97.5 % point at 10', () => {
    expect(studentCdf(1, 1)).toBeCloseTo(0.75, 12);
    expect(studentQuantile(0.975, 10)).toBeCloseTo(2.2281388519649385, 10);
    expect(studentTwoSided(2.2281388519649385, 10)).toBeCloseTo(0.05, 10);
  });
});
