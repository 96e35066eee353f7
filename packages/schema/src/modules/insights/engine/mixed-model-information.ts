import { parameters, pullOfMonths, residualsOf, slopeOfCovariance } from './mixed-model-score.ts';
import type { MixedModel, Solution, SolveOptions } from './mixed-model-solve.ts';

/** Working variates θ_k V_k P y as one value per row; a function each, so that only one is in memory at a time. */
function workingVariates(model: MixedModel, solution: Solution): (() => Float64Array)[] {
  const { design, operator, variances } = model;
  const { layout } = operator;
  const blank = () => new Float64Array(layout.size);
  const ofEffects = (from: number, to: number) => () => {
    const effects = blank();
    effects.set(solution.effects.subarray(from, to), from);
    return rowsOf(model, effects);
  };
  return [
    ofEffects(layout.tenant, layout.manager),
    ofEffects(layout.manager, layout.point),
    ofEffects(layout.point, layout.size),
    () => {
      const rows = new Float64Array(design.rows);
      for (let i = 0; i < design.members; i += 1) {
        rows.fill(solution.members[i]!, design.memberStart[i], design.memberStart[i + 1]);
      }
      return rows;
    },
    () => residualsOf(model, design.rowMean, solution),
    () => {
      const effects = blank();
      const slope = slopeOfCovariance(model, pullOfMonths(model, solution.effects));
      for (let p = 0; p < design.points; p += 1)
        effects[layout.point + p] = (1 - variances.correlation ** 2) * slope[p]!;
      return rowsOf(model, effects);
    },
  ];
}

function rowsOf(model: MixedModel, effects: Float64Array): Float64Array {
  const rows = new Float64Array(model.design.rows);
  model.operator.fitRows(effects, rows);
  return rows;
}

/**
 * Average information of REML on the scale (ln σ_k², atanh ρ): ½ f_k'P f_l with f_k = θ_k V_k P y (Gilmour, Thompson and
 * Cullis 1995). One solve a parameter. Row after row, order 6.
 */
export function averageInformation(model: MixedModel, solution: Solution, options: SolveOptions): Float64Array {
  const { design, variances } = model;
  const order = parameters.length;
  const information = new Float64Array(order * order);
  const variates = workingVariates(model, solution);
  for (let l = 0; l < order; l += 1) {
    const right = variates[l]!();
    const projected = residualsOf(model, right, model.solve(right, options));
    for (let k = 0; k <= l; k += 1) {
      const left = k === l ? right : variates[k]!();
      let sum = 0;
      for (let row = 0; row < design.rows; row += 1) sum += design.rowCount[row]! * left[row]! * projected[row]!;
      information[k * order + l] = information[l * order + k] = sum / (2 * variances.residual);
    }
  }
  const residual = parameters.indexOf('residual');
  information[residual * order + residual]! += design.squaresWithin / (2 * variances.residual);
  return information;
}
