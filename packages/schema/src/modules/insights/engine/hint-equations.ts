/**
 * Mixed-model equations of hints, with managers eliminated.
 *
 * Columns are hints, then the hint × cell combinations of hints used in several cells, each scaled by its relative standard
 * deviation θ = √(variance/σ²); u are the spherical effects, b = θu. Every session loads on one hint, one manager, and one
 * combination where there is one. The block of managers is diagonal, so it is eliminated exactly:
 *
 *     C = ΛZ'ZΛ + I − (ΛZ'Mθ)(θM'Mθ + I)⁻¹(θM'ZΛ)          and the same for the right-hand sides of 1 and y
 */
import { factorCholesky, logDeterminant, solveCholesky, type Square } from './linear-algebra/cholesky.ts';

/** One session with a hint; ids are positions from 0. Sessions without cells leave it out. */
export interface HintSession {
  readonly hint: number;
  readonly manager: number;
  readonly uplift: number;
  readonly cell?: number;
}

/** A hint in one of the several cells it was used in: its column follows those of the hints. */
export interface HintCell {
  readonly hint: number;
  readonly cell: number;
}

/** Everything the equations need of the sessions. */
export interface HintSums {
  readonly n: number;
  readonly hints: number;
  readonly reused: readonly HintCell[];
  readonly total: number;
  readonly squares: number;
  /** Sessions and uplift of each column. */
  readonly count: Float64Array;
  readonly sum: Float64Array;
  readonly managerCount: Float64Array;
  readonly managerSum: Float64Array;
  /** For each manager, its columns and how many sessions each. */
  readonly shared: readonly ReadonlyMap<number, number>[];
}

/** Relative standard deviations √(variance/σ²). */
export interface HintTheta {
  readonly hint: number;
  readonly hintCell: number;
  readonly manager: number;
}

/** The reduced equations, factorised: log|C| of all effects, and the products with 1 and y that remain. */
export interface HintEquations {
  readonly lower: Square;
  readonly logDet: number;
  readonly ones: Float64Array;
  readonly values: Float64Array;
  readonly onesOnes: number;
  readonly onesValues: number;
  readonly valuesValues: number;
}

/** Adds up the sessions. */
export function sumSessions(sessions: readonly HintSession[]): HintSums {
  const hints = sessions.reduce((most, { hint }) => Math.max(most, hint + 1), 0);
  const managers = sessions.reduce((most, { manager }) => Math.max(most, manager + 1), 0);
  const { reused, columnOf } = reusedCells(sessions, hints);
  const [count, sum] = [new Float64Array(hints + reused.length), new Float64Array(hints + reused.length)];
  const [managerCount, managerSum] = [new Float64Array(managers), new Float64Array(managers)];
  const shared = Array.from({ length: managers }, () => new Map<number, number>());
  let [total, squares] = [0, 0];
  for (const session of sessions) {
    const { manager, uplift } = session;
    for (const column of columnOf(session)) {
      count[column]! += 1;
      sum[column]! += uplift;
      shared[manager]!.set(column, (shared[manager]!.get(column) ?? 0) + 1);
    }
    managerCount[manager]! += 1;
    managerSum[manager]! += uplift;
    total += uplift;
    squares += uplift * uplift;
  }
  return { n: sessions.length, hints, reused, total, squares, count, sum, managerCount, managerSum, shared };
}

/** Builds and factorises the reduced equations. Throws a RangeError when they are not positive definite. */
export function reduceEquations(sums: HintSums, theta: HintTheta): HintEquations {
  const columns = sums.count.length;
  const scale = Float64Array.from({ length: columns }, (_, column) =>
    column < sums.hints ? theta.hint : theta.hintCell,
  );
  const matrix = startMatrix(sums, scale);
  const ones = sums.count.map((count, column) => scale[column]! * count);
  const values = sums.sum.map((sum, column) => scale[column]! * sum);
  let [onesOnes, onesValues, valuesValues, logDet] = [sums.n, sums.total, sums.squares, 0];
  for (let manager = 0; manager < sums.shared.length; manager += 1) {
    const count = theta.manager * sums.managerCount[manager]!;
    const sum = theta.manager * sums.managerSum[manager]!;
    const diagonal = theta.manager * count + 1;
    logDet += Math.log(diagonal);
    onesOnes -= (count * count) / diagonal;
    onesValues -= (count * sum) / diagonal;
    valuesValues -= (sum * sum) / diagonal;
    for (const [column, own] of sums.shared[manager]!) {
      const coupling = (theta.manager * scale[column]! * own) / diagonal;
      ones[column]! -= coupling * count;
      values[column]! -= coupling * sum;
      for (const [other, theirs] of sums.shared[manager]!)
        matrix[column * columns + other]! -= coupling * theta.manager * scale[other]! * theirs;
    }
  }
  const lower = factorCholesky(matrix, columns);
  if (lower === undefined) throw new RangeError('the hint equations are not positive definite');
  return { lower, logDet: logDet + logDeterminant(lower, columns), ones, values, onesOnes, onesValues, valuesValues };
}

/** Generalised least squares for the intercept at σ² = 1: 1'V⁻¹1, the intercept, and y'Py. */
export function profileIntercept(equations: HintEquations): { onesOnes: number; intercept: number; residual: number } {
  const { lower, ones, values } = equations;
  const solvedOnes = solveCholesky(lower, ones.length, ones.slice());
  const solvedValues = solveCholesky(lower, ones.length, values.slice());
  let { onesOnes, onesValues, valuesValues } = equations;
  for (let column = 0; column < ones.length; column += 1) {
    onesOnes -= ones[column]! * solvedOnes[column]!;
    onesValues -= values[column]! * solvedOnes[column]!;
    valuesValues -= values[column]! * solvedValues[column]!;
  }
  return { onesOnes, intercept: onesValues / onesOnes, residual: valuesValues - onesValues ** 2 / onesOnes };
}

/** ΛZ'ZΛ + I before managers go: diagonal, except that a combination's sessions are also its hint's. */
function startMatrix({ hints, reused, count }: HintSums, scale: Float64Array): Square {
  const columns = count.length;
  const matrix = new Float64Array(columns * columns);
  for (let column = 0; column < columns; column += 1)
    matrix[column * (columns + 1)] = scale[column]! ** 2 * count[column]! + 1;
  reused.forEach(({ hint }, at) => {
    const column = hints + at;
    const cross = scale[hint]! * scale[column]! * count[column]!;
    matrix[column * columns + hint]! += cross;
    matrix[hint * columns + column]! += cross;
  });
  return matrix;
}

function reusedCells(
  sessions: readonly HintSession[],
  hints: number,
): { reused: HintCell[]; columnOf: (session: HintSession) => number[] } {
  const cells = Array.from({ length: hints }, () => new Set<number>());
  for (const { hint, cell } of sessions) if (cell !== undefined) cells[hint]!.add(cell);
  const reused = cells.flatMap((own, hint) => (own.size > 1 ? [...own].map((cell) => ({ hint, cell })) : []));
  const position = new Map(reused.map(({ hint, cell }, at) => [`${hint}/${cell}`, hints + at]));
  const columnOf = ({ hint, cell }: HintSession): number[] => {
    const combination = position.get(`${hint}/${cell}`);
    return combination === undefined ? [hint] : [hint, combination];
  };
  return { reused, columnOf };
}
