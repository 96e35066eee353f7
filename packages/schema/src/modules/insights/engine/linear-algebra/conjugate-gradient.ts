import { addScaled, dot } from './dense.ts';

/** A symmetric positive definite system given by its product, and an approximate inverse of it. */
export type ConjugateSystem = {
  multiply(x: Float64Array, out: Float64Array): void;
  precondition(residual: Float64Array, out: Float64Array): void;
};

/** How a solve ended; `residual` is ‖b − Ax‖₂ / ‖b‖₂. */
export type ConjugateOutcome = { iterations: number; residual: number; isConverged: boolean; isStopped: boolean };

/** When to stop. `shouldStop` is asked before every iteration. */
export type ConjugateLimits = {
  tolerance: number;
  maxIterations?: number;
  shouldStop?: () => boolean;
  onIteration?: (iteration: number, residual: number) => void;
};

/**
 * Preconditioned conjugate gradients (Hestenes and Stiefel 1952): improves x in place until ‖b − Ax‖ ≤ tolerance · ‖b‖.
 * Starting from a good x is what makes a warm solve short; a stopped solve leaves x usable as such a start.
 */
export function solveConjugate(
  system: ConjugateSystem,
  b: Float64Array,
  x: Float64Array,
  limits: ConjugateLimits,
): ConjugateOutcome {
  const { tolerance, maxIterations = 500, shouldStop, onIteration } = limits;
  const product = new Float64Array(b.length);
  const residual = new Float64Array(b.length);
  const z = new Float64Array(b.length);
  system.multiply(x, product);
  for (let i = 0; i < b.length; i += 1) residual[i] = b[i]! - product[i]!;
  const scale = Math.sqrt(dot(b, b)) || 1;
  system.precondition(residual, z);
  const direction = z.slice();
  let power = dot(residual, z);
  let size = Math.sqrt(dot(residual, residual)) / scale;
  let iterations = 0;
  while (size > tolerance && iterations < maxIterations) {
    if (shouldStop?.()) return { iterations, residual: size, isConverged: false, isStopped: true };
    system.multiply(direction, product);
    const step = power / dot(direction, product);
    addScaled(x, step, direction);
    addScaled(residual, -step, product);
    system.precondition(residual, z);
    const next = dot(residual, z);
    const turn = next / power;
    for (let i = 0; i < z.length; i += 1) direction[i] = z[i]! + turn * direction[i]!;
    power = next;
    size = Math.sqrt(dot(residual, residual)) / scale;
    iterations += 1;
    onIteration?.(iterations, size);
  }
  return { iterations, residual: size, isConverged: size <= tolerance, isStopped: false };
}
