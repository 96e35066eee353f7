import { factorCholesky, solveCholesky } from './linear-algebra/cholesky.ts';
import type { Design } from './mixed-model-design.ts';
import { affordableDraws, drawFromPrior } from './mixed-model-draw.ts';
import { averageInformation } from './mixed-model-information.ts';
import { parameters, quadraticForms } from './mixed-model-score.ts';
import { MixedModel, type Solution } from './mixed-model-solve.ts';
import { floorShare, type Variances } from './mixed-model-variance.ts';

/** Where an estimation stands; hand it back to go on from there. */
export type EstimateState = {
  variances: Variances;
  iteration: number;
  /** True once steps are small: then all affordable draws are used, before a tenth of them. */
  isRefining: boolean;
  isConverged: boolean;
  effects?: Float64Array;
};

/** How to estimate. */
export type EstimateOptions = {
  /** Whether the months' correlation is estimated, or held at 0. */
  months: 'iid' | 'ar1';
  seed: number;
  /** Draws for the expectations; by default as many as the design can afford. */
  draws?: number;
  /** State of an earlier, stopped run, or estimates of last week. */
  from?: EstimateState | undefined;
  maxIterations?: number;
  /** Relative residual of the solves. */
  tolerance?: number;
  shouldStop?: (() => boolean) | undefined;
  onStep?: (state: EstimateState) => void;
};

/** Stop when no parameter moves more than this (insights 1.4). */
const stillness = 5e-4;
const longestStep = 1.5;
/** From here on steps are worth the full number of draws. */
const refineBelow = 0.02;

/** A start from the total variance, in the proportions such data have. */
function startVariances(design: Design, months: 'iid' | 'ar1'): Variances {
  let squares = design.squaresWithin;
  for (let row = 0; row < design.rows; row += 1) squares += design.rowCount[row]! * design.rowMean[row]! ** 2;
  const total = Math.max(squares / Math.max(1, design.observations), 1e-6);
  return {
    tenant: 0.03 * total,
    manager: 0.12 * total,
    managerMonth: 0.03 * total,
    member: 0.35 * total,
    residual: 0.47 * total,
    correlation: months === 'ar1' ? 0.5 : 0,
  };
}

/** Gradient of the restricted likelihood on (ln σ_k², atanh ρ): half of what is seen less what is expected. */
function scoreOf(
  model: MixedModel,
  seen: Float64Array,
  seed: number,
  draws: number,
  options: SolveLimits,
): Float64Array {
  const { design, variances } = model;
  const score = seen.map((value) => value / 2);
  // Inside rows nothing is fitted, so their share of the residual is known exactly.
  const within = (design.observations - design.rows) * variances.residual;
  for (let stream = 0; stream < draws; stream += 1) {
    const { values } = drawFromPrior(model, seed, stream);
    const expected = quadraticForms(model, values, model.solve(values, options), within);
    for (let k = 0; k < score.length; k += 1) score[k]! -= expected[k]! / (2 * draws);
    if (options.shouldStop?.()) break;
  }
  return score;
}

type SolveLimits = { tolerance: number; shouldStop?: (() => boolean) | undefined };

/** Parameters that may not move: the correlation of independent months, and components at their floor that would fall. */
function isHeld(index: number, score: Float64Array, variances: Variances, months: 'iid' | 'ar1'): boolean {
  const name = parameters[index]!;
  if (name === 'correlation') return months === 'iid';
  return variances[name] <= 2 * floorShare * variances.residual && score[index]! < 0;
}

/** Newton step with the average information; parameters that are held do not enter. */
function newtonStep(information: Float64Array, score: Float64Array, held: boolean[]): Float64Array {
  const order = score.length;
  const matrix = information.slice();
  const step = score.slice();
  for (let k = 0; k < order; k += 1) {
    if (held[k]) {
      for (let l = 0; l < order; l += 1) matrix[k * order + l] = matrix[l * order + k] = 0;
      matrix[k * order + k] = 1;
      step[k] = 0;
    } else matrix[k * order + k]! += 1e-9;
  }
  const factor = factorCholesky(matrix, order);
  if (factor === undefined) return step.map((value, k) => value / (Math.abs(matrix[k * order + k]!) + 1));
  solveCholesky(factor, order, step);
  const longest = Math.max(...step.map(Math.abs));
  return longest > longestStep ? step.map((value) => (value * longestStep) / longest) : step;
}

function moveVariances(variances: Variances, step: Float64Array): Variances {
  const moved = { ...variances };
  parameters.forEach((name, k) => {
    if (name === 'correlation') moved.correlation = Math.tanh(Math.atanh(variances.correlation) + step[k]!);
    else moved[name] = variances[name] * Math.exp(step[k]!);
  });
  const floor = floorShare * moved.residual;
  for (const name of ['tenant', 'manager', 'managerMonth', 'member'] as const)
    moved[name] = Math.max(moved[name], floor);
  moved.correlation = Math.min(0.99, Math.max(-0.99, moved.correlation));
  return moved;
}

/** One step of the estimation from a state to the next. */
function improve(design: Design, state: EstimateState, options: EstimateOptions): EstimateState {
  const { seed, months, shouldStop } = options;
  const affordable = options.draws ?? affordableDraws(design.rows);
  const draws = state.isRefining ? affordable : Math.min(affordable, Math.max(4, Math.ceil(affordable / 10)));
  const limits = { tolerance: options.tolerance ?? 1e-6, shouldStop };
  const model = new MixedModel(design, state.variances);
  const solution: Solution = model.solve(design.rowMean, { ...limits, start: state.effects });
  const seen = quadraticForms(model, design.rowMean, solution, design.squaresWithin);
  const score = scoreOf(model, seen, seed, draws, limits);
  const information = averageInformation(model, solution, limits);
  if (shouldStop?.()) return state;
  const held = parameters.map((_, k) => isHeld(k, score, state.variances, months));
  const step = newtonStep(information, score, held);
  const length = Math.max(...step.map(Math.abs));
  return {
    variances: moveVariances(state.variances, step),
    iteration: state.iteration + 1,
    isRefining: state.isRefining || length < refineBelow,
    isConverged: draws === affordable && length < stillness,
    effects: solution.effects,
  };
}

/**
 * Variance components by restricted maximum likelihood: the matching of insights 1.4 (each squared effect equals its
 * expectation, taken over draws with common random numbers), solved by Newton steps with the average information.
 * Stopped or out of iterations it returns where it stands, with `isConverged` false.
 */
export function estimateVariances(design: Design, options: EstimateOptions): EstimateState {
  const variances = startVariances(design, options.months);
  const start: EstimateState = { variances, iteration: 0, isRefining: false, isConverged: false };
  let state = options.from ? { ...options.from, isConverged: false } : start;
  const last = state.iteration + (options.maxIterations ?? 40);
  while (!state.isConverged && state.iteration < last && !options.shouldStop?.()) {
    state = improve(design, state, options);
    options.onStep?.(state);
  }
  return state;
}
