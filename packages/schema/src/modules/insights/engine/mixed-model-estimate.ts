import type { Design } from './mixed-model-design.ts';
import { affordableDraws } from './mixed-model-draw.ts';
import { expectedForms } from './mixed-model-expectation.ts';
import { averageInformation } from './mixed-model-information.ts';
import { newtonStep, type Trial } from './mixed-model-newton.ts';
import { parameters, quadraticForms } from './mixed-model-score.ts';
import { MixedModel } from './mixed-model-solve.ts';
import type { Variances } from './mixed-model-variance.ts';

/** Where an estimation stands; hand it back to go on from there. */
export type EstimateState = {
  variances: Variances;
  iteration: number;
  /** True once steps are small: then all affordable draws are used, before a tenth of them. */
  isRefining: boolean;
  isConverged: boolean;
  effects?: Float64Array;
  /** The last points with an equal number of draws. */
  trials: Trial[];
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
/** Smallest component as a share of the residual: a component here counts as absent. */
const floorShare = 1e-5;
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

/** Number of levels with ratings of each component; one level cannot tell its variance. */
function canEstimate(design: Design, name: (typeof parameters)[number]): boolean {
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
  return (
    !canEstimate(model.design, name) || (variances[name] <= 2 * floorShare * variances.residual && score[index]! < 0)
  );
}

function moveVariances(variances: Variances, step: Float64Array): Variances {
  const moved = { ...variances };
  parameters.forEach((name, k) => {
    if (name === 'correlation') moved.correlation = Math.tanh(Math.atanh(variances.correlation) + step[k]!);
    else moved[name] = variances[name] * Math.exp(step[k]!);
  });
  return floorVariances(moved);
}

function floorVariances(variances: Variances): Variances {
  const floor = (value: number) => Math.max(value, floorShare * variances.residual);
  const { tenant, manager, managerMonth, member, residual } = variances;
  return {
    tenant: floor(tenant),
    manager: floor(manager),
    managerMonth: floor(managerMonth),
    member: floor(member),
    residual,
    correlation: Math.min(0.99, Math.max(-0.99, variances.correlation)),
  };
}

function placeOf(variances: Variances): Float64Array {
  return Float64Array.from(parameters, (name) =>
    name === 'correlation' ? Math.atanh(variances.correlation) : Math.log(variances[name]),
  );
}

/** What one evaluation of the likelihood's slope gives. */
type Slope = { score: Float64Array; information: Float64Array; model: MixedModel; effects: Float64Array };

function slopeAt(design: Design, state: EstimateState, options: EstimateOptions, draws: number): Slope {
  const limits = { tolerance: options.tolerance ?? 1e-6, shouldStop: options.shouldStop };
  const model = new MixedModel(design, state.variances);
  const solution = model.solve(design.rowMean, { ...limits, start: state.effects });
  const seen = quadraticForms(model, design.rowMean, solution, design.squaresWithin);
  const expected = expectedForms(model, { seed: options.seed, draws, shouldStop: options.shouldStop });
  const score = seen.map((value, k) => (value - expected[k]!) / 2);
  return { score, information: averageInformation(model, solution, limits), model, effects: solution.effects };
}

/** One step of the estimation from a state to the next; the same state when told to stop meanwhile. */
function improve(design: Design, state: EstimateState, options: EstimateOptions): EstimateState {
  const affordable = options.draws ?? affordableDraws(design.rows);
  const draws = state.isRefining ? affordable : Math.min(affordable, Math.max(4, Math.ceil(affordable / 10)));
  const { score, information, model, effects } = slopeAt(design, state, options, draws);
  if (options.shouldStop?.()) return state;
  const trials = [...state.trials, { at: placeOf(state.variances), score }].slice(-4);
  const held = parameters.map((_, k) => isHeld(model, k, score, options.months));
  const variances = moveVariances(state.variances, newtonStep(information, trials, held));
  const place = placeOf(variances);
  const length = Math.max(...trials.at(-1)!.at.map((value, k) => Math.abs(place[k]! - value)));
  const isRefining = state.isRefining || length < refineBelow;
  return {
    variances,
    iteration: state.iteration + 1,
    isRefining,
    isConverged: draws === affordable && length < stillness,
    effects,
    trials: isRefining === state.isRefining ? trials : [],
  };
}

/**
 * Variance components by restricted maximum likelihood: the matching of insights 1.4 (each squared effect equals its
 * expectation, taken over draws with common random numbers), solved by Newton steps with the average information.
 * Stopped or out of iterations it returns where it stands, with `isConverged` false.
 */
export function estimateVariances(design: Design, options: EstimateOptions): EstimateState {
  const start = startVariances(design, options.months);
  const variances = floorVariances({ ...start, tenant: canEstimate(design, 'tenant') ? start.tenant : 0 });
  const fresh: EstimateState = { variances, iteration: 0, isRefining: false, isConverged: false, trials: [] };
  let state = options.from ? { ...options.from, isConverged: false } : fresh;
  // At exactly 0 the correlation's slope is not computed, so an earlier fit of independent months starts a little off it.
  const isAtZero = options.months === 'ar1' && state.variances.correlation === 0;
  if (isAtZero) state = { ...state, variances: { ...state.variances, correlation: 0.1 }, trials: [] };
  const last = state.iteration + (options.maxIterations ?? 40);
  while (!state.isConverged && state.iteration < last && !options.shouldStop?.()) {
    state = improve(design, state, options);
    options.onStep?.(state);
  }
  return state;
}
