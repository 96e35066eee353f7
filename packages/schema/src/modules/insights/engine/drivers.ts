/**
 * Drivers, stage 2: which topics' satisfaction goes with engagement. Association, never effect: whoever answers leniently
 * answers both leniently.
 *
 *     z(engagement) = a + Σ_k β_k · m_ik/√Σ_kk + e        (SD per SD; m from stage 1)
 *
 * Tests: least squares, CR1 by manager, t with G−1 degrees of freedom, Holm over the topics. Display: ridge with prior SD 0.2.
 * Regressing on posterior means corrects for noise only if how often somebody rated says nothing about how satisfied he is,
 * and the normal prior fits. Three outcomes: a strength, 'none' (narrow around nothing), 'insufficient' (too wide to say).
 */
import { studentTwoSided } from './distributions/student-t.ts';
import {
  adjustByHolm,
  classicalCovariance,
  clusterCovariance,
  designWithIntercept,
  fitLeastSquares,
  ridgeCoefficients,
  robustCovariance,
  standardErrors,
  type LeastSquares,
} from './linear-regression.ts';

/** Strength of a topic; minus signs where more satisfaction goes with less engagement. */
export type DriverLabel =
  | '+'
  | '++'
  | '+++'
  | '++++'
  | '+++++'
  | '-'
  | '--'
  | '---'
  | '----'
  | '-----'
  | 'none'
  | 'insufficient';

/** Standardised predictors, standardised outcome and the manager of each member. */
export interface DriverDesign {
  readonly x: readonly (readonly number[])[];
  readonly y: readonly number[];
  readonly clusters: readonly (string | number)[];
}

/** The regression; arrays start with the intercept except `holm`, `ridge` and `labels`, which are per topic. */
export interface DriverFit {
  readonly n: number;
  readonly clusters: number;
  readonly coefficients: readonly number[];
  readonly seOls: readonly number[];
  readonly seHc3: readonly number[];
  readonly seCr1: readonly number[];
  readonly df: number;
  readonly p: readonly number[];
  readonly holm: readonly number[];
  readonly rSquared: number;
  readonly ridge: readonly number[];
  readonly labels: readonly DriverLabel[];
}

/** Prior standard deviation of a standardised coefficient. */
export const RIDGE_PRIOR_SD = 0.2;
/** Members below which a tenant gets the overall association only. */
export const TOPIC_LEVEL_FROM = 3000;

const STEPS = [0.1, 0.15, 0.2, 0.3];
const PLUS: readonly DriverLabel[] = ['+', '++', '+++', '++++', '+++++'];
const MINUS: readonly DriverLabel[] = ['-', '--', '---', '----', '-----'];

/** Fits the regression; strengths are read off the ridge coefficients or, as the reference does, off least squares. */
export function fitDrivers(design: DriverDesign, strengthFrom: 'ridge' | 'least-squares' = 'ridge'): DriverFit {
  const fit = fitLeastSquares(designWithIntercept(design.x, design.y));
  const { covariance, clusters } = clusterCovariance(fit, design.clusters);
  const seCr1 = standardErrors(covariance, fit.columns);
  const coefficients = [...fit.coefficients];
  const p = coefficients.map((beta, at) => studentTwoSided(beta / seCr1[at]!, clusters - 1));
  const holm = adjustByHolm(p.slice(1));
  const ridge = ridgeCoefficients(fit, RIDGE_PRIOR_SD);
  const shown = strengthFrom === 'ridge' ? ridge : coefficients.slice(1);
  return {
    n: fit.rows,
    clusters,
    coefficients,
    seOls: errorsOf(fit, classicalCovariance(fit)),
    seHc3: errorsOf(fit, robustCovariance(fit, 'HC3')),
    seCr1,
    df: clusters - 1,
    p,
    holm,
    rSquared: fit.rSquared,
    ridge,
    labels: shown.map((beta, topic) => labelDriver(beta, seCr1[topic + 1]!, holm[topic]!)),
  };
}

/** Labels a standardised coefficient with its standard error and adjusted p value. */
export function labelDriver(beta: number, se: number, holm: number): DriverLabel {
  const size = Math.abs(beta);
  if (holm < 0.05 && size >= 0.05) {
    const step = STEPS.findIndex((limit) => size < limit);
    return (beta > 0 ? PLUS : MINUS).at(step)!;
  }
  return 1.96 * se <= 0.1 ? 'none' : 'insufficient';
}

/** Divides every topic's posterior mean by the standard deviation of that topic among members. */
export function standardiseSatisfaction(
  posteriorMeans: readonly (readonly number[])[],
  sigma: readonly (readonly number[])[],
): number[][] {
  return posteriorMeans.map((means) => means.map((mean, topic) => mean / Math.sqrt(sigma[topic]![topic]!)));
}

/** Centres and divides by the standard deviation (n − 1). Throws a RangeError when all values are equal. */
export function standardise(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
  if (!(sd > 0)) throw new RangeError('all values are equal');
  return values.map((value) => (value - mean) / sd);
}

/**
 * The overall association for tenants with too few members for topics: engagement on the mean satisfaction over topics,
 * with CR1 standard error and label.
 */
export function fitOverallDriver(design: DriverDesign): { beta: number; se: number; p: number; label: DriverLabel } {
  const overall = standardise(design.x.map((row) => row.reduce((sum, value) => sum + value, 0) / row.length));
  const fit = fitLeastSquares(
    designWithIntercept(
      overall.map((value) => [value]),
      design.y,
    ),
  );
  const { covariance, clusters } = clusterCovariance(fit, design.clusters);
  const se = standardErrors(covariance, 2)[1]!;
  const beta = fit.coefficients[1]!;
  const p = studentTwoSided(beta / se, clusters - 1);
  return { beta, se, p, label: labelDriver(beta, se, p) };
}

function errorsOf(fit: LeastSquares, covariance: Float64Array): number[] {
  return standardErrors(covariance, fit.columns);
}
