import { normalCdf } from './distributions/normal.ts';
import type { Square } from './linear-algebra/cholesky.ts';
import { condenseEvidence } from './cells-covariance.ts';
import { cellCount, type CellEvidence } from './cells-statistics.ts';

/** Posterior of one manager's 48 cell deviations, his level included: mean and covariance, in points. */
export type CellPosterior = { mean: Float64Array; covariance: Square };

/** m = Σ_·O g, P = Σ − Σ_·O K Σ_O· (insights 3.1). A manager without evidence has the prior. */
export function posteriorOfCells(evidence: CellEvidence | undefined, covariance: Square): CellPosterior {
  const mean = new Float64Array(cellCount);
  const posterior = covariance.slice();
  if (evidence === undefined) return { mean, covariance: posterior };
  const { weight, pull } = condenseEvidence(evidence, covariance);
  const { cells } = evidence;
  const order = cells.length;
  for (let c = 0; c < cellCount; c += 1) {
    const gain = new Float64Array(order);
    for (let a = 0; a < order; a += 1) {
      mean[c]! += covariance[c * cellCount + cells[a]!]! * pull[a]!;
      for (let b = 0; b < order; b += 1) gain[b]! += covariance[c * cellCount + cells[a]!]! * weight[a * order + b]!;
    }
    for (let d = 0; d < cellCount; d += 1) {
      for (let b = 0; b < order; b += 1)
        posterior[c * cellCount + d]! -= gain[b]! * covariance[cells[b]! * cellCount + d]!;
    }
  }
  return { mean, covariance: posterior };
}

/** Square roots of the diagonal. */
export function deviationsOf(posterior: CellPosterior): Float64Array {
  return Float64Array.from({ length: cellCount }, (_, c) =>
    Math.sqrt(Math.max(0, posterior.covariance[c * cellCount + c]!)),
  );
}

/** What a circle of the topic × response picture says. */
export type CellColour = 'blue' | 'red' | 'yellow' | 'neutral';

/** Value of one cell against the society's same cell, its error, its colour, and whether it rests on own sessions. */
export type CellValue = { cell: number; value: number; se: number; colour: CellColour; members: number };

/** Points below 0 from which a cell counts as weak (δ of insights 3.3). */
const weak = 2;

/** blue: P(g > 0) ≥ .80; red: P(g < −2) ≥ .70; yellow: P(g < 0) ≥ .60; else neutral. */
export function colourOf(value: number, se: number): CellColour {
  const below = (bound: number) => (se > 0 ? normalCdf((bound - value) / se) : Number(value < bound));
  if (1 - below(0) >= 0.8) return 'blue';
  if (below(-weak) >= 0.7) return 'red';
  return below(0) >= 0.6 ? 'yellow' : 'neutral';
}

/**
 * Shown values of insights 3.1: g_c = level + (m_c − Σ π m), Var = W P W' + SE², W = I − 1π', where `level` is the
 * manager's state less the society's, with standard error `levelError`. With level and levelError 0 it is the manager
 * within himself.
 */
export function showCells(
  posterior: CellPosterior,
  evidence: CellEvidence | undefined,
  share: Float64Array,
  level: number,
  levelError: number,
): CellValue[] {
  const { mean, covariance } = posterior;
  const average = share.reduce((sum, weight, c) => sum + weight * mean[c]!, 0);
  const withAverage = new Float64Array(cellCount);
  let averageVariance = 0;
  for (let c = 0; c < cellCount; c += 1) {
    for (let d = 0; d < cellCount; d += 1) withAverage[c]! += share[d]! * covariance[c * cellCount + d]!;
    averageVariance += share[c]! * withAverage[c]!;
  }
  return Array.from({ length: cellCount }, (_, cell) => {
    const within = covariance[cell * cellCount + cell]! - 2 * withAverage[cell]! + averageVariance;
    const se = Math.sqrt(Math.max(0, within) + levelError * levelError);
    const value = level + mean[cell]! - average;
    const own = evidence?.cells.indexOf(cell) ?? -1;
    return { cell, value, se, colour: colourOf(value, se), members: own < 0 ? 0 : evidence!.members[own]! };
  });
}
