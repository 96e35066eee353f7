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
/** Of the solves of draws: far below the sampling error of their number. */
const drawTolerance = 1e-4;
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

/** Expectation of each quadratic form at the planted effects themselves: numbers of levels and of ratings. */
function plantedForms({ design }: MixedModel): number[] {
  return [design.tenants, design.managers, design.points, design.members, design.observations];
}

/**
 * Expectation of the quadratic forms of the estimates, over draws. What the drawn effects themselves lie above their own
 * known expectation is taken out in proportion r², r = share of the form that survives estimation: for a component with
 * reliability r this control leaves 1 − r² of the sampling variance.
 */
function expectedForms(model: MixedModel, options: EstimateOptions, draws: number): Float64Array {
  const { design, variances } = model;
  // Inside rows nothing is fitted, so their share of the residual is known exactly.
  const within = (design.observations - design.rows) * variances.residual;
  const expected = new Float64Array(parameters.length);
  const drawn = new Float64Array(parameters.length);
  for (let stream = 0; stream < draws && !options.shouldStop?.(); stream += 1) {
    const draw = drawFromPrior(model, options.seed, stream);
    const estimate = model.solve(draw.values, { tolerance: drawTolerance, shouldStop: options.shouldStop });
    const forms = quadraticForms(model, draw.values, estimate, within);
    const planted = quadraticForms(model, draw.values, draw, within);
    for (let k = 0; k < forms.length; k += 1) {
      expected[k]! += forms[k]! / draws;
      drawn[k]! += planted[k]! / draws;
    }
  }
  plantedForms(model).forEach((known, k) => {
    const survives = expected[k]! / known;
    if (survives < 1) expected[k]! -= survives * survives * (drawn[k]! - known);
  });
  const { layout } = model.operator;
  // Few levels make a noisy average and a short list: there the expectation is computed, one solve a level.
  if (design.tenants <= 2 * draws) expected[0] = exactForm(model, layout.tenant, layout.manager, variances.tenant);
  if (design.managers <= 2 * draws) expected[1] = exactForm(model, layout.manager, layout.point, variances.manager);
  return expected;
}

/** Σ (σ_k² − PEV)/σ_k² over the levels [from, to): expectation of Σ b̂²/σ_k². */
function exactForm(model: MixedModel, from: number, to: number, variance: number): number {
  const { size } = model.operator.layout;
  let sum = 0;
  for (let at = from; at < to; at += 1) {
    const unit = new Float64Array(size);
    const x = new Float64Array(size);
    unit[at] = 1;
    model.solveReduced(unit, x, { tolerance: 1e-6 });
    sum += 1 - (model.variances.residual * x[at]!) / variance;
  }
  return sum;
}

/** Number of levels with ratings of each component; one level cannot tell its variance. */
function canEstimate({ design }: MixedModel, name: (typeof parameters)[number]): boolean {
  if (name === 'tenant')
    return new Set(design.managerTenant.filter((_, j) => design.pointStart[j + 1]! > design.pointStart[j]!)).size > 1;
  if (name === 'manager')
    return design.pointStart.filter((start, j) => start > (design.pointStart[j - 1] ?? 0)).length > 1;
  if (name === 'member') return design.memberCount.filter((count) => count > 0).length > 1;
  return true;
}

/** Parameters that may not move: the correlation of independent months, and components at their floor that would fall. */
function isHeld(model: MixedModel, index: number, score: Float64Array, months: 'iid' | 'ar1'): boolean {
  const name = parameters[index]!;
  if (name === 'correlation') return months === 'iid';
  const { variances } = model;
  return !canEstimate(model, name) || (variances[name] <= 2 * floorShare * variances.residual && score[index]! < 0);
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
    } else matrix[k * order + k]! += 1e-9 + 1e-6 * matrix[k * order + k]!;
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
  const { months, shouldStop } = options;
  const affordable = options.draws ?? affordableDraws(design.rows);
  const draws = state.isRefining ? affordable : Math.min(affordable, Math.max(4, Math.ceil(affordable / 10)));
  const limits = { tolerance: options.tolerance ?? 1e-6, shouldStop };
  const model = new MixedModel(design, state.variances);
  const solution: Solution = model.solve(design.rowMean, { ...limits, start: state.effects });
  const seen = quadraticForms(model, design.rowMean, solution, design.squaresWithin);
  const expected = expectedForms(model, options, draws);
  const score = seen.map((value, k) => (value - expected[k]!) / 2);
  const information = averageInformation(model, solution, limits);
  if (shouldStop?.()) return state;
  const held = parameters.map((_, k) => isHeld(model, k, score, months));
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
