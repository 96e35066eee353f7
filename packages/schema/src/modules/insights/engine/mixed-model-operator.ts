import type { Design } from './mixed-model-design.ts';
import { layoutOf, type Layout } from './mixed-model-layout.ts';
import { penaltiesOf, writeAutoregressivePrecision, type Penalties, type Variances } from './mixed-model-variance.ts';

/**
 * The mixed-model equations (Z'Z + D) b = Z'y of insights 1.1 with the members eliminated exactly. Nothing is stored but
 * the design: a product is one sequential pass over its rows. Not to be used by two runs at a time (it owns scratch).
 */
export class MixedModelOperator {
  readonly design: Design;
  readonly layout: Layout;
  readonly penalties: Penalties;
  /** Prior precision of the points, scaled by the residual variance: diagonal and upper neighbour. */
  readonly priorDiagonal: Float64Array;
  readonly priorNeighbour: Float64Array;
  /** When true, month and cell effects are held at 0 and only random effects are solved for. */
  readonly isFixedHeld: boolean;
  readonly #pointSum: Float64Array;
  readonly #cellValue: Float64Array;
  readonly #cellSum: Float64Array;
  readonly #eta: Float64Array;

  constructor(design: Design, variances: Variances, isFixedHeld = false) {
    this.design = design;
    this.layout = layoutOf(design);
    this.penalties = penaltiesOf(variances);
    this.isFixedHeld = isFixedHeld;
    this.priorDiagonal = new Float64Array(design.points);
    this.priorNeighbour = new Float64Array(design.points);
    this.#writePrior(variances.correlation);
    this.#pointSum = new Float64Array(design.points);
    this.#cellValue = new Float64Array(design.cells.length);
    this.#cellSum = new Float64Array(design.cells.length);
    this.#eta = new Float64Array(design.points);
  }

  #writePrior(correlation: number): void {
    const { pointStart, pointMonth, months, managers } = this.design;
    const monthOf = Float64Array.from(pointMonth, (position) => months[position]!);
    for (let j = 0; j < managers; j += 1) {
      const start = pointStart[j]!;
      const end = pointStart[j + 1]!;
      writeAutoregressivePrecision(monthOf, start, end, correlation, this.priorDiagonal, this.priorNeighbour);
    }
    for (let p = 0; p < this.design.points; p += 1) {
      this.priorDiagonal[p]! *= this.penalties.managerMonth;
      this.priorNeighbour[p]! *= this.penalties.managerMonth;
    }
  }

  /** out = S x for the reduced equations, S symmetric positive definite. */
  multiply(x: Float64Array, out: Float64Array): void {
    this.#spread(x);
    this.#passRows();
    this.#fold(out);
    this.#addPrior(x, out);
    if (this.isFixedHeld) out.set(x.subarray(0, this.layout.tenant));
  }

  /** Right-hand side of the reduced equations for one value per row (the row's mean). */
  rightHandSide(values: Float64Array, out: Float64Array): void {
    const { design } = this;
    this.#pointSum.fill(0);
    this.#cellSum.fill(0);
    for (let i = 0; i < design.members; i += 1) {
      const start = design.memberStart[i]!;
      const end = design.memberStart[i + 1]!;
      let sum = 0;
      for (let row = start; row < end; row += 1) sum += design.rowCount[row]! * values[row]!;
      const level = sum / (design.memberCount[i]! + this.penalties.member);
      for (let row = start; row < end; row += 1) {
        const rest = design.rowCount[row]! * (values[row]! - level);
        this.#pointSum[design.rowPoint[row]!]! += rest;
        this.#cellSum[design.rowCell[row]!]! += rest;
      }
    }
    this.#fold(out);
    if (this.isFixedHeld) out.fill(0, 0, this.layout.tenant);
  }

  /** Fitted value of each row without the member, from the other effects. */
  fitRows(x: Float64Array, out: Float64Array): void {
    const { design } = this;
    this.#spread(x);
    for (let row = 0; row < design.rows; row += 1) {
      out[row] = this.#eta[design.rowPoint[row]!]! + this.#cellValue[design.rowCell[row]!]!;
    }
  }

  /** Member effects that go with the other effects: the rest of each member's rows, shrunk. */
  fitMembers(values: Float64Array, fitted: Float64Array, out: Float64Array): void {
    const { design } = this;
    for (let i = 0; i < design.members; i += 1) {
      let sum = 0;
      const end = design.memberStart[i + 1]!;
      for (let row = design.memberStart[i]!; row < end; row += 1) {
        sum += design.rowCount[row]! * (values[row]! - fitted[row]!);
      }
      out[i] = sum / (design.memberCount[i]! + this.penalties.member);
    }
  }

  /** Turns unknowns into one value per point and per cell. */
  #spread(x: Float64Array): void {
    const { design, layout } = this;
    for (let j = 0; j < design.managers; j += 1) {
      const level = x[layout.manager + j]! + x[layout.tenant + design.managerTenant[j]!]!;
      for (let p = design.pointStart[j]!; p < design.pointStart[j + 1]!; p += 1) {
        this.#eta[p] = x[design.pointMonth[p]!]! + level + x[layout.point + p]!;
      }
    }
    let mean = 0;
    for (let c = 1; c < design.cells.length; c += 1) mean += design.cellShare[c]! * x[layout.cell + c - 1]!;
    for (let c = 0; c < design.cells.length; c += 1) {
      this.#cellValue[c] = (c === 0 ? 0 : x[layout.cell + c - 1]!) - mean;
    }
  }

  /** The only pass over the rows: residual sums by point and cell after each member's own level is taken out. */
  #passRows(): void {
    const { memberStart, memberCount, members, rowPoint, rowCell, rowCount } = this.design;
    const eta = this.#eta;
    const cellValue = this.#cellValue;
    const pointSum = this.#pointSum.fill(0);
    const cellSum = this.#cellSum.fill(0);
    const penalty = this.penalties.member;
    for (let i = 0; i < members; i += 1) {
      const start = memberStart[i]!;
      const end = memberStart[i + 1]!;
      let sum = 0;
      for (let row = start; row < end; row += 1) {
        sum += rowCount[row]! * (eta[rowPoint[row]!]! + cellValue[rowCell[row]!]!);
      }
      const level = sum / (memberCount[i]! + penalty);
      for (let row = start; row < end; row += 1) {
        const point = rowPoint[row]!;
        const cell = rowCell[row]!;
        const rest = rowCount[row]! * (eta[point]! + cellValue[cell]! - level);
        pointSum[point]! += rest;
        cellSum[cell]! += rest;
      }
    }
  }

  /** Adds the sums by point and cell up into every effect: the transpose of `#spread`. */
  #fold(out: Float64Array): void {
    const { design, layout } = this;
    out.fill(0);
    let total = 0;
    for (let j = 0; j < design.managers; j += 1) {
      let level = 0;
      for (let p = design.pointStart[j]!; p < design.pointStart[j + 1]!; p += 1) {
        const sum = this.#pointSum[p]!;
        out[layout.point + p] = sum;
        out[design.pointMonth[p]!]! += sum;
        level += sum;
      }
      out[layout.manager + j] = level;
      out[layout.tenant + design.managerTenant[j]!]! += level;
      total += level;
    }
    for (let c = 1; c < design.cells.length; c += 1) {
      out[layout.cell + c - 1] = this.#cellSum[c]! - design.cellShare[c]! * total;
    }
  }

  #addPrior(x: Float64Array, out: Float64Array): void {
    const { design, layout, penalties } = this;
    for (let k = layout.tenant; k < layout.manager; k += 1) out[k]! += penalties.tenant * x[k]!;
    for (let j = layout.manager; j < layout.point; j += 1) out[j]! += penalties.manager * x[j]!;
    for (let p = 0; p < design.points; p += 1) {
      const at = layout.point + p;
      out[at]! += this.priorDiagonal[p]! * x[at]!;
      const neighbour = this.priorNeighbour[p]!;
      // The last month of a manager has no neighbour: its entry is 0.
      if (neighbour !== 0) {
        out[at]! += neighbour * x[at + 1]!;
        out[at + 1]! += neighbour * x[at]!;
      }
    }
  }
}
