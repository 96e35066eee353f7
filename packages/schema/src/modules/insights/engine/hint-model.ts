/**
 * What a hint adds: a crossed random-effects model of the uplift of sessions in which the hint was shown beforehand.
 *
 *     uplift = a + hint_h + manager_m + e,   hint ~ N(0, σH²), manager ~ N(0, σM²), e ~ N(0, σ²)
 *
 * Uplift is the rating minus everything the state model expects of this session (points of 0-100). With θ² = variance / σ²
 * and spherical effects u (b = θu) the mixed-model equations are (ΛZ'ZΛ + I)u + ΛZ'1·a = ΛZ'y; managers are eliminated
 * exactly (their block is diagonal), which leaves one dense system over hints. Restricted likelihood, up to a constant:
 *
 *     −2 log R = log|C| + log(1'V⁻¹1) + (n−1)·log(y'Py / (n−1)),   C = ΛZ'ZΛ + I
 *
 * Source: Bates, Mächler, Bolker, Walker 2015 (profiled REML); Henderson's equations.
 */
import {
  factorCholesky,
  invertCholesky,
  logDeterminant,
  solveCholesky,
  type Square,
} from './linear-algebra/cholesky.ts';
import { minimiseByPolytope } from './polytope.ts';

/** One session with a hint; ids are positions from 0. */
export interface HintSession {
  readonly hint: number;
  readonly manager: number;
  readonly uplift: number;
}

/** Variances in squared points. */
export interface HintVariances {
  readonly hint: number;
  readonly manager: number;
  readonly residual: number;
}

/** The fitted model: effect and posterior standard deviation (given the variances and the intercept) of every hint. */
export interface HintFit {
  readonly intercept: number;
  readonly variances: HintVariances;
  readonly effects: Float64Array;
  readonly deviations: Float64Array;
}

interface Sums {
  readonly n: number;
  readonly hints: number;
  readonly managers: number;
  readonly total: number;
  readonly squares: number;
  readonly hintCount: Float64Array;
  readonly hintTotal: Float64Array;
  readonly managerCount: Float64Array;
  readonly managerTotal: Float64Array;
  /** For each manager, its hints and how many sessions each. */
  readonly shared: readonly ReadonlyMap<number, number>[];
}

/** The equations with managers eliminated, factorised. */
interface Reduced {
  readonly lower: Square;
  readonly logDet: number;
  /** Right-hand sides after elimination: for the intercept column and for y. */
  readonly ones: Float64Array;
  readonly values: Float64Array;
  readonly onesOnes: number;
  readonly onesValues: number;
  readonly valuesValues: number;
}

/** Fits with the given variances, or with those of highest restricted likelihood. Throws a RangeError for fewer than 3 sessions. */
export function fitHints(sessions: readonly HintSession[], given?: HintVariances): HintFit {
  const sums = sumSessions(sessions);
  if (sums.n < 3) throw new RangeError(`${sums.n} sessions with hints: at least 3 are needed`);
  const variances = given ?? estimateVariances(sums);
  const theta = Math.sqrt(variances.hint / variances.residual);
  const reduced = reduce(sums, theta, Math.sqrt(variances.manager / variances.residual));
  const intercept = profile(reduced).intercept;
  const right = reduced.values.map((value, hint) => value - intercept * reduced.ones[hint]!);
  const spherical = solveCholesky(reduced.lower, sums.hints, right);
  const inverse = invertCholesky(reduced.lower, sums.hints);
  const scale = theta * Math.sqrt(variances.residual);
  return {
    intercept,
    variances,
    effects: spherical.map((u) => theta * u),
    deviations: spherical.map((_, hint) => scale * Math.sqrt(inverse[hint * sums.hints + hint]!)),
  };
}

/** −2 log restricted likelihood at relative standard deviations θ (σ profiled out), for checks. */
function criterion(sums: Sums, hint: number, manager: number): number {
  const reduced = reduce(sums, hint, manager);
  const { onesVarianceOnes, residual } = profile(reduced);
  return reduced.logDet + Math.log(onesVarianceOnes) + (sums.n - 1) * Math.log(residual / (sums.n - 1));
}

function estimateVariances(sums: Sums): HintVariances {
  const best = minimiseByPolytope(
    ([hint = 0, manager = 0]) => criterion(sums, Math.abs(hint), Math.abs(manager)),
    [0.2, 0.1],
    0.1,
  );
  const [hint = 0, manager = 0] = best;
  const { residual } = profile(reduce(sums, Math.abs(hint), Math.abs(manager)));
  const variance = residual / (sums.n - 1);
  return { hint: hint * hint * variance, manager: manager * manager * variance, residual: variance };
}

function sumSessions(sessions: readonly HintSession[]): Sums {
  const hints = sessions.reduce((most, { hint }) => Math.max(most, hint + 1), 0);
  const managers = sessions.reduce((most, { manager }) => Math.max(most, manager + 1), 0);
  const shared = Array.from({ length: managers }, () => new Map<number, number>());
  const [hintCount, hintTotal] = [new Float64Array(hints), new Float64Array(hints)];
  const [managerCount, managerTotal] = [new Float64Array(managers), new Float64Array(managers)];
  let [total, squares] = [0, 0];
  for (const { hint, manager, uplift } of sessions) {
    hintCount[hint]! += 1;
    hintTotal[hint]! += uplift;
    managerCount[manager]! += 1;
    managerTotal[manager]! += uplift;
    total += uplift;
    squares += uplift * uplift;
    shared[manager]?.set(hint, (shared[manager]?.get(hint) ?? 0) + 1);
  }
  return {
    n: sessions.length,
    hints,
    managers,
    total,
    squares,
    hintCount,
    hintTotal,
    managerCount,
    managerTotal,
    shared,
  };
}

/** Eliminates the managers: the Schur complement over hints, and the right-hand sides that go with it. */
function reduce(sums: Sums, hintTheta: number, managerTheta: number): Reduced {
  const { hints } = sums;
  const matrix = new Float64Array(hints * hints);
  const ones = sums.hintCount.map((count) => hintTheta * count);
  const values = sums.hintTotal.map((total) => hintTheta * total);
  for (let hint = 0; hint < hints; hint += 1) matrix[hint * hints + hint] = hintTheta ** 2 * sums.hintCount[hint]! + 1;
  let [onesOnes, onesValues, valuesValues, logDet] = [sums.n, sums.total, sums.squares, 0];
  for (let manager = 0; manager < sums.managers; manager += 1) {
    const count = managerTheta * sums.managerCount[manager]!;
    const total = managerTheta * sums.managerTotal[manager]!;
    const diagonal = managerTheta * count + 1;
    logDet += Math.log(diagonal);
    onesOnes -= (count * count) / diagonal;
    onesValues -= (count * total) / diagonal;
    valuesValues -= (total * total) / diagonal;
    eliminate(matrix, sums.shared[manager]!, {
      hints,
      factor: hintTheta * managerTheta,
      diagonal,
      count,
      total,
      ones,
      values,
    });
  }
  const lower = factorCholesky(matrix, hints);
  if (lower === undefined) throw new RangeError('the hint equations are not positive definite');
  return { lower, logDet: logDet + logDeterminant(lower, hints), ones, values, onesOnes, onesValues, valuesValues };
}

interface Elimination {
  readonly hints: number;
  readonly factor: number;
  readonly diagonal: number;
  readonly count: number;
  readonly total: number;
  readonly ones: Float64Array;
  readonly values: Float64Array;
}

function eliminate(matrix: Square, shared: ReadonlyMap<number, number>, by: Elimination): void {
  for (const [hint, own] of shared) {
    const coupling = (by.factor * own) / by.diagonal;
    by.ones[hint]! -= coupling * by.count;
    by.values[hint]! -= coupling * by.total;
    for (const [other, theirs] of shared) matrix[hint * by.hints + other]! -= coupling * by.factor * theirs;
  }
}

/** Generalised least squares for the intercept, with σ² = 1: 1'V⁻¹1, the intercept, and y'Py. */
function profile(reduced: Reduced): { onesVarianceOnes: number; intercept: number; residual: number } {
  const order = reduced.ones.length;
  const solved = solveCholesky(reduced.lower, order, reduced.ones.slice());
  const solvedValues = solveCholesky(reduced.lower, order, reduced.values.slice());
  let [onesOnes, onesValues, valuesValues] = [reduced.onesOnes, reduced.onesValues, reduced.valuesValues];
  for (let hint = 0; hint < order; hint += 1) {
    onesOnes -= reduced.ones[hint]! * solved[hint]!;
    onesValues -= reduced.values[hint]! * solved[hint]!;
    valuesValues -= reduced.values[hint]! * solvedValues[hint]!;
  }
  return {
    onesVarianceOnes: onesOnes,
    intercept: onesValues / onesOnes,
    residual: valuesValues - onesValues ** 2 / onesOnes,
  };
}
