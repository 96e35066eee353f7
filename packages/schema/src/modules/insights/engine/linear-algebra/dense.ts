/** Inner product of two vectors of equal length. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += a[i]! * b[i]!;
  return sum;
}

/** y += scale · x, in place. */
export function addScaled(y: Float64Array, scale: number, x: Float64Array): void {
  for (let i = 0; i < y.length; i += 1) y[i] = y[i]! + scale * x[i]!;
}

/** Product of an n×m and an m×p matrix, both row after row. */
export function multiply(a: Float64Array, b: Float64Array, n: number, m: number, p: number): Float64Array {
  const product = new Float64Array(n * p);
  for (let i = 0; i < n; i += 1) {
    for (let k = 0; k < m; k += 1) {
      const factor = a[i * m + k]!;
      if (factor === 0) continue;
      for (let j = 0; j < p; j += 1) product[i * p + j] = product[i * p + j]! + factor * b[k * p + j]!;
    }
  }
  return product;
}

/** Matrix (n×m, row after row) times vector. */
export function multiplyVector(a: Float64Array, x: Float64Array, n: number, m: number): Float64Array {
  const product = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    let sum = 0;
    for (let k = 0; k < m; k += 1) sum += a[i * m + k]! * x[k]!;
    product[i] = sum;
  }
  return product;
}

/** Gram matrix X'X of an n×m matrix, row after row. */
export function gram(x: Float64Array, n: number, m: number): Float64Array {
  const product = new Float64Array(m * m);
  for (let row = 0; row < n; row += 1) {
    for (let i = 0; i < m; i += 1) {
      const factor = x[row * m + i]!;
      for (let j = 0; j < m; j += 1) product[i * m + j] = product[i * m + j]! + factor * x[row * m + j]!;
    }
  }
  return product;
}
