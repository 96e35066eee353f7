import { invertPositive } from './linear-algebra/cholesky.ts';
import { managersOfPoints } from './mixed-model-design.ts';
import type { MixedModel } from './mixed-model-solve.ts';

/** Responses of each topic; cell = topic · cellResponses + response. */
export const cellResponses = 6;
/** Topic × response cells: 8 topics of 6 responses each. */
export const cellCount = 8 * cellResponses;

/**
 * What one manager's sessions say about his cells (insights 3.1), on the cells he has sessions in only: Λ is 0 elsewhere.
 * `spread` is Λ⁻¹ and `mean` is Λ⁻¹η on these cells; both additive in the sessions before they are inverted.
 */
export type CellEvidence = { cells: number[]; spread: Float64Array; mean: Float64Array; members: number[] };

type Sums = { information: Float64Array; pull: Float64Array; members: Int32Array };

/** Count and residual sum per cell of one member with one manager. */
type Share = { count: Float64Array; sum: Float64Array; cells: Set<number> };

/** Adds one member's part: Λ += [diag(n) − κ n n']/σ², η += [s − κ n S]/σ², κ = σU²/(σ² + NσU²). */
function addMember(sums: Sums, share: Share, memberVariance: number, residual: number): void {
  let total = 0;
  let sum = 0;
  for (const c of share.cells) {
    total += share.count[c]!;
    sum += share.sum[c]!;
  }
  const kappa = memberVariance / (residual + total * memberVariance);
  for (const c of share.cells) {
    sums.members[c]! += 1;
    sums.pull[c]! += (share.sum[c]! - kappa * share.count[c]! * sum) / residual;
    sums.information[c * cellCount + c]! += share.count[c]! / residual;
    for (const d of share.cells)
      sums.information[c * cellCount + d]! -= (kappa * share.count[c]! * share.count[d]!) / residual;
  }
}

function clearShare(share: Share): void {
  for (const c of share.cells) share.count[c] = share.sum[c] = 0;
  share.cells.clear();
}

/** Λ⁻¹ and Λ⁻¹η on the observed cells; Λ is positive definite there since κN < 1. */
function condense(sums: Sums): CellEvidence {
  const cells: number[] = [];
  for (let c = 0; c < cellCount; c += 1) if (sums.members[c]! > 0) cells.push(c);
  const order = cells.length;
  const information = new Float64Array(order * order);
  cells.forEach((c, a) => cells.forEach((d, b) => (information[a * order + b] = sums.information[c * cellCount + d]!)));
  const spread = invertPositive(information, order);
  const mean = new Float64Array(order);
  for (let a = 0; a < order; a += 1) {
    for (let b = 0; b < order; b += 1) mean[a]! += spread[a * order + b]! * sums.pull[cells[b]!]!;
  }
  return { cells, spread, mean, members: cells.map((c) => sums.members[c]!) };
}

/** Residuals r0 = y − month − cell of the rows' means: what managers, months of managers and members are left to explain. */
export function residualsOfFixed(model: MixedModel, effects: Float64Array): Float64Array {
  const { design, operator } = model;
  const rest = new Float64Array(design.rows);
  operator.fitRows(effects.slice().fill(0, operator.layout.tenant), rest);
  for (let row = 0; row < design.rows; row += 1) rest[row] = design.rowMean[row]! - rest[row]!;
  return rest;
}

/** Row ranges [from, to) of one member with one manager, ordered by manager: range r of manager j for start[j] ≤ r < start[j + 1]. */
type Meetings = { from: Int32Array; to: Int32Array; start: Int32Array };

/** Calls back with every range of rows of one member with one manager, in the order of the rows. */
function eachMeeting(model: MixedModel, visit: (manager: number, from: number, to: number) => void): void {
  const { memberStart, members, rowPoint } = model.design;
  const managers = managersOfPoints(model.design);
  for (let i = 0; i < members; i += 1) {
    const end = memberStart[i + 1]!;
    let from = memberStart[i]!;
    for (let row = from + 1; row <= end; row += 1) {
      const manager = managers[rowPoint[from]!]!;
      if (row < end && managers[rowPoint[row]!] === manager) continue;
      visit(manager, from, row);
      from = row;
    }
  }
}

function sortMeetings(model: MixedModel): Meetings {
  const start = new Int32Array(model.design.managers + 1);
  eachMeeting(model, (manager) => (start[manager + 1]! += 1));
  for (let j = 0; j < model.design.managers; j += 1) start[j + 1]! += start[j]!;
  const next = start.slice();
  const from = new Int32Array(next.at(-1)!);
  const to = new Int32Array(from.length);
  eachMeeting(model, (manager, first, end) => {
    from[next[manager]!] = first;
    to[next[manager]!] = end;
    next[manager]! += 1;
  });
  return { from, to, start };
}

/** Evidence of every manager, members integrated out exactly; undefined for a manager without sessions. */
export function collectEvidence(model: MixedModel, residuals: Float64Array): (CellEvidence | undefined)[] {
  const { design, variances } = model;
  const meetings = sortMeetings(model);
  const share: Share = { count: new Float64Array(cellCount), sum: new Float64Array(cellCount), cells: new Set() };
  return Array.from({ length: design.managers }, (_, j) => {
    if (meetings.start[j] === meetings.start[j + 1]) return undefined;
    const sums: Sums = {
      information: new Float64Array(cellCount * cellCount),
      pull: new Float64Array(cellCount),
      members: new Int32Array(cellCount),
    };
    for (let meeting = meetings.start[j]!; meeting < meetings.start[j + 1]!; meeting += 1) {
      for (let row = meetings.from[meeting]!; row < meetings.to[meeting]!; row += 1) {
        const cell = design.cells[design.rowCell[row]!]!;
        share.cells.add(cell);
        share.count[cell]! += design.rowCount[row]!;
        share.sum[cell]! += design.rowCount[row]! * residuals[row]!;
      }
      addMember(sums, share, variances.member, variances.residual);
      clearShare(share);
    }
    return condense(sums);
  });
}
