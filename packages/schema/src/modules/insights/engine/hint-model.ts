/**
 * What a hint adds: a crossed random-effects model of the uplift of sessions in which the hint was shown beforehand.
 *
 *     uplift = a + hint_h + hint×cell_hc + manager_m + e
 *     hint ~ N(0, σH²), hint×cell ~ N(0, σC²) for hints used in several cells, manager ~ N(0, σM²), e ~ N(0, σ²)
 *
 * Uplift is the rating minus everything the state model expects of this session (points of 0-100). Variances are those of
 * highest restricted likelihood, σ² profiled out; up to a constant, with C the matrix of hint-equations.ts,
 *
 *     −2 log R = log|C| + log(1'V⁻¹1) + (n−1)·log(y'Py / (n−1))
 *
 * Sources: Henderson's mixed-model equations; Bates, Mächler, Bolker, Walker 2015 (profiled REML). The comparison is
 * observational: users choose hints.
 */
import {
  profileIntercept,
  reduceEquations,
  sumSessions,
  type HintCell,
  type HintSession,
  type HintSums,
  type HintTheta,
} from './hint-equations.ts';
import { invertCholesky, solveCholesky } from './linear-algebra/cholesky.ts';
import { minimiseByPolytope } from './polytope.ts';

/** Variances in squared points. */
export interface HintVariances {
  readonly hint: number;
  readonly hintCell: number;
  readonly manager: number;
  readonly residual: number;
}

/** A hint in one cell: the sum of its own effect and that of the combination. */
export interface HintCellEffect extends HintCell {
  readonly effect: number;
  readonly sd: number;
}

/**
 * The fitted model: effect and posterior standard deviation (given the variances and the intercept) of every hint, and of
 * every cell of the hints that were used in several.
 */
export interface HintFit {
  readonly intercept: number;
  readonly variances: HintVariances;
  readonly effects: Float64Array;
  readonly deviations: Float64Array;
  readonly inCells: readonly HintCellEffect[];
}

/** Fits with the given variances, or with estimated ones; `onStep` counts evaluations of the likelihood. Throws a RangeError for fewer than 3 sessions. */
export function fitHints(
  sessions: readonly HintSession[],
  given?: HintVariances,
  onStep?: (evaluations: number) => void,
): HintFit {
  const sums = sumSessions(sessions);
  if (sums.n < 3) throw new RangeError(`${sums.n} sessions with hints: at least 3 are needed`);
  const variances = given ?? estimateVariances(sums, onStep);
  const theta: HintTheta = {
    hint: Math.sqrt(variances.hint / variances.residual),
    hintCell: Math.sqrt(variances.hintCell / variances.residual),
    manager: Math.sqrt(variances.manager / variances.residual),
  };
  return describeFit(sums, variances, theta);
}

function describeFit(sums: HintSums, variances: HintVariances, theta: HintTheta): HintFit {
  const equations = reduceEquations(sums, theta);
  const columns = sums.count.length;
  const { intercept } = profileIntercept(equations);
  const right = equations.values.map((value, column) => value - intercept * equations.ones[column]!);
  const spherical = solveCholesky(equations.lower, columns, right);
  const inverse = invertCholesky(equations.lower, columns);
  const sigma = Math.sqrt(variances.residual);
  const inCells = sums.reused.map(({ hint, cell }, at): HintCellEffect => {
    const column = sums.hints + at;
    const spread =
      theta.hint ** 2 * inverse[hint * (columns + 1)]! +
      theta.hintCell ** 2 * inverse[column * (columns + 1)]! +
      2 * theta.hint * theta.hintCell * inverse[hint * columns + column]!;
    return {
      hint,
      cell,
      effect: theta.hint * spherical[hint]! + theta.hintCell * spherical[column]!,
      sd: sigma * Math.sqrt(spread),
    };
  });
  return {
    intercept,
    variances,
    effects: spherical.slice(0, sums.hints).map((u) => theta.hint * u),
    deviations: Float64Array.from(
      { length: sums.hints },
      (_, hint) => theta.hint * sigma * Math.sqrt(inverse[hint * (columns + 1)]!),
    ),
    inCells,
  };
}

/** −2 log restricted likelihood, up to a constant. */
function criterion(sums: HintSums, theta: HintTheta): number {
  const equations = reduceEquations(sums, theta);
  const { onesOnes, residual } = profileIntercept(equations);
  return equations.logDet + Math.log(onesOnes) + (sums.n - 1) * Math.log(residual / (sums.n - 1));
}

function estimateVariances(sums: HintSums, onStep: (evaluations: number) => void = () => {}): HintVariances {
  // The likelihood is even in every θ, so the search may cross 0.
  const thetaOf = ([hint = 0, manager = 0, hintCell = 0]: readonly number[]): HintTheta => ({
    hint: Math.abs(hint),
    manager: Math.abs(manager),
    hintCell: Math.abs(hintCell),
  });
  let evaluations = 0;
  const value = (point: readonly number[]): number => {
    evaluations += 1;
    onStep(evaluations);
    return criterion(sums, thetaOf(point));
  };
  const theta = thetaOf(minimiseByPolytope(value, sums.reused.length > 0 ? [0.2, 0.1, 0.1] : [0.2, 0.1], 0.1));
  const residual = profileIntercept(reduceEquations(sums, theta)).residual / (sums.n - 1);
  return {
    hint: theta.hint ** 2 * residual,
    hintCell: theta.hintCell ** 2 * residual,
    manager: theta.manager ** 2 * residual,
    residual,
  };
}
