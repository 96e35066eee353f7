/**
 * Theme trends: what a manager's pairs talk about, pulled towards the company and the company towards society, because
 * tens of sessions say little about a rare theme.
 *
 *     society  π    = pooled shares
 *     company  π_k  = (x_k + 50 π) / (n_k + 50)
 *     manager  p_j  = (x_j + A π_k) / (n_j + A)       A: one per kind, by maximum likelihood of the Dirichlet-multinomial
 *     log L(A) = Σ_j [ lnΓ(A) − lnΓ(n_j + A) + Σ_c lnΓ(x_jc + A π_kc) − lnΓ(A π_kc) ]
 *
 * The marginal posterior of one share is Beta(x + A π_k, the rest); its 5 % and 95 % quantiles are the 90 % interval.
 * Units: shares 0..1, A in sessions. Source: Dirichlet-multinomial (Pólya) shrinkage, e.g. Minka 2000.
 */
import { betaCdf, betaQuantile } from './distributions/beta.ts';
import { logGamma } from './distributions/gamma.ts';

/** Sessions per category of one manager, for one kind (topics or responses). */
export interface ThemeCounts {
  readonly tenant: string;
  readonly manager: string;
  readonly counts: readonly number[];
}

/** 多い / 少ない / neither, against society. */
export type ThemeMark = 'many' | 'few' | null;

/** The theme trend of one manager, one number per category. */
export interface ThemeTrend {
  readonly manager: string;
  readonly tenant: string;
  readonly n: number;
  readonly raw: readonly number[];
  readonly share: readonly number[];
  readonly lo90: readonly number[];
  readonly hi90: readonly number[];
  readonly aboveCompany: readonly number[];
  readonly aboveSociety: readonly number[];
  readonly marks: readonly ThemeMark[];
}

/** Shares by level, the concentration A with its log likelihood, and every manager's trend. */
export interface ThemeFit {
  readonly alpha: number;
  readonly logLik: number;
  readonly society: readonly number[];
  readonly companies: ReadonlyMap<string, readonly number[]>;
  readonly managers: readonly ThemeTrend[];
}

/** Shares that stand in for society before there is any session: topics and responses in the order of their indices. */
export const PUBLISHED_SHARES: { readonly topic: readonly number[]; readonly response: readonly number[] } = {
  topic: [0.54, 0.029, 0.037, 0.094, 0.08, 0.05, 0.104, 0.066],
  response: [0.156, 0.206, 0.108, 0.221, 0.176, 0.133],
};

/** Sessions of society that every company's shares start from. */
export const COMPANY_PRIOR = 50;
/** Concentration used while no manager has two sessions, when A has no maximum. */
export const DEFAULT_ALPHA = 18;

/**
 * Fits one kind. `fallback` are the shares of society while nobody has a session. Throws a RangeError when managers have
 * different numbers of categories.
 */
export function fitThemes(managers: readonly ThemeCounts[], fallback: readonly number[]): ThemeFit {
  for (const { manager, counts } of managers)
    if (counts.length !== fallback.length)
      throw new RangeError(`manager ${manager}: ${counts.length} categories, not ${fallback.length}`);
  const society = poolShares(managers, fallback);
  const companies = companyShares(managers, society);
  const companyOf = ({ tenant }: ThemeCounts): readonly number[] => companies.get(tenant) ?? society;
  const alpha = maximiseAlpha((candidate) => logLikelihood(managers, companyOf, candidate), managers);
  return {
    alpha,
    logLik: logLikelihood(managers, companyOf, alpha),
    society,
    companies,
    managers: managers.map((own) => describeTrend(own, companyOf(own), society, alpha)),
  };
}

/** The trend of one manager given the shares above him and the concentration. */
export function describeTrend(
  own: ThemeCounts,
  company: readonly number[],
  society: readonly number[],
  alpha: number,
): ThemeTrend {
  const n = sum(own.counts);
  const share = own.counts.map((x, category) => (x + alpha * (company[category] ?? 0)) / (n + alpha));
  const posterior = share.map((p) => ({ a: p * (n + alpha), b: (1 - p) * (n + alpha) }));
  const above = (shares: readonly number[]): number[] =>
    posterior.map(({ a, b }, c) => chanceAbove(shares[c] ?? 0, a, b));
  const aboveSociety = above(society);
  return {
    manager: own.manager,
    tenant: own.tenant,
    n,
    raw: own.counts.map((x) => (n === 0 ? 0 : x / n)),
    share,
    lo90: posterior.map(({ a, b }) => quantile(0.05, a, b)),
    hi90: posterior.map(({ a, b }) => quantile(0.95, a, b)),
    aboveCompany: above(company),
    aboveSociety,
    marks: share.map((p, c) => markOf(p - (society[c] ?? 0), aboveSociety[c] ?? 0.5)),
  };
}

/** Marks a difference to society (as a share) that is certain (90 %) and at least 5 points. */
export function markOf(difference: number, chanceOfMore: number): ThemeMark {
  if (Math.abs(difference) < 0.05) return null;
  if (chanceOfMore >= 0.95) return 'many';
  return chanceOfMore <= 0.05 ? 'few' : null;
}

function chanceAbove(share: number, a: number, b: number): number {
  if (a <= 0) return 0;
  return b <= 0 ? 1 : 1 - betaCdf(share, a, b);
}

function quantile(p: number, a: number, b: number): number {
  if (a <= 0) return 0;
  return b <= 0 ? 1 : betaQuantile(p, a, b);
}

function poolShares(managers: readonly ThemeCounts[], fallback: readonly number[]): number[] {
  const pooled = fallback.map((_, category) => sum(managers.map(({ counts }) => counts[category] ?? 0)));
  const total = sum(pooled);
  return total === 0 ? [...fallback] : pooled.map((x) => x / total);
}

function companyShares(managers: readonly ThemeCounts[], society: readonly number[]): Map<string, number[]> {
  const counts = new Map<string, number[]>();
  for (const { tenant, counts: own } of managers) {
    const so = counts.get(tenant);
    counts.set(tenant, so ? so.map((x, category) => x + (own[category] ?? 0)) : [...own]);
  }
  return new Map(
    [...counts].map(([tenant, x]) => {
      const n = sum(x);
      return [tenant, x.map((own, c) => (own + COMPANY_PRIOR * (society[c] ?? 0)) / (n + COMPANY_PRIOR))];
    }),
  );
}

function logLikelihood(
  managers: readonly ThemeCounts[],
  companyOf: (manager: ThemeCounts) => readonly number[],
  alpha: number,
): number {
  let total = 0;
  for (const own of managers) {
    const company = companyOf(own);
    total += logGamma(alpha) - logGamma(sum(own.counts) + alpha);
    own.counts.forEach((x, category) => {
      // Γ(a + 0) = Γ(a): a theme nobody chose adds nothing, also where its prior share is 0.
      const a = alpha * (company[category] ?? 0);
      if (x > 0) total += logGamma(x + a) - logGamma(a);
    });
  }
  return total;
}

/** Golden-section search for A on a logarithmic scale, from 0.01 to 10⁶ sessions. */
function maximiseAlpha(logLik: (alpha: number) => number, managers: readonly ThemeCounts[]): number {
  if (!managers.some(({ counts }) => sum(counts) >= 2)) return DEFAULT_ALPHA;
  const golden = (Math.sqrt(5) - 1) / 2;
  let low = Math.log(0.01);
  let high = Math.log(1e6);
  let left = high - golden * (high - low);
  let right = low + golden * (high - low);
  let [atLeft, atRight] = [logLik(Math.exp(left)), logLik(Math.exp(right))];
  while (high - low > 1e-7) {
    if (atLeft > atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - golden * (high - low);
      atLeft = logLik(Math.exp(left));
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + golden * (high - low);
      atRight = logLik(Math.exp(right));
    }
  }
  return Math.exp((low + high) / 2);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
