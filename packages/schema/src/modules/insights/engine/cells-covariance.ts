import { factorCholesky, invertCholesky, type Square } from './linear-algebra/cholesky.ts';
import { multiply } from './linear-algebra/dense.ts';
import { cellCount, cellResponses, type CellEvidence } from './cells-statistics.ts';

/** Weight of the structured prior in the learned covariance, in managers (insights 3.2: ν = 50). */
export const priorWeight = 50;

/** Variances of the structured covariance: common level, same topic, same response, the cell itself. */
export type StructuredVariances = { manager: number; topic: number; response: number; cell: number };

/** Σ0 = σv²11' + σa² (same topic) + σr² (same response) + σc² I. */
export function structuredCovariance(variances: StructuredVariances): Square {
  const { manager, topic, response, cell } = variances;
  return Float64Array.from({ length: cellCount * cellCount }, (_, at) => {
    const c = Math.floor(at / cellCount);
    const d = at % cellCount;
    const sameTopic = Math.floor(c / cellResponses) === Math.floor(d / cellResponses);
    const sameResponse = c % cellResponses === d % cellResponses;
    return manager + (sameTopic ? topic : 0) + (sameResponse ? response : 0) + (c === d ? cell : 0);
  });
}

/**
 * K = (Σ_OO + Λ⁻¹)⁻¹ on a manager's observed cells O, and g = K Λ⁻¹η. With them the posterior is
 * m = Σ_·O g and P = Σ − Σ_·O K Σ_O·, so that nothing of order 48 is solved per manager.
 */
export type Condensed = { weight: Square; pull: Float64Array };

/** Condenses one manager's evidence at a covariance. @throws RangeError when the covariance is not positive definite. */
export function condenseEvidence(evidence: CellEvidence, covariance: Square): Condensed {
  const order = evidence.cells.length;
  const total = evidence.spread.slice();
  for (let a = 0; a < order; a += 1) {
    const row = evidence.cells[a]! * cellCount;
    for (let b = 0; b < order; b += 1) total[a * order + b]! += covariance[row + evidence.cells[b]!]!;
  }
  const factor = factorCholesky(total, order);
  if (factor === undefined) throw new RangeError('The covariance of the cells is not positive definite');
  const weight = invertCholesky(factor, order);
  const pull = new Float64Array(order);
  for (let a = 0; a < order; a += 1) {
    for (let b = 0; b < order; b += 1) pull[a]! += weight[a * order + b]! * evidence.mean[b]!;
  }
  return { weight, pull };
}

/** Sums over managers of g g' and of K, each placed on its cells: all that a step of the learning needs. */
type Totals = { pulls: Square; weights: Square; managers: number };

function totalsAt(evidence: readonly CellEvidence[], covariance: Square): Totals {
  const pulls = new Float64Array(cellCount * cellCount);
  const weights = new Float64Array(cellCount * cellCount);
  for (const own of evidence) {
    const { weight, pull } = condenseEvidence(own, covariance);
    const order = own.cells.length;
    for (let a = 0; a < order; a += 1) {
      const row = own.cells[a]! * cellCount;
      for (let b = 0; b < order; b += 1) {
        const at = row + own.cells[b]!;
        pulls[at]! += pull[a]! * pull[b]!;
        weights[at]! += weight[a * order + b]!;
      }
    }
  }
  return { pulls, weights, managers: evidence.length };
}

/** Levels of each structured component, and whether two cells share one. */
const components = [
  { name: 'manager', levels: 1, isShared: () => true },
  {
    name: 'topic',
    levels: cellCount / cellResponses,
    isShared: (c: number, d: number) => Math.floor(c / cellResponses) === Math.floor(d / cellResponses),
  },
  {
    name: 'response',
    levels: cellResponses,
    isShared: (c: number, d: number) => c % cellResponses === d % cellResponses,
  },
  { name: 'cell', levels: cellCount, isShared: (c: number, d: number) => c === d },
] as const;

/** One EM step of the structured variances: σ² ← σ² + σ⁴ · mean[g'Bg − tr(BK)] / levels, B = pairs that share a level. */
function stepStructured(variances: StructuredVariances, totals: Totals): StructuredVariances {
  const next = { ...variances };
  for (const { name, levels, isShared } of components) {
    let gain = 0;
    for (let c = 0; c < cellCount; c += 1) {
      for (let d = 0; d < cellCount; d += 1) {
        const at = c * cellCount + d;
        if (isShared(c, d)) gain += totals.pulls[at]! - totals.weights[at]!;
      }
    }
    next[name] = Math.max(1e-4, variances[name] + (variances[name] ** 2 * gain) / (levels * totals.managers));
  }
  return next;
}

/** How far a long learning is, and whether to break off. */
export type LearnOptions = {
  steps?: number;
  onStep?: (done: number, total: number) => void;
  shouldStop?: (() => boolean) | undefined;
};

/** Structured variances by EM, until no component moves by 1e-3 of itself. */
export function learnStructured(evidence: readonly CellEvidence[], options: LearnOptions = {}): StructuredVariances {
  const { steps = 500, onStep } = options;
  let variances: StructuredVariances = { manager: 30, topic: 5, response: 5, cell: 5 };
  for (let step = 0; step < steps && !options.shouldStop?.(); step += 1) {
    const next = stepStructured(variances, totalsAt(evidence, structuredCovariance(variances)));
    const moved = components.map(({ name }) => Math.abs(next[name] - variances[name]) / variances[name]);
    variances = next;
    onStep?.(step + 1, 0);
    if (Math.max(...moved) < 1e-3) break;
  }
  return variances;
}

/** Σ X Σ for symmetric Σ. */
const sandwich = (covariance: Square, inner: Square): Square =>
  multiply(multiply(covariance, inner, cellCount, cellCount, cellCount), covariance, cellCount, cellCount, cellCount);

/**
 * The learned 48×48 covariance: EM with an inverse-Wishart prior, Σ ← (Σ_j(P_j + m_j m_j') + νΣ0)/(J + ν), from Σ0;
 * 60 steps unless told otherwise.
 */
export function learnCovariance(evidence: readonly CellEvidence[], prior: Square, options: LearnOptions = {}): Square {
  const { steps = 60, onStep } = options;
  let covariance = prior;
  for (let step = 0; step < steps && !options.shouldStop?.(); step += 1) {
    const { pulls, weights, managers } = totalsAt(evidence, covariance);
    // Σ_j(P_j + m_j m_j') = JΣ + Σ(Σ_j g g' − Σ_j K)Σ.
    const gain = sandwich(
      covariance,
      pulls.map((value, at) => value - weights[at]!),
    );
    covariance = covariance.map(
      (value, at) => (managers * value + gain[at]! + priorWeight * prior[at]!) / (managers + priorWeight),
    );
    onStep?.(step + 1, steps);
  }
  return covariance;
}
