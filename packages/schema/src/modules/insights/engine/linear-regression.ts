/**
 * Ordinary least squares with covariances that hold when errors are unequal or clustered.
 *
 *     β = (X'X)⁻¹X'y,  h_i = x_i'(X'X)⁻¹x_i,  e = y − Xβ
 *     OLS  s²(X'X)⁻¹                               s² = e'e/(n−p)
 *     HC2  B Σ x_i x_i' e_i²/(1−h_i) B             HC3 with (1−h_i)²;  B = (X'X)⁻¹
 *     CR1  G/(G−1) · (n−1)/(n−p) · B Σ_g (X_g'e_g)(X_g'e_g)' B
 *
 * Sources: MacKinnon and White 1985; Liang and Zeger 1986 with Stata's small-sample factor (`sandwich::vcovCL`, type HC1).
 */
import { invertPositive, type Square } from './linear-algebra/cholesky.ts';
import { gram, multiply, multiplyVector } from './linear-algebra/dense.ts';

/** A design of n rows and p columns (row after row) and its response. */
export interface Regression {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/** The least-squares fit with what every covariance needs. */
export interface LeastSquares extends Regression {
  readonly coefficients: Float64Array;
  readonly residuals: Float64Array;
  readonly leverages: Float64Array;
  readonly inverse: Square;
  readonly residualVariance: number;
  readonly rSquared: number;
}

/** Builds a regression with an intercept as first column. Throws a RangeError for rows of different lengths. */
export function designWithIntercept(rows: readonly (readonly number[])[], y: readonly number[]): Regression {
  const columns = (rows[0]?.length ?? 0) + 1;
  if (rows.length !== y.length || rows.some((row) => row.length + 1 !== columns))
    throw new RangeError('rows of different lengths');
  return {
    x: Float64Array.from(rows.flatMap((row) => [1, ...row])),
    y: Float64Array.from(y),
    rows: rows.length,
    columns,
  };
}

/** Fits by least squares. Throws a RangeError without a surplus of rows or with linearly dependent columns. */
export function fitLeastSquares(regression: Regression): LeastSquares {
  const { x, y, rows, columns } = regression;
  if (rows <= columns) throw new RangeError(`${rows} rows are too few for ${columns} coefficients`);
  const inverse = invertPositive(gram(x, rows, columns), columns);
  const coefficients = multiplyVector(inverse, crossProduct(regression, y), columns, columns);
  const fitted = multiplyVector(x, coefficients, rows, columns);
  const residuals = y.map((value, row) => value - fitted[row]!);
  const squares = residuals.reduce((sum, e) => sum + e * e, 0);
  const mean = y.reduce((sum, value) => sum + value, 0) / rows;
  const total = y.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    ...regression,
    coefficients,
    residuals,
    leverages: leveragesOf(regression, inverse),
    inverse,
    residualVariance: squares / (rows - columns),
    rSquared: 1 - squares / total,
  };
}

/** Classical covariance, for equal and independent errors. */
export function classicalCovariance({ inverse, residualVariance }: LeastSquares): Square {
  return inverse.map((value) => value * residualVariance);
}

/** Covariance for errors of unequal variance: HC2 (unbiased under equal ones) or HC3 (careful). */
export function robustCovariance(fit: LeastSquares, type: 'HC2' | 'HC3'): Square {
  const power = type === 'HC2' ? 0.5 : 1;
  const scores = scoresOf(fit, (row) => fit.residuals[row]! / (1 - fit.leverages[row]!) ** power);
  return sandwich(fit, gram(scores, fit.rows, fit.columns), 1);
}

/** Covariance for errors that go together within clusters (CR1), and the number of clusters. */
export function clusterCovariance(
  fit: LeastSquares,
  clusters: readonly (string | number)[],
): { covariance: Square; clusters: number } {
  const { rows, columns } = fit;
  const index = new Map<string | number, number>();
  for (const cluster of clusters) if (!index.has(cluster)) index.set(cluster, index.size);
  const sums = new Float64Array(index.size * columns);
  const scores = scoresOf(fit, (row) => fit.residuals[row]!);
  for (let row = 0; row < rows; row += 1) {
    const at = index.get(clusters[row]!)! * columns;
    for (let column = 0; column < columns; column += 1) sums[at + column]! += scores[row * columns + column]!;
  }
  const factor = (index.size / (index.size - 1)) * ((rows - 1) / (rows - columns));
  return { covariance: sandwich(fit, gram(sums, index.size, columns), factor), clusters: index.size };
}

/** Standard errors: square roots of the diagonal. */
export function standardErrors(covariance: Square, columns: number): number[] {
  return Array.from({ length: columns }, (_, column) => Math.sqrt(covariance[column * columns + column]!));
}

/** Holm's adjusted p values (Holm 1979), in the order given. */
export function adjustByHolm(pValues: readonly number[]): number[] {
  const order = pValues.map((p, index) => ({ p, index })).toSorted((a, b) => a.p - b.p);
  const adjusted = pValues.map(() => 1);
  let last = 0;
  order.forEach(({ p, index }, rank) => {
    last = Math.min(1, Math.max(last, p * (pValues.length - rank)));
    adjusted[index] = last;
  });
  return adjusted;
}

/**
 * Ridge coefficients (without the intercept) under independent N(0, priorSd²) priors, errors of the variance of the
 * least-squares fit; the intercept stays free.
 */
export function ridgeCoefficients(fit: LeastSquares, priorSd: number): number[] {
  const { x, y, rows, columns } = fit;
  const penalised = gram(x, rows, columns);
  for (let column = 1; column < columns; column += 1)
    penalised[column * columns + column]! += fit.residualVariance / priorSd ** 2;
  const inverse = invertPositive(penalised, columns);
  return [...multiplyVector(inverse, crossProduct(fit, y), columns, columns)].slice(1);
}

function crossProduct({ x, rows, columns }: Regression, y: Float64Array): Float64Array {
  const product = new Float64Array(columns);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) product[column]! += x[row * columns + column]! * y[row]!;
  return product;
}

function leveragesOf({ x, rows, columns }: Regression, inverse: Square): Float64Array {
  const projected = multiply(x, inverse, rows, columns, columns);
  return Float64Array.from({ length: rows }, (_, row) => {
    let leverage = 0;
    for (let at = row * columns; at < (row + 1) * columns; at += 1) leverage += projected[at]! * x[at]!;
    return leverage;
  });
}

function scoresOf({ x, columns }: Regression, weight: (row: number) => number): Float64Array {
  return x.map((value, at) => value * weight(Math.floor(at / columns)));
}

function sandwich({ inverse, columns }: LeastSquares, filling: Square, factor: number): Square {
  const half = multiply(inverse, filling, columns, columns, columns);
  return multiply(half, inverse, columns, columns, columns).map((value) => value * factor);
}
