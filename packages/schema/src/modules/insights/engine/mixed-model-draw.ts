import type { MixedModel } from './mixed-model-solve.ts';
import { createRandom } from './random.ts';

/** One draw from the priors: the effects b*, and the row means y* = Zb* + e* they give. */
export type Draw = { effects: Float64Array; members: Float64Array; values: Float64Array };

/**
 * Draws effects and ratings of the model at its variances; fixed effects are 0, which loses nothing since all that is
 * done with draws is free of them. Equal seed and stream use equal normals whatever the variances (common random
 * numbers), so that functions of the variances computed from draws are smooth.
 */
export function drawFromPrior(model: MixedModel, seed: number, stream: number): Draw {
  const { design, variances, operator } = model;
  const random = createRandom(seed, stream);
  const effects = new Float64Array(operator.layout.size);
  const fill = (from: number, to: number, variance: number) => {
    const deviation = Math.sqrt(variance);
    for (let at = from; at < to; at += 1) effects[at] = deviation * random.normal();
  };
  fill(operator.layout.tenant, operator.layout.manager, variances.tenant);
  fill(operator.layout.manager, operator.layout.point, variances.manager);
  fill(operator.layout.point, operator.layout.size, variances.managerMonth);
  chainMonths(model, effects);
  const members = Float64Array.from(design.memberCount, () => Math.sqrt(variances.member) * random.normal());
  const values = new Float64Array(design.rows);
  operator.fitRows(effects, values);
  addNoise(model, members, values, () => random.normal());
  return { effects, members, values };
}

/** Turns independent normals of each manager's months into the autoregressive series. */
function chainMonths(model: MixedModel, effects: Float64Array): void {
  const { design, variances, operator } = model;
  if (variances.correlation === 0) return;
  for (let j = 0; j < design.managers; j += 1) {
    for (let p = design.pointStart[j]! + 1; p < design.pointStart[j + 1]!; p += 1) {
      const at = operator.layout.point + p;
      const decay = variances.correlation ** monthsBetween(model, p);
      effects[at] = decay * effects[at - 1]! + Math.sqrt(1 - decay * decay) * effects[at]!;
    }
  }
}

/** Months from the point before p to p. */
export function monthsBetween(model: MixedModel, p: number): number {
  const { months, pointMonth } = model.design;
  return months[pointMonth[p]!]! - months[pointMonth[p - 1]!]!;
}

function addNoise(model: MixedModel, members: Float64Array, values: Float64Array, normal: () => number): void {
  const { memberStart, rowCount, members: count } = model.design;
  const deviation = Math.sqrt(model.variances.residual);
  for (let i = 0; i < count; i += 1) {
    for (let row = memberStart[i]!; row < memberStart[i + 1]!; row += 1) {
      values[row]! += members[i]! + (deviation / Math.sqrt(rowCount[row]!)) * normal();
    }
  }
}

/** How many draws a design can afford: about one and a half million row visits, between 4 and 200. */
export function affordableDraws(rows: number): number {
  return Math.min(200, Math.max(4, Math.round(1.5e6 / Math.max(1, rows))));
}

/** Prior errors b* − b̂* of one draw, in the operator's layout; `start` warms the solve. */
export function drawError(model: MixedModel, seed: number, stream: number, tolerance: number): Float64Array {
  const draw = drawFromPrior(model, seed, stream);
  const { effects } = model.solve(draw.values, { tolerance });
  for (let at = 0; at < effects.length; at += 1) effects[at] = draw.effects[at]! - effects[at]!;
  return effects;
}
