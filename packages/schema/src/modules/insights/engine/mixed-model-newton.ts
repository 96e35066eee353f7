import { factorCholesky, solveCholesky, type Square } from './linear-algebra/cholesky.ts';
import { dot, multiplyVector } from './linear-algebra/dense.ts';

/** A point of the search and the gradient there. */
export type Trial = { at: Float64Array; score: Float64Array };

/** Longest move of one parameter in one step, on the scale of logarithms. */
const longestStep = 2;

/** Trials further apart than this say little about the slope here. */
const nearby = 0.3;

/**
 * Corrects an information matrix by what the last trials showed: the symmetric rank-one update (Davidon 1959) for each pair
 * of neighbours, so that steps along directions already walked are of the right length.
 */
export function correctInformation(information: Square, trials: readonly Trial[]): Square {
  const corrected = information.slice();
  for (let i = 1; i < trials.length; i += 1) {
    const [before, after] = [trials[i - 1]!, trials[i]!];
    const order = after.at.length;
    const walked = after.at.map((value, k) => value - before.at[k]!);
    if (Math.max(...walked.map(Math.abs)) > nearby) continue;
    const predicted = multiplyVector(corrected, walked, order, order);
    const missed = predicted.map((value, k) => before.score[k]! - after.score[k]! - value);
    const scale = dot(missed, walked);
    if (Math.abs(scale) <= 1e-6 * Math.sqrt(dot(missed, missed) * dot(walked, walked))) continue;
    for (let k = 0; k < order; k += 1) {
      for (let l = 0; l < order; l += 1) corrected[k * order + l]! += (missed[k]! * missed[l]!) / scale;
    }
  }
  return corrected;
}

function withoutHeld(information: Square, held: readonly boolean[]): Square {
  const order = held.length;
  return information.map((value, at) => {
    const k = Math.floor(at / order);
    const l = at % order;
    if (held[k] || held[l]) return Number(k === l);
    return k === l ? value * (1 + 1e-6) + 1e-9 : value;
  });
}

/**
 * Newton step uphill; parameters that are held do not move, and none moves by more than 2. Takes the corrected information
 * where it is positive definite, else the plain one.
 */
export function newtonStep(information: Square, trials: readonly Trial[], held: readonly boolean[]): Float64Array {
  const order = held.length;
  const step = trials.at(-1)!.score.map((value, k) => (held[k] ? 0 : value));
  const factor =
    factorCholesky(withoutHeld(correctInformation(information, trials), held), order) ??
    factorCholesky(withoutHeld(information, held), order);
  if (factor === undefined) step.forEach((value, k) => (step[k] = value / (1 + Math.abs(information[k * order + k]!))));
  else solveCholesky(factor, order, step);
  return step.map((value) => Math.min(longestStep, Math.max(-longestStep, value)));
}
