import { managersOfPoints, type Design } from './mixed-model-design.ts';
import { residualsOf } from './mixed-model-score.ts';
import type { MixedModel, Solution } from './mixed-model-solve.ts';
import { pointsInWindow, type Window } from './state-functional.ts';

/**
 * The exact explanation of a state (insights 1.2), all in points of the 0-100 scale:
 * rawMean − memberTendency − topicMix − unexplained = state.
 */
export type Explanation = { rawMean: number; memberTendency: number; topicMix: number; unexplained: number };

/** Sums over the ratings of each point, from which the explanation of any window follows. */
export type PointSums = { rating: Float64Array; member: Float64Array; cell: Float64Array; residual: Float64Array };

/** Cell effects less the society's mix, by position in `design.cells`. */
export function cellDeviations(model: MixedModel, effects: Float64Array): Float64Array {
  const { design, operator } = model;
  const values = Float64Array.from(design.cells, (_, c) => (c === 0 ? 0 : effects[operator.layout.cell + c - 1]!));
  const mean = values.reduce((sum, value, c) => sum + value * design.cellShare[c]!, 0);
  return values.map((value) => value - mean);
}

/** One pass over the rows. */
export function sumByPoint(model: MixedModel, solution: Solution): PointSums {
  const { design } = model;
  const blank = () => new Float64Array(design.points);
  const sums: PointSums = { rating: blank(), member: blank(), cell: blank(), residual: blank() };
  const residual = residualsOf(model, design.rowMean, solution);
  const cells = cellDeviations(model, solution.effects);
  for (let i = 0; i < design.members; i += 1) {
    for (let row = design.memberStart[i]!; row < design.memberStart[i + 1]!; row += 1) {
      const point = design.rowPoint[row]!;
      const count = design.rowCount[row]!;
      sums.rating[point]! += count * (design.rowMean[row]! + design.offset);
      sums.member[point]! += count * solution.members[i]!;
      sums.cell[point]! += count * cells[design.rowCell[row]!]!;
      sums.residual[point]! += count * residual[row]!;
    }
  }
  return sums;
}

/** Explanation of one manager's window, or undefined without ratings in it. */
export function explainState(
  design: Design,
  sums: PointSums,
  manager: number,
  window: Window,
): Explanation | undefined {
  const points = pointsInWindow(design, manager, window);
  const total = points.reduce((sum, p) => sum + design.pointCount[p]!, 0);
  if (total === 0) return undefined;
  const mean = (values: Float64Array) => points.reduce((sum, p) => sum + values[p]!, 0) / total;
  return {
    rawMean: mean(sums.rating),
    memberTendency: mean(sums.member),
    topicMix: mean(sums.cell),
    unexplained: mean(sums.residual),
  };
}

/** Distinct members who rated each manager in a window. */
export function countRaters(design: Design, window: Window): Int32Array {
  const raters = new Int32Array(design.managers);
  const managerOf = managersOfPoints(design);
  for (let i = 0; i < design.members; i += 1) {
    let last = -1;
    for (let row = design.memberStart[i]!; row < design.memberStart[i + 1]!; row += 1) {
      const point = design.rowPoint[row]!;
      const month = design.months[design.pointMonth[point]!]!;
      if (month < window.first || month > window.last || managerOf[point] === last) continue;
      last = managerOf[point]!;
      raters[last]! += 1;
    }
  }
  return raters;
}
