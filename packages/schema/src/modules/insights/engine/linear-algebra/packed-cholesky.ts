/** Numbers in the packed lower triangle of a symmetric matrix of this order. */
export function packedLength(order: number): number {
  return (order * (order + 1)) / 2;
}

/**
 * Cholesky factor in place of one of many small symmetric positive definite matrices, packed by rows of the lower
 * triangle from `start`. Single precision halves the memory, and what is factored here only steers iterations.
 * @throws RangeError when it is not positive definite.
 */
export function factorPacked(packed: Float32Array, start: number, order: number): void {
  for (let i = 0; i < order; i += 1) {
    const rowI = start + (i * (i + 1)) / 2;
    for (let j = 0; j <= i; j += 1) {
      const rowJ = start + (j * (j + 1)) / 2;
      let sum = packed[rowI + j]!;
      for (let k = 0; k < j; k += 1) sum -= packed[rowI + k]! * packed[rowJ + k]!;
      if (i === j && !(sum > 0)) throw new RangeError(`A block of order ${order} is not positive definite`);
      packed[rowI + j] = i === j ? Math.sqrt(sum) : sum / packed[rowJ + j]!;
    }
  }
}

/** Solves LL'x = b in place for a factor made by `factorPacked`; only the first `order` numbers of b are used. */
export function solvePacked(packed: Float32Array, start: number, order: number, b: Float64Array): void {
  for (let i = 0; i < order; i += 1) {
    const row = start + (i * (i + 1)) / 2;
    let sum = b[i]!;
    for (let k = 0; k < i; k += 1) sum -= packed[row + k]! * b[k]!;
    b[i] = sum / packed[row + i]!;
  }
  for (let i = order - 1; i >= 0; i -= 1) {
    const row = start + (i * (i + 1)) / 2;
    const value = (b[i] = b[i]! / packed[row + i]!);
    for (let k = 0; k < i; k += 1) b[k]! -= packed[row + k]! * value;
  }
}
