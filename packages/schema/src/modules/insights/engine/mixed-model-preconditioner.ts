import { solveCholesky, type Square } from './linear-algebra/cholesky.ts';
import { factorPacked, packedLength, solvePacked } from './linear-algebra/packed-cholesky.ts';
import { factorCells, factorOrIdentity } from './mixed-model-cell-block.ts';
import { managersOfPoints } from './mixed-model-design.ts';
import type { MixedModelOperator } from './mixed-model-operator.ts';

/** An approximate inverse: writes M⁻¹r, M symmetric positive definite. */
export type Preconditioner = { apply(residual: Float64Array, out: Float64Array): void };

/** Runs of equal point inside a member's rows: point and ratings; reused for every member. */
type Runs = { point: number[]; count: number[] };

function readRuns(operator: MixedModelOperator, member: number, runs: Runs): void {
  const { memberStart, rowPoint, rowCount } = operator.design;
  runs.point.length = 0;
  runs.count.length = 0;
  for (let row = memberStart[member]!; row < memberStart[member + 1]!; row += 1) {
    const last = runs.point.length - 1;
    if (runs.point[last] === rowPoint[row]!) runs.count[last]! += rowCount[row]!;
    else {
      runs.point.push(rowPoint[row]!);
      runs.count.push(rowCount[row]!);
    }
  }
}

/** Position of element (i, j), i ≥ j, in a packed lower triangle. */
const packedAt = (i: number, j: number): number => (i * (i + 1)) / 2 + j;

/**
 * The equations as they would be if no member rated two managers and cells were balanced: a tree (society months, tenants,
 * managers with their months) that is factored exactly, and the cells as one dense block. What is left for the
 * iterations is the crossing.
 */
export class TreePreconditioner implements Preconditioner {
  readonly #operator: MixedModelOperator;
  readonly #pointManager: Int32Array;
  readonly #blockStart: Int32Array;
  readonly #blocks: Float32Array;
  readonly #tenantPivot: Float64Array;
  readonly #tenantMonth: Float64Array;
  readonly #monthFactor: Square;
  readonly #cellFactor: Square;
  readonly #scratch: Float64Array;
  readonly #upper: Float64Array;

  constructor(operator: MixedModelOperator) {
    this.#operator = operator;
    const { design } = operator;
    const months = design.months.length;
    this.#pointManager = managersOfPoints(design);
    this.#blockStart = new Int32Array(design.managers + 1);
    let widest = 0;
    for (let j = 0; j < design.managers; j += 1) {
      const width = design.pointStart[j + 1]! - design.pointStart[j]!;
      widest = Math.max(widest, width);
      this.#blockStart[j + 1] = this.#blockStart[j]! + packedLength(width + 1);
    }
    this.#blocks = new Float32Array(this.#blockStart[design.managers]!);
    this.#scratch = new Float64Array(widest + 1);
    this.#upper = new Float64Array(months);
    this.#tenantPivot = new Float64Array(design.tenants).fill(operator.penalties.tenant);
    this.#tenantMonth = new Float64Array(design.tenants * months);
    this.#fillBlocks();
    this.#monthFactor = this.#factorUpper();
    this.#cellFactor = factorCells(design, operator.penalties.member);
  }

  #fillBlocks(): void {
    const { design, penalties } = this.#operator;
    for (let p = 0; p < design.points; p += 1) this.#addToBlock(p, p, design.pointCount[p]!);
    const runs: Runs = { point: [], count: [] };
    for (let i = 0; i < design.members; i += 1) {
      readRuns(this.#operator, i, runs);
      this.#takeOutMember(runs, 1 / (design.memberCount[i]! + penalties.member));
    }
    for (let j = 0; j < design.managers; j += 1) this.#finishBlock(j);
  }

  #takeOutMember(runs: Runs, scale: number): void {
    for (let a = 0; a < runs.point.length; a += 1) {
      const count = runs.count[a]! * scale;
      for (let b = 0; b <= a; b += 1) this.#addToBlock(runs.point[a]!, runs.point[b]!, -count * runs.count[b]!);
    }
  }

  /** Adds to the data part of points p ≥ q; pairs of different managers are the crossing and are left out. */
  #addToBlock(p: number, q: number, value: number): void {
    const manager = this.#pointManager[p]!;
    if (this.#pointManager[q] !== manager) return;
    const first = this.#operator.design.pointStart[manager]!;
    this.#blocks[this.#blockStart[manager]! + packedAt(p - first + 1, q - first + 1)]! += value;
  }

  /** Adds the manager's own row (sums over months) and the prior to a block, then factors it in place. */
  #finishBlock(manager: number): void {
    const { design, penalties, priorDiagonal, priorNeighbour } = this.#operator;
    const first = design.pointStart[manager]!;
    const width = design.pointStart[manager + 1]! - first;
    const at = this.#blockStart[manager]!;
    const block = this.#blocks;
    for (let a = 1; a <= width; a += 1) {
      for (let b = 1; b <= a; b += 1) {
        const value = block[at + packedAt(a, b)]!;
        block[at + packedAt(a, 0)]! += value;
        if (b < a) block[at + packedAt(b, 0)]! += value;
        block[at]! += b < a ? 2 * value : value;
      }
    }
    block[at]! += penalties.manager;
    for (let a = 1; a <= width; a += 1) {
      block[at + packedAt(a, a)]! += priorDiagonal[first + a - 1]!;
      if (a > 1) block[at + packedAt(a, a - 1)]! += priorNeighbour[first + a - 2]!;
    }
    factorPacked(block, at, width + 1);
  }

  /** y = Q x for one manager's prior, x and y as (manager, months…). */
  #multiplyPrior(manager: number, x: Float64Array, y: Float64Array): void {
    const { design, penalties, priorDiagonal, priorNeighbour } = this.#operator;
    const first = design.pointStart[manager]!;
    const width = design.pointStart[manager + 1]! - first;
    y[0] = penalties.manager * x[0]!;
    for (let a = 1; a <= width; a += 1) {
      let sum = priorDiagonal[first + a - 1]! * x[a]!;
      if (a > 1) sum += priorNeighbour[first + a - 2]! * x[a - 1]!;
      if (a < width) sum += priorNeighbour[first + a - 1]! * x[a + 1]!;
      y[a] = sum;
    }
  }

  /** Schur complement on months and tenants, Σ (Q − Q R⁻¹ Q) per manager; factors it, tenants first. */
  #factorUpper(): Square {
    const { design } = this.#operator;
    const months = design.months.length;
    const upper = new Float64Array(months * months);
    for (let j = 0; j < design.managers; j += 1) this.#addSchur(j, upper);
    for (let k = 0; k < design.tenants; k += 1) {
      const row = k * months;
      for (let s = 0; s < months; s += 1) {
        const scaled = this.#tenantMonth[row + s]! / this.#tenantPivot[k]!;
        for (let t = 0; t < months; t += 1) upper[s * months + t]! -= scaled * this.#tenantMonth[row + t]!;
      }
    }
    return factorOrIdentity(upper, months);
  }

  #addSchur(manager: number, upper: Float64Array): void {
    const { design } = this.#operator;
    const first = design.pointStart[manager]!;
    const width = design.pointStart[manager + 1]! - first;
    if (width === 0) return;
    const months = design.months.length;
    const tenant = design.managerTenant[manager]!;
    const unit = new Float64Array(width + 1);
    const prior = new Float64Array(width + 1);
    const solved = new Float64Array(width + 1);
    for (let b = 0; b <= width; b += 1) {
      unit.fill(0);
      unit[b] = 1;
      this.#multiplyPrior(manager, unit, prior);
      solved.set(prior);
      solvePacked(this.#blocks, this.#blockStart[manager]!, width + 1, solved);
      this.#multiplyPrior(manager, solved, unit);
      for (let a = 0; a <= width; a += 1) {
        const value = prior[a]! - unit[a]!;
        if (a === 0 && b === 0) this.#tenantPivot[tenant]! += value;
        else if (a === 0) this.#tenantMonth[tenant * months + design.pointMonth[first + b - 1]!]! += value;
        else if (b > 0) upper[design.pointMonth[first + a - 1]! * months + design.pointMonth[first + b - 1]!]! += value;
      }
    }
  }

  apply(residual: Float64Array, out: Float64Array): void {
    this.#solveBlocks(residual, out);
    this.#solveUpper(residual, out);
    this.#spreadUpper(out);
    this.#solveCells(residual, out);
  }

  /** out = R⁻¹ r per manager. */
  #solveBlocks(residual: Float64Array, out: Float64Array): void {
    const { design, layout } = this.#operator;
    const z = this.#scratch;
    for (let j = 0; j < design.managers; j += 1) {
      const from = layout.point + design.pointStart[j]!;
      const width = design.pointStart[j + 1]! - design.pointStart[j]!;
      z[0] = residual[layout.manager + j]!;
      for (let a = 0; a < width; a += 1) z[a + 1] = residual[from + a]!;
      solvePacked(this.#blocks, this.#blockStart[j]!, width + 1, z);
      out[layout.manager + j] = z[0]!;
      for (let a = 0; a < width; a += 1) out[from + a] = z[a + 1]!;
    }
  }

  /** Months and tenants, after what the managers already explain. */
  #solveUpper(residual: Float64Array, out: Float64Array): void {
    const { design, layout, penalties, priorDiagonal, priorNeighbour } = this.#operator;
    const months = design.months.length;
    const month = this.#upper;
    for (let t = 0; t < months; t += 1) month[t] = residual[t]!;
    for (let k = layout.tenant; k < layout.manager; k += 1) out[k] = residual[k]!;
    for (let j = 0; j < design.managers; j += 1) {
      const tenant = layout.tenant + design.managerTenant[j]!;
      out[tenant]! -= residual[layout.manager + j]! - penalties.manager * out[layout.manager + j]!;
      const start = design.pointStart[j]!;
      for (let p = start; p < design.pointStart[j + 1]!; p += 1) {
        const at = layout.point + p;
        let prior = priorDiagonal[p]! * out[at]!;
        if (priorNeighbour[p] !== 0) prior += priorNeighbour[p]! * out[at + 1]!;
        if (p > start) prior += priorNeighbour[p - 1]! * out[at - 1]!;
        month[design.pointMonth[p]!]! -= residual[at]! - prior;
      }
    }
    this.#solveArrow(out);
  }

  #solveArrow(out: Float64Array): void {
    const { design, layout, isFixedHeld } = this.#operator;
    const months = design.months.length;
    const month = this.#upper;
    for (let k = 0; k < design.tenants; k += 1) {
      const scaled = out[layout.tenant + k]! / this.#tenantPivot[k]!;
      for (let t = 0; t < months; t += 1) month[t]! -= scaled * this.#tenantMonth[k * months + t]!;
    }
    if (isFixedHeld) month.fill(0);
    else solveCholesky(this.#monthFactor, months, month);
    for (let t = 0; t < months; t += 1) out[t] = month[t]!;
    for (let k = 0; k < design.tenants; k += 1) {
      let sum = out[layout.tenant + k]!;
      for (let t = 0; t < months; t += 1) sum -= this.#tenantMonth[k * months + t]! * month[t]!;
      out[layout.tenant + k] = sum / this.#tenantPivot[k]!;
    }
  }

  /** z += R⁻¹ Q x − x, where x carries the month and tenant effects down to each manager. */
  #spreadUpper(out: Float64Array): void {
    const { design, layout } = this.#operator;
    const x = new Float64Array(this.#scratch.length);
    const z = this.#scratch;
    for (let j = 0; j < design.managers; j += 1) {
      const start = design.pointStart[j]!;
      const width = design.pointStart[j + 1]! - start;
      x[0] = out[layout.tenant + design.managerTenant[j]!]!;
      for (let a = 0; a < width; a += 1) x[a + 1] = out[design.pointMonth[start + a]!]!;
      this.#multiplyPrior(j, x, z);
      solvePacked(this.#blocks, this.#blockStart[j]!, width + 1, z);
      out[layout.manager + j]! += z[0]! - x[0];
      for (let a = 0; a < width; a += 1) out[layout.point + start + a]! += z[a + 1]! - x[a + 1]!;
    }
  }

  #solveCells(residual: Float64Array, out: Float64Array): void {
    const { layout, isFixedHeld } = this.#operator;
    const block = residual.slice(layout.cell, layout.tenant);
    if (!isFixedHeld) solveCholesky(this.#cellFactor, block.length, block);
    out.set(block, layout.cell);
  }
}
