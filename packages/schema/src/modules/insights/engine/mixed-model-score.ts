import { monthsBetween } from './mixed-model-draw.ts';
import type { MixedModel, Solution } from './mixed-model-solve.ts';

/** Effects in the layout of the operator, and those of the members; planted or estimated. */
export type Effects = Pick<Solution, 'effects' | 'members'>;

/** Parameters in the order of every vector and matrix of the estimation; the last is the months' correlation. */
export const parameters = ['tenant', 'manager', 'managerMonth', 'member', 'residual', 'correlation'] as const;

/**
 * θ_k · y'P V_k P y for each parameter of insights 1.4: squared effects over their variance, b'R⁻¹b/σ_k², squared
 * residuals over σ², and for the correlation ρ the derivative of the months' covariance times (1 − ρ²), which is the
 * chain rule of atanh ρ. REML sets each equal to its expectation.
 */
export function quadraticForms(
  model: MixedModel,
  values: Float64Array,
  solution: Effects,
  within: number,
): Float64Array {
  const { variances, operator } = model;
  const { layout } = operator;
  const { effects, members } = solution;
  const pull = pullOfMonths(model, effects);
  const months = effects.subarray(layout.point);
  return Float64Array.of(
    sumSquares(effects, layout.tenant, layout.manager) / variances.tenant,
    sumSquares(effects, layout.manager, layout.point) / variances.manager,
    innerProduct(months, pull),
    sumSquares(members, 0, members.length) / variances.member,
    (squaresBetween(model, values, solution) + within) / variances.residual,
    variances.correlation === 0
      ? 0
      : (1 - variances.correlation ** 2) * innerProduct(pull, slopeOfCovariance(model, pull)),
  );
}

function sumSquares(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at += 1) sum += values[at]! * values[at]!;
  return sum;
}

function innerProduct(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += a[at]! * b[at]!;
  return sum;
}

/** Prior precision of the points times their effects: Z_w'Py. */
export function pullOfMonths(model: MixedModel, effects: Float64Array): Float64Array {
  const { design, operator, variances } = model;
  const pull = new Float64Array(design.points);
  for (let p = 0; p < design.points; p += 1) {
    const at = operator.layout.point + p;
    pull[p]! += (operator.priorDiagonal[p]! / variances.residual) * effects[at]!;
    const neighbour = operator.priorNeighbour[p]! / variances.residual;
    if (neighbour !== 0) {
      pull[p]! += neighbour * effects[at + 1]!;
      pull[p + 1]! += neighbour * effects[at]!;
    }
  }
  return pull;
}

/** (dΣ/dρ) g for the months of every manager: entries σ² |t − t'| ρ^(|t − t'| − 1). */
export function slopeOfCovariance(model: MixedModel, g: Float64Array): Float64Array {
  const { design, variances } = model;
  const slope = new Float64Array(design.points);
  for (let j = 0; j < design.managers; j += 1) {
    for (let p = design.pointStart[j]!; p < design.pointStart[j + 1]!; p += 1) {
      let distance = 0;
      for (let q = p + 1; q < design.pointStart[j + 1]!; q += 1) {
        distance += monthsBetween(model, q);
        const entry = variances.managerMonth * distance * variances.correlation ** (distance - 1);
        slope[p]! += entry * g[q]!;
        slope[q]! += entry * g[p]!;
      }
    }
  }
  return slope;
}

/** Each row's residual: its value less every effect. */
export function residualsOf(model: MixedModel, values: Float64Array, solution: Effects): Float64Array {
  const { design, operator } = model;
  const rest = new Float64Array(design.rows);
  operator.fitRows(solution.effects, rest);
  for (let i = 0; i < design.members; i += 1) {
    for (let row = design.memberStart[i]!; row < design.memberStart[i + 1]!; row += 1) {
      rest[row] = values[row]! - rest[row]! - solution.members[i]!;
    }
  }
  return rest;
}

function squaresBetween(model: MixedModel, values: Float64Array, solution: Effects): number {
  const rest = residualsOf(model, values, solution);
  let sum = 0;
  for (let row = 0; row < rest.length; row += 1) sum += model.design.rowCount[row]! * rest[row]! * rest[row]!;
  return sum;
}
