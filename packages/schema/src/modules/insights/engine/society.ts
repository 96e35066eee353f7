import { normalCdf } from './distributions/normal.ts';
import { cellDeviations } from './state-explain.ts';
import { exactError } from './state-error.ts';
import type { MixedModel, Solution } from './mixed-model-solve.ts';
import type { Variances } from './mixed-model-variance.ts';

/** The society beside which every manager is read; all in points of the 0-100 scale. */
export type Society = {
  /** Month numbers that occur, rising. */
  months: number[];
  /** Expected rating in each month at the society's topic mix. */
  state: number[];
  /** state of a month less that of the one before it in `months`, and its standard error. */
  change: { delta: number; se: number }[];
  /** Share of each occurring cell, and its effect less the mean of the mix. */
  cells: { cell: number; share: number; effect: number }[];
};

/** The society's line (insights 1.2, Δ_soc) and mix at a solution. */
export function describeSociety(model: MixedModel, solution: Solution): Society {
  const { design } = model;
  const state = design.months.map((_, t) => design.offset + solution.effects[t]!);
  const change = state.slice(1).map((level, t) => ({
    delta: level - state[t]!,
    se: exactError(model, { at: [t + 1, t], weight: [1, -1] }),
  }));
  const deviations = cellDeviations(model, solution.effects);
  const cells = design.cells.map((cell, c) => ({ cell, share: design.cellShare[c]!, effect: deviations[c]! }));
  return { months: design.months, state, change, cells };
}

/** Fixed effects as treatment contrasts (first month and first cell dropped), named as R names them. */
export function treatmentContrasts(model: MixedModel, solution: Solution): Record<string, number> {
  const { design } = model;
  const deviations = cellDeviations(model, solution.effects);
  const first = solution.effects[0] ?? 0;
  const contrasts: Record<string, number> = { '(Intercept)': design.offset + first + (deviations[0] ?? 0) };
  design.months.slice(1).forEach((month, t) => (contrasts[`m${month}`] = solution.effects[t + 1]! - first));
  design.cells.slice(1).forEach((cell, c) => (contrasts[`c${cell}`] = deviations[c + 1]! - deviations[0]!));
  return contrasts;
}

/**
 * Fifth of the society, 1 (lowest) to 5, in which a deviation from the society's level lies: Φ of the deviation over the
 * spread of managers, √(σT² + σV² + σW²), cut in five. Coarse on purpose; a percentile would claim more than is known.
 */
export function fifthOf(deviation: number, variances: Variances): 1 | 2 | 3 | 4 | 5 {
  const spread = Math.sqrt(variances.tenant + variances.manager + variances.managerMonth);
  const share = normalCdf(deviation / spread);
  const cuts = [0.2, 0.4, 0.6, 0.8].filter((cut) => share >= cut).length;
  return ([1, 2, 3, 4, 5] as const)[cuts] ?? 5;
}
