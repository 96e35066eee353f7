import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { factorCholesky, invertPositive, logDeterminant, solveCholesky, solvePositive } from './cholesky.ts';
import { solveConjugate } from './conjugate-gradient.ts';
import { gram, multiply, multiplyVector } from './dense.ts';
import { factorPacked, packedLength, solvePacked } from './packed-cholesky.ts';

const order = 7;
const random = createRandom(12);
const rectangle = Float64Array.from({ length: 20 * order }, () => random.normal());
const matrix = gram(rectangle, 20, order);
const x = Float64Array.from({ length: order }, () => random.normal());
const b = multiplyVector(matrix, x, order, order);

function expectClose(actual: ArrayLike<number>, wanted: ArrayLike<number>, digits = 9): void {
  expect(actual.length).toBe(wanted.length);
  for (let i = 0; i < wanted.length; i += 1) expect(actual[i]).toBeCloseTo(wanted[i] ?? Number.NaN, digits);
}

describe('linear algebra', () => {
  it('solves and inverts a positive definite matrix, and leaves b as it is', () => {
    const before = b.slice();
    expectClose(solvePositive(matrix, order, b), x);
    expect(b).toEqual(before);
    const identity = multiply(matrix, invertPositive(matrix, order), order, order, order);
    expectClose(
      identity,
      Float64Array.from({ length: order * order }, (_, at) => Number(at % (order + 1) === 0)),
    );
  });

  it('says the determinant of a triangular product and refuses what is not positive definite', () => {
    const factor = factorCholesky(Float64Array.of(4, 0, 2, 10), 2) ?? expect.fail('positive definite');
    expect(logDeterminant(factor, 2)).toBeCloseTo(Math.log(4 * 10 - 2 * 2), 12);
    expect(factorCholesky(Float64Array.of(1, 0, 2, 1), 2)).toBeUndefined();
    expect(() => invertPositive(Float64Array.of(0), 1)).toThrow(RangeError);
  });

  it('factors many small matrices packed in one array', () => {
    const start = 3;
    const packed = new Float32Array(start + packedLength(order));
    for (let i = 0; i < order; i += 1) {
      for (let j = 0; j <= i; j += 1) packed[start + packedLength(i) + j] = matrix[i * order + j]!;
    }
    factorPacked(packed, start, order);
    const solved = b.slice();
    solvePacked(packed, start, order, solved);
    expectClose(solved, x, 4);
    expect([...packed.subarray(0, start)]).toEqual([0, 0, 0]);
  });

  it('reaches the solution by conjugate gradients in as many iterations as unknowns, and in one with the exact inverse', () => {
    const system = (precondition: (r: Float64Array, out: Float64Array) => void) => ({
      multiply: (v: Float64Array, out: Float64Array) => out.set(multiplyVector(matrix, v, order, order)),
      precondition,
    });
    const plain = new Float64Array(order);
    const outcome = solveConjugate(
      system((r, out) => out.set(r)),
      b,
      plain,
      { tolerance: 1e-10 },
    );
    expect(outcome.isConverged).toBe(true);
    expect(outcome.iterations).toBeLessThanOrEqual(order + 1);
    expectClose(plain, x, 7);
    const factor = factorCholesky(matrix, order) ?? expect.fail('positive definite');
    const exact = (r: Float64Array, out: Float64Array) => out.set(solveCholesky(factor, order, r.slice()));
    expect(solveConjugate(system(exact), b, new Float64Array(order), { tolerance: 1e-10 }).iterations).toBe(1);
  });
});

describe('random numbers', () => {
  it('repeat with the seed, differ by stream, and have the moments of their distribution', () => {
    const draw = (seed: number, stream: number) => {
      const source = createRandom(seed, stream);
      return Array.from({ length: 20_000 }, () => source.normal());
    };
    expect(draw(5, 0)).toEqual(draw(5, 0));
    const [one, other] = [draw(5, 0), draw(5, 1)];
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.abs(mean(one))).toBeLessThan(0.03);
    expect(Math.abs(mean(one.map((value) => value ** 2)) - 1)).toBeLessThan(0.05);
    expect(Math.abs(mean(one.map((value) => value ** 4)) - 3)).toBeLessThan(0.3);
    expect(Math.abs(mean(one.map((value, i) => value * other[i]!)))).toBeLessThan(0.03);
    expect(Math.abs(mean(one.slice(1).map((value, i) => value * one[i]!)))).toBeLessThan(0.03);
    const counts = new Int32Array(6);
    const die = createRandom(8);
    for (let i = 0; i < 60_000; i += 1) counts[die.integer(6)]! += 1;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });
});
