/**
 * Group trials: the index of a month and its standard error.
 *
 *     R_g = ΣY/ΣX over the units of arm g     Y now, X the same month a year before
 *     I_g = 100·R_g,  D = I_A − I_B
 *     e = Y − R·X,  Var(R) = n/(n−1) · Σ_clusters(Σe)² / (ΣX)²      n = clusters of the arm
 *
 * The cluster is the unit that was randomised. Units: index points (100 = as a year ago). Source: linearised ratio estimator
 * (Särndal, Swensson, Wretman 1992; `survey::svyratio`).
 */

/** One cluster of one arm in one month: sums over its pairs. */
export interface ClusterSums {
  readonly now: number;
  readonly previous: number;
}

/** The index of an arm with its linearised standard error, in index points. */
export interface ArmIndex {
  readonly index: number;
  readonly se: number;
  readonly clusters: number;
}

/** Both arms, their difference A − B and its standard error; arms are independent. */
export interface IndexContrast {
  readonly a: ArmIndex;
  readonly b: ArmIndex;
  readonly difference: number;
  readonly se: number;
}

/** The index of one arm. Throws a RangeError with fewer than two clusters or without a previous value. */
export function indexOfArm(clusters: readonly ClusterSums[]): ArmIndex {
  const now = clusters.reduce((sum, cluster) => sum + cluster.now, 0);
  const previous = clusters.reduce((sum, cluster) => sum + cluster.previous, 0);
  const n = clusters.length;
  if (n < 2) throw new RangeError(`${n} clusters in an arm: at least 2 are needed`);
  if (!(previous > 0)) throw new RangeError('an arm has no value of the year before');
  const ratio = now / previous;
  const squares = clusters.reduce((sum, cluster) => sum + (cluster.now - ratio * cluster.previous) ** 2, 0);
  return { index: 100 * ratio, se: (100 * Math.sqrt((n / (n - 1)) * squares)) / previous, clusters: n };
}

/** Contrasts two arms. */
export function contrastArms(a: readonly ClusterSums[], b: readonly ClusterSums[]): IndexContrast {
  const [indexA, indexB] = [indexOfArm(a), indexOfArm(b)];
  return { a: indexA, b: indexB, difference: indexA.index - indexB.index, se: Math.hypot(indexA.se, indexB.se) };
}
