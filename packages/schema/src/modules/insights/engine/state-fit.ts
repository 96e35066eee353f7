import { buildDesign, type Design, type RowFilter } from './mixed-model-design.ts';
import { estimateVariances, type EstimateOptions, type EstimateState } from './mixed-model-estimate.ts';
import { layoutOf } from './mixed-model-layout.ts';
import { MixedModel, type Solution, type SolveOptions } from './mixed-model-solve.ts';
import type { RatingTable } from './mixed-model-table.ts';
import type { Variances } from './mixed-model-variance.ts';

/** A fitted state model. */
export type StateFit = {
  table: RatingTable;
  model: MixedModel;
  solution: Solution;
  estimate: EstimateState | undefined;
};

/** How to fit: variances given or estimated, and how precisely to solve. */
export type FitOptions = SolveOptions & { variances?: Variances | undefined; estimate?: EstimateOptions };

/** Fits all ratings of a table. */
export function fitState(table: RatingTable, options: FitOptions): StateFit {
  const design = buildDesign(table);
  const estimate = options.variances
    ? undefined
    : estimateVariances(design, options.estimate ?? { months: 'ar1', seed: 1 });
  const model = new MixedModel(design, options.variances ?? estimate!.variances);
  return { table, model, solution: model.solve(design.rowMean, options), estimate };
}

/** Effect of a cell number against the first cell of a design; 0 for a cell it does not know. */
function cellEffect(design: Design, effects: Float64Array, cell: number): number {
  const c = design.cells.indexOf(cell);
  return c > 0 ? effects[layoutOf(design).cell + c - 1]! : 0;
}

/** Position of a month, or of the latest month before it, or 0. */
function nearestMonth(design: Design, month: number): number {
  const after = design.months.findIndex((known) => known > month);
  return Math.max(0, (after < 0 ? design.months.length : after) - 1);
}

/**
 * Carries effects from one design to another of the same table so that they say the same: levels keep their numbers,
 * months, cells and points are matched by what they are. A month that is new takes the level of the month before it;
 * other new effects are 0. Months take up the difference between the two designs' mean rating and cell mix.
 */
export function carryEffects(from: Design, effects: Float64Array, to: Design): Float64Array {
  const a = layoutOf(from);
  const b = layoutOf(to);
  const carried = new Float64Array(b.size);
  const effectOf = (cell: number) => cellEffect(from, effects, cell);
  const mixOf = (design: Design) =>
    design.cells.reduce((sum, cell, c) => sum + design.cellShare[c]! * effectOf(cell), 0);
  const shift = from.offset - to.offset + mixOf(to) - mixOf(from);
  to.months.forEach((month, t) => (carried[t] = effects[nearestMonth(from, month)]! + shift));
  to.cells.slice(1).forEach((cell, c) => (carried[b.cell + c] = effectOf(cell) - effectOf(to.cells[0]!)));
  carried.set(effects.subarray(a.tenant, a.manager), b.tenant);
  carried.set(effects.subarray(a.manager, a.point), b.manager);
  carryPoints(from, effects.subarray(a.point), to, carried.subarray(b.point));
  return carried;
}

function carryPoints(from: Design, effects: Float64Array, to: Design, carried: Float64Array): void {
  for (let j = 0; j < Math.min(from.managers, to.managers); j += 1) {
    let q = from.pointStart[j]!;
    for (let p = to.pointStart[j]!; p < to.pointStart[j + 1]!; p += 1) {
      const month = to.months[to.pointMonth[p]!]!;
      while (q < from.pointStart[j + 1]! && from.months[from.pointMonth[q]!]! < month) q += 1;
      if (q < from.pointStart[j + 1]! && from.months[from.pointMonth[q]!] === month) carried[p] = effects[q]!;
    }
  }
}

/**
 * Fits the table again after ratings were added, changed or deleted, starting from the earlier solution; at equal
 * tolerance the result is what a fresh fit gives.
 */
export function refitState(earlier: StateFit, options: SolveOptions = {}): StateFit {
  earlier.model.rest();
  const design = buildDesign(earlier.table);
  const model = new MixedModel(design, earlier.model.variances);
  const start = carryEffects(earlier.model.design, earlier.solution.effects, design);
  return { ...earlier, model, solution: model.solve(design.rowMean, { ...options, start }) };
}

/**
 * Solves one tenant alone with the society's month and cell effects frozen as they were fitted. Effects of the result
 * lie in the layout of the returned model, month and cell effects included; other tenants' are 0.
 */
export function refitTenant(earlier: StateFit, tenant: number, options: SolveOptions = {}): StateFit {
  const { table } = earlier;
  const isOwn: RowFilter = (row) => table.managerTenant[table.manager[row]!] === tenant;
  const design = buildDesign(table, isOwn, earlier.model.design);
  const model = new MixedModel(design, earlier.model.variances, true);
  const carried = carryEffects(earlier.model.design, earlier.solution.effects, design);
  const { tenant: random, size } = model.operator.layout;
  const values = new Float64Array(design.rows);
  model.operator.fitRows(carried.slice().fill(0, random, size), values);
  for (let row = 0; row < design.rows; row += 1) values[row] = design.rowMean[row]! - values[row]!;
  const solution = model.solve(values, { ...options, start: carried.slice().fill(0, 0, random) });
  solution.effects.set(carried.subarray(0, random));
  return { ...earlier, model, solution };
}
