import { betaCdf, betaQuantile } from './beta.ts';

/** P(T ≤ t) for Student's t with `df` degrees of freedom (any df > 0). */
export function studentCdf(t: number, df: number): number {
  const tail = 0.5 * betaCdf(df / (df + t * t), df / 2, 0.5);
  return t > 0 ? 1 - tail : tail;
}

/** Two-sided p value P(|T| ≥ |t|). */
export function studentTwoSided(t: number, df: number): number {
  return betaCdf(df / (df + t * t), df / 2, 0.5);
}

/** The t with P(T ≤ t) = p. */
export function studentQuantile(p: number, df: number): number {
  if (p === 0.5) return 0;
  const x = betaQuantile(2 * Math.min(p, 1 - p), df / 2, 0.5);
  const size = Math.sqrt((df * (1 - x)) / x);
  return p < 0.5 ? -size : size;
}
