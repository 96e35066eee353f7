import { factorCholesky, type Square } from './linear-algebra/cholesky.ts';
import type { Design } from './mixed-model-design.ts';

/** Factor of the block of the cell effects, members taken out, in the order of the layout (without the first cell). */
export function factorCells(design: Design, memberPenalty: number): Square {
  const cells = design.cells.length;
  const cross = new Float64Array(cells * cells);
  const counts = new Float64Array(cells);
  for (let i = 0; i < design.members; i += 1) {
    counts.fill(0);
    for (let row = design.memberStart[i]!; row < design.memberStart[i + 1]!; row += 1) {
      counts[design.rowCell[row]!]! += design.rowCount[row]!;
    }
    addMember(cross, counts, 1 / (design.memberCount[i]! + memberPenalty));
  }
  return factorOrIdentity(centreCells(cross, cells, design.cellShare), Math.max(0, cells - 1));
}

/** cross += diag(n) − scale · n n' for one member's counts by cell. */
function addMember(cross: Float64Array, counts: Float64Array, scale: number): void {
  const cells = counts.length;
  for (let c = 0; c < cells; c += 1) {
    const count = counts[c]!;
    if (count === 0) continue;
    cross[c * cells + c]! += count;
    for (let d = 0; d < cells; d += 1) cross[c * cells + d]! -= scale * count * counts[d]!;
  }
}

/** Cholesky factor, or the identity for a singular block (a month without ratings): a valid, if poor, stand-in. */
export function factorOrIdentity(matrix: Square, order: number): Square {
  const factor = factorCholesky(matrix, order);
  if (factor !== undefined) return factor;
  const identity = new Float64Array(order * order);
  for (let i = 0; i < order; i += 1) identity[i * order + i] = 1;
  return identity;
}

/** Cross products of the cell columns less their society share, without the first cell. */
function centreCells(cross: Float64Array, cells: number, share: Float64Array): Square {
  const order = Math.max(0, cells - 1);
  const rowSum = new Float64Array(cells);
  let total = 0;
  for (let c = 0; c < cells; c += 1) {
    for (let d = 0; d < cells; d += 1) rowSum[c]! += cross[c * cells + d]!;
    total += rowSum[c]!;
  }
  const centred = new Float64Array(order * order);
  for (let c = 1; c < cells; c += 1) {
    for (let d = 1; d < cells; d += 1) {
      centred[(c - 1) * order + d - 1] =
        cross[c * cells + d]! - share[c]! * rowSum[d]! - share[d]! * rowSum[c]! + share[c]! * share[d]! * total;
    }
  }
  return centred;
}
