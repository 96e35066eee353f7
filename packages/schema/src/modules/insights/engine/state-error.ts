import { drawError } from './mixed-model-draw.ts';
import type { MixedModel } from './mixed-model-solve.ts';
import { evaluate, type Functional } from './state-functional.ts';

/**
 * Exact posterior standard error of a functional given the variances, uncertainty of the fixed effects included:
 * √(σ² f'C⁻¹f), one solve; its error is of second order in the tolerance.
 */
export function exactError(model: MixedModel, functional: Functional, tolerance = 1e-4): number {
  const b = new Float64Array(model.operator.layout.size);
  functional.at.forEach((at, i) => (b[at]! += functional.weight[i]!));
  const x = new Float64Array(b.length);
  model.solveReduced(b, x, { tolerance });
  return Math.sqrt(model.variances.residual * Math.max(0, evaluate(functional, x)));
}

/** How to draw standard errors. */
export type DrawnErrorOptions = {
  /** At 100 draws each error is known to about 7 %. */
  draws?: number;
  seed: number;
  tolerance?: number;
  shouldStop?: (() => boolean) | undefined;
  onDraw?: (done: number, total: number) => void;
};

/**
 * Posterior standard errors of any number of functionals by sampling prediction errors, SE² = mean f(b* − b̂*)²
 * (Hickey et al. 2009): one solve a draw, however many functionals.
 */
export function drawnErrors(
  model: MixedModel,
  functionals: readonly Functional[],
  options: DrawnErrorOptions,
): Float64Array {
  const { draws = 100, seed, tolerance = 1e-4, onDraw } = options;
  const squares = new Float64Array(functionals.length);
  let done = 0;
  while (done < draws && !options.shouldStop?.()) {
    const error = drawError(model, seed, done, tolerance);
    functionals.forEach((functional, i) => (squares[i]! += evaluate(functional, error) ** 2));
    done += 1;
    onDraw?.(done, draws);
  }
  return squares.map((sum) => Math.sqrt(sum / Math.max(1, done)));
}
