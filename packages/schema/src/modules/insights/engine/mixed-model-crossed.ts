import { solveConjugate, type ConjugateOutcome } from './linear-algebra/conjugate-gradient.ts';

/** One grouping factor with independent effects: level of each observation, number of levels, variance. */
export type CrossedFactor = { level: Int32Array; levels: number; variance: number };

/** Solution: levels of the fixed classifications (first level of all but the first is 0), and effects of each factor. */
export type CrossedSolution = { fixed: Float64Array[]; random: Float64Array[]; outcome: ConjugateOutcome };

type Block = { level: Int32Array; at: number; levels: number; penalty: number; isPinned: boolean };

function layOut(
  fixed: readonly Omit<CrossedFactor, 'variance'>[],
  random: readonly CrossedFactor[],
  residual: number,
): Block[] {
  let at = 0;
  const place = (level: Int32Array, levels: number, penalty: number, isPinned: boolean): Block => {
    const block = { level, at, levels, penalty, isPinned };
    at += levels;
    return block;
  };
  return [
    ...fixed.map(({ level, levels }, index) => place(level, levels, 0, index > 0)),
    ...random.map(({ level, levels, variance }) => place(level, levels, residual / variance, false)),
  ];
}

function diagonalOf(blocks: readonly Block[], size: number): Float64Array {
  const diagonal = new Float64Array(size);
  for (const { level, at, levels, penalty, isPinned } of blocks) {
    diagonal.fill(penalty, at, at + levels);
    for (const l of level) diagonal[at + l]! += 1;
    if (isPinned) diagonal[at] = 1;
  }
  return diagonal;
}

/**
 * Mixed-model equations with any number of crossed factors and classifications as fixed effects, solved by conjugate
 * gradients with a diagonal preconditioner. Slower than `MixedModel` and knows no month chains: the general form, for
 * models that are compared with it (M2 of insights 1.5) and for checking it.
 */
export function solveCrossed(
  values: Float64Array,
  fixed: readonly Omit<CrossedFactor, 'variance'>[],
  random: readonly CrossedFactor[],
  residual: number,
  tolerance = 1e-10,
): CrossedSolution {
  const blocks = layOut(fixed, random, residual);
  const size = blocks.reduce((sum, { levels }) => sum + levels, 0);
  const diagonal = diagonalOf(blocks, size);
  const gather = (weights: (n: number) => number, out: Float64Array) => {
    for (let n = 0; n < values.length; n += 1) {
      const weight = weights(n);
      for (const { level, at } of blocks) out[at + level[n]!]! += weight;
    }
    for (const { at, isPinned } of blocks) if (isPinned) out[at] = 0;
  };
  const system = {
    multiply(x: Float64Array, out: Float64Array) {
      out.fill(0);
      gather(
        (n) =>
          blocks.reduce(
            (sum, { level, at, isPinned }) => sum + (isPinned && level[n] === 0 ? 0 : x[at + level[n]!]!),
            0,
          ),
        out,
      );
      for (const { at, levels, penalty, isPinned } of blocks) {
        for (let l = at; l < at + levels; l += 1) out[l]! += penalty * x[l]!;
        if (isPinned) out[at] = x[at]!;
      }
    },
    precondition(r: Float64Array, out: Float64Array) {
      for (let i = 0; i < size; i += 1) out[i] = r[i]! / diagonal[i]!;
    },
  };
  const b = new Float64Array(size);
  gather((n) => values[n]!, b);
  const x = new Float64Array(size);
  const outcome = solveConjugate(system, b, x, { tolerance, maxIterations: 5000 });
  const parts = blocks.map(({ at, levels }) => x.slice(at, at + levels));
  return { fixed: parts.slice(0, fixed.length), random: parts.slice(fixed.length), outcome };
}
