/**
 * Drivers, stage 1: how satisfied each member really is with each topic, when most have rated only a few topics a few times.
 *
 *     x_i ~ N(μ, Σ) over topics,  mean of n_ik ratings ~ N(x_ik, σ²/n_ik)
 *     E   A = Σ_oo + diag(σ²/n),  m = Σ_·o A⁻¹(mean_o − μ_o),  P = Σ − Σ_·o A⁻¹ Σ_o·       (o = topics the member rated)
 *     M   Σ ← average of P + mm',  μ_k ← μ_k + Σ_i n_ik(mean_ik − μ_k − m_ik)/Σ_i n_ik
 *
 * With few ratings per topic Σ is better kept compound-symmetric, τ11' + δI (its M step averages the diagonal and the rest);
 * the free Σ is the reference. Units: points of 0-100. Source: EM for a multivariate normal with missing and noisy values
 * (Dempster, Laird, Rubin 1977).
 */
import { factorCholesky, solveCholesky, type Square } from './linear-algebra/cholesky.ts';

/** Ratings of one member: count and mean per topic; the mean of a topic with count 0 is ignored. */
export interface MemberRatings {
  readonly counts: readonly number[];
  readonly means: readonly number[];
}

/** The distribution over members and each member's expected deviation from μ, topic after topic. */
export interface SatisfactionFit {
  readonly mu: readonly number[];
  readonly sigma: readonly (readonly number[])[];
  readonly posteriorMeans: readonly (readonly number[])[];
  readonly iterations: number;
}

/** How to fit: the form of Σ, the variance of one rating, and when to stop. */
export interface SatisfactionOptions {
  readonly covariance: 'free' | 'compound-symmetric';
  readonly noise: number;
  /** Most EM iterations; fewer when Σ and μ move less than `tolerance` points (0 = never stop early). */
  readonly iterations: number;
  readonly tolerance: number;
  readonly onStep?: (done: number, total: number) => void;
}

interface Parameters {
  readonly mu: Float64Array;
  readonly sigma: Square;
}

interface Posterior {
  readonly mean: Float64Array;
  readonly covariance: Square;
}

/** Fits by EM from Σ = 60·I + 150·11' and μ = mean of all ratings of a topic. Throws a RangeError for a topic nobody rated. */
export function fitSatisfaction(members: readonly MemberRatings[], options: SatisfactionOptions): SatisfactionFit {
  const topics = members[0]?.counts.length ?? 0;
  let parameters = startOf(members, topics);
  let iterations = 0;
  for (let isMoving = true; isMoving && iterations < options.iterations; iterations += 1) {
    const next = improve(members, parameters, options);
    isMoving = largestMove(parameters, next) > options.tolerance || options.tolerance === 0;
    parameters = next;
    options.onStep?.(iterations + 1, options.iterations);
  }
  const { mu, sigma } = parameters;
  return {
    mu: [...mu],
    sigma: Array.from({ length: topics }, (_, row) => [...sigma.subarray(row * topics, (row + 1) * topics)]),
    posteriorMeans: members.map((member) => [...posteriorOf(member, parameters, options.noise).mean]),
    iterations,
  };
}

function startOf(members: readonly MemberRatings[], topics: number): Parameters {
  const mu = Float64Array.from({ length: topics }, (_, topic) => {
    const count = members.reduce((sum, { counts }) => sum + counts[topic]!, 0);
    if (count === 0) throw new RangeError(`topic ${topic + 1} has no ratings`);
    return (
      members.reduce((sum, { counts, means }) => sum + (counts[topic]! > 0 ? counts[topic]! * means[topic]! : 0), 0) /
      count
    );
  });
  const sigma = Float64Array.from({ length: topics * topics }, (_, at) => (at % (topics + 1) === 0 ? 210 : 150));
  return { mu, sigma };
}

function improve(
  members: readonly MemberRatings[],
  parameters: Parameters,
  { noise, covariance }: SatisfactionOptions,
): Parameters {
  const topics = parameters.mu.length;
  const moments = new Float64Array(topics * topics);
  const [shift, weight] = [new Float64Array(topics), new Float64Array(topics)];
  for (const member of members) {
    const { mean, covariance: spread } = posteriorOf(member, parameters, noise);
    for (let row = 0; row < topics; row += 1) {
      const count = member.counts[row]!;
      if (count > 0) shift[row]! += count * (member.means[row]! - parameters.mu[row]! - mean[row]!);
      weight[row]! += count;
      for (let column = 0; column < topics; column += 1) {
        const at = row * topics + column;
        moments[at]! += (spread[at]! + mean[row]! * mean[column]!) / members.length;
      }
    }
  }
  const sigma = covariance === 'free' ? moments : toCompoundSymmetry(moments, topics);
  return { mu: parameters.mu.map((value, topic) => value + shift[topic]! / weight[topic]!), sigma };
}

function posteriorOf(member: MemberRatings, parameters: Parameters, noise: number): Posterior {
  const { mu, sigma } = parameters;
  const topics = mu.length;
  const rated = ratedTopics(member);
  const order = rated.length;
  const lower = factorMarginal(member, rated, sigma, noise);
  const weights = new Float64Array(order);
  for (let at = 0; at < order; at += 1) weights[at] = member.means[rated[at]!]! - mu[rated[at]!]!;
  solveCholesky(lower, order, weights);
  const mean = new Float64Array(topics);
  const covariance = sigma.slice();
  const gain = new Float64Array(order);
  for (let topic = 0; topic < topics; topic += 1) {
    for (let at = 0; at < order; at += 1) gain[at] = sigma[rated[at]! * topics + topic]!;
    for (let at = 0; at < order; at += 1) mean[topic]! += gain[at]! * weights[at]!;
    solveCholesky(lower, order, gain);
    for (let at = 0; at < order; at += 1) {
      const across = rated[at]! * topics;
      for (let other = 0; other < topics; other += 1)
        covariance[other * topics + topic]! -= sigma[across + other]! * gain[at]!;
    }
  }
  return { mean, covariance };
}

function ratedTopics({ counts }: MemberRatings): number[] {
  const rated: number[] = [];
  for (let topic = 0; topic < counts.length; topic += 1) if (counts[topic]! > 0) rated.push(topic);
  return rated;
}

/** Factor of the covariance of a member's topic means. */
function factorMarginal({ counts }: MemberRatings, rated: readonly number[], sigma: Square, noise: number): Square {
  const order = rated.length;
  const marginal = new Float64Array(order * order);
  for (let row = 0; row < order; row += 1) {
    const across = rated[row]! * counts.length;
    for (let column = 0; column <= row; column += 1) marginal[row * order + column] = sigma[across + rated[column]!]!;
    marginal[row * order + row]! += noise / counts[rated[row]!]!;
  }
  const lower = factorCholesky(marginal, order);
  if (lower === undefined) throw new RangeError('the covariance of satisfaction is not positive definite');
  return lower;
}

function toCompoundSymmetry(moments: Square, topics: number): Square {
  let [diagonal, rest] = [0, 0];
  moments.forEach((value, at) => {
    if (at % (topics + 1) === 0) diagonal += value / topics;
    else rest += value / (topics * (topics - 1));
  });
  return moments.map((_, at) => (at % (topics + 1) === 0 ? diagonal : rest));
}

function largestMove(before: Parameters, after: Parameters): number {
  const gap = (a: Float64Array, b: Float64Array): number =>
    a.reduce((most, value, at) => Math.max(most, Math.abs(value - b[at]!)), 0);
  return Math.max(gap(before.mu, after.mu), gap(before.sigma, after.sigma));
}
