/** A symmetric or square matrix, row after row in one array of order². */
export type Square = Float64Array;

/**
 * Cholesky factor L (lower, A = LL') of a symmetric positive definite matrix, or undefined when it is not one.
 * Only the lower triangle of `matrix` is read; the upper triangle of the result is 0.
 */
export function factorCholesky(matrix: Square, order: number): Square | undefined {
  const lower = new Float64Array(order * order);
  for (let i = 0; i < order; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = matrix[i * order + j]!;
      for (let k = 0; k < j; k += 1) sum -= lower[i * order + k]! * lower[j * order + k]!;
      if (i === j && !(sum > 0)) return undefined;
      lower[i * order + j] = i === j ? Math.sqrt(sum) : sum / lower[j * order + j]!;
    }
  }
  return lower;
}

/** Solves LL'x = b in place. */
export function solveCholesky(lower: Square, order: number, b: Float64Array): Float64Array {
  for (let i = 0; i < order; i += 1) {
    let sum = b[i]!;
    for (let k = 0; k < i; k += 1) sum -= lower[i * order + k]! * b[k]!;
    b[i] = sum / lower[i * order + i]!;
  }
  for (let i = order - 1; i >= 0; i -= 1) {
    let sum = b[i]!;
    for (let k = i + 1; k < order; k += 1) sum -= lower[k * order + i]! * b[k]!;
    b[i] = sum / lower[i * order + i]!;
  }
  return b;
}

/** Inverse of LL', symmetric and full. */
export function invertCholesky(lower: Square, order: number): Square {
  const inverse = new Float64Array(order * order);
  for (let j = 0; j < order; j += 1) {
    const column = new Float64Array(order);
    column[j] = 1;
    solveCholesky(lower, order, column);
    for (let i = 0; i < order; i += 1) inverse[i * order + j] = column[i]!;
  }
  return inverse;
}

/** Logarithm of the determinant of LL'. */
export function logDeterminant(lower: Square, order: number): number {
  let sum = 0;
  for (let i = 0; i < order; i += 1) sum += Math.log(lower[i * order + i]!);
  return 2 * sum;
}

/**
 * Inverse of a symmetric positive definite matrix.
 * @throws RangeError when it is not positive definite.
 */
export function invertPositive(matrix: Square, order: number): Square {
  const lower = factorCholesky(matrix, order);
  if (lower === undefined) throw new RangeError(`The matrix of order ${order} is not positive definite`);
  return invertCholesky(lower, order);
}

/**
 * Solution of Ax = b for a symmetric positive definite A; b is left as it is.
 * @throws RangeError when A is not positive definite.
 */
export function solvePositive(matrix: Square, order: number, b: Float64Array): Float64Array {
  const lower = factorCholesky(matrix, order);
  if (lower === undefined) throw new RangeError(`The matrix of order ${order} is not positive definite`);
  return solveCholesky(lower, order, b.slice());
}
