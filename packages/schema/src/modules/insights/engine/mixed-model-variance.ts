/** Variance components of the state model, in squared points of the 0-100 scale. */
export type Variances = {
  tenant: number;
  manager: number;
  /** Of one manager's months around his level. */
  managerMonth: number;
  member: number;
  residual: number;
  /** Correlation of a manager's neighbouring months, in (−1, 1); 0 = months independent. */
  correlation: number;
};

/** The same as penalties of the mixed-model equations: residual variance over each component. */
export type Penalties = { tenant: number; manager: number; managerMonth: number; member: number };

/** Smallest component as a share of the residual that the equations are set up with. */
const floorShare = 1e-8;

/** λ = σ²/σ_k² for each component (insights 1.1); a component of 0 is held at the floor. */
export function penaltiesOf(variances: Variances): Penalties {
  const penalty = (component: number) => variances.residual / Math.max(component, floorShare * variances.residual);
  return {
    tenant: penalty(variances.tenant),
    manager: penalty(variances.manager),
    managerMonth: penalty(variances.managerMonth),
    member: penalty(variances.member),
  };
}

/**
 * Precision of an AR(1) series of unit variance seen at rising months: tridiagonal also where months are missing, since
 * the series is Markov. Writes diagonal and upper neighbour for the points [start, end).
 */
export function writeAutoregressivePrecision(
  months: ArrayLike<number>,
  start: number,
  end: number,
  correlation: number,
  diagonal: Float64Array,
  neighbour: Float64Array,
): void {
  for (let p = start; p < end; p += 1) diagonal[p] = 1;
  for (let p = start + 1; p < end; p += 1) {
    const decay = correlation ** (months[p]! - months[p - 1]!);
    const innovation = 1 - decay * decay;
    // Given its predecessor, w_p has variance 1 − decay²: that replaces its marginal 1 and informs the predecessor.
    diagonal[p] = 1 / innovation;
    diagonal[p - 1]! += (decay * decay) / innovation;
    neighbour[p - 1] = -decay / innovation;
  }
}
