/**
 * The one number of a trial that is fixed before it starts: by how much arm A ends above arm B, at equal starts.
 *
 *     log(Σ now over the last months) = a + b·log(Σ previous) + effect·[arm A] + e        (ANCOVA)
 *
 * effect ≈ relative difference (0.14 ≈ +15 %). HC2 when pairs were randomised, CR1 by manager when managers were or when they
 * serve several pairs. Every unit counts in the arm it was drawn into (intention to treat).
 */
import {
  clusterCovariance,
  designWithIntercept,
  fitLeastSquares,
  robustCovariance,
  standardErrors,
} from './linear-regression.ts';

/** Sums of one pair over the months of the summary. */
export interface PairSums {
  readonly isArmA: boolean;
  readonly manager: string;
  readonly now: number;
  readonly previous: number;
}

/** The adjusted effect on the log scale, its two standard errors, and how many pairs had no positive sums to take logs of. */
export interface TrialSummary {
  readonly effect: number;
  readonly seHc2: number;
  readonly seCr1: number;
  readonly pairs: number;
  readonly leftOut: number;
}

/** Fits the summary. Throws a RangeError when the pairs are too few. */
export function summariseTrial(pairs: readonly PairSums[]): TrialSummary {
  const used = pairs.filter(({ now, previous }) => now > 0 && previous > 0);
  const rows = used.map(({ isArmA, previous }) => [Math.log(previous), isArmA ? 1 : 0]);
  const fit = fitLeastSquares(
    designWithIntercept(
      rows,
      used.map(({ now }) => Math.log(now)),
    ),
  );
  const clustered = clusterCovariance(
    fit,
    used.map(({ manager }) => manager),
  );
  return {
    effect: fit.coefficients[2]!,
    seHc2: standardErrors(robustCovariance(fit, 'HC2'), 3)[2]!,
    seCr1: standardErrors(clustered.covariance, 3)[2]!,
    pairs: used.length,
    leftOut: pairs.length - used.length,
  };
}
