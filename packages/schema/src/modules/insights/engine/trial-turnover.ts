/**
 * Turnover in a trial: few events, so only cumulative counts and an honest interval.
 *
 *     ratio = (A_now + ½)/(A_prev + ½) : (B_now + ½)/(B_prev + ½)
 *     95 % interval: exp(log ratio ± z₀.₉₇₅·√Σ 1/(count + ½))
 *
 * Source: log-normal interval of a ratio of Poisson counts with Haldane's ½ (Gart 1966); clustering would widen it further.
 */

import { normalQuantile } from './distributions/normal.ts';

/** Leavers so far: A now, A in the same months a year before, B now, B a year before. */
export type TurnoverCounts = readonly [aNow: number, aPrevious: number, bNow: number, bPrevious: number];

/** The ratio of ratios with its 95 % interval; below 1 favours arm A. */
export interface TurnoverRatio {
  readonly counts: TurnoverCounts;
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

/** Compares the arms' change in leavers. */
export function compareTurnover(counts: TurnoverCounts): TurnoverRatio {
  const [aNow, aPrevious, bNow, bPrevious] = [counts[0] + 0.5, counts[1] + 0.5, counts[2] + 0.5, counts[3] + 0.5];
  const ratio = aNow / aPrevious / (bNow / bPrevious);
  const spread = normalQuantile(0.975) * Math.sqrt(1 / aNow + 1 / bNow + 1 / aPrevious + 1 / bPrevious);
  return { counts, ratio, low: ratio * Math.exp(-spread), high: ratio * Math.exp(spread) };
}
