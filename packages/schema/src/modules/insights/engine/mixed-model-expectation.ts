import { drawFromPrior } from './mixed-model-draw.ts';
import { parameters, quadraticForms } from './mixed-model-score.ts';
import type { MixedModel } from './mixed-model-solve.ts';

/** Of the solves of draws: far below the sampling error of their number. */
const drawTolerance = 1e-4;

/** How expectations are drawn. */
export type ExpectationOptions = { seed: number; draws: number; shouldStop?: (() => boolean) | undefined };

/** Expectation of each quadratic form at the planted effects themselves: numbers of levels and of ratings. */
function plantedForms({ design }: MixedModel): number[] {
  return [design.tenants, design.managers, design.points, design.members, design.observations];
}

/**
 * Expectation of the quadratic forms of the estimates, over draws. What the drawn effects themselves lie above their own
 * known expectation is taken out in proportion r², r = share of the form that survives estimation: for a component with
 * reliability r this control leaves 1 − r² of the sampling variance.
 */
export function expectedForms(model: MixedModel, options: ExpectationOptions): Float64Array {
  const { design, variances } = model;
  const { draws } = options;
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
    // The error of x_at itself is of second order in the tolerance.
    model.solveReduced(unit, x, { tolerance: drawTolerance });
    sum += 1 - (model.variances.residual * x[at]!) / variance;
  }
  return sum;
}
