/**
 * Which hints to offer. A hint is ranked by the lower 10 % bound of its effect (effect − 1.2816 · sd): it must be good and
 * known to be good. One slot of five is drawn at random among the others with its probability recorded, because users choose
 * hints themselves: only the random slot can tell cause from company.
 */
import type { Random } from './random.ts';

/** A hint with its estimated effect in points and how widely it was used. */
export interface HintEvidence {
  readonly hint: string;
  readonly effect: number;
  readonly sd: number;
  readonly n: number;
  readonly managers: number;
  readonly tenants: number;
}

/** A hint with its lower 10 % bound. */
export interface RankedHint extends HintEvidence {
  readonly lcb10: number;
}

/** A hint to show, in which slot, and the probability with which it was chosen (1 = by rank). */
export interface OfferedHint {
  readonly hint: string;
  readonly slot: number;
  readonly propensity: number;
}

/** Standard deviations from the mean to the lower 10 % of a normal distribution. */
export const LOWER_TENTH = 1.2816;
/** Sessions and managers a hint needs before it is ranked, tenants before it is ranked for other tenants. */
export const ELIGIBLE_FROM = { sessions: 5, managers: 3, tenants: 2 };

/** The lower 10 % bound of a hint's effect, in points. */
export function lowerTenth(effect: number, sd: number): number {
  return effect - LOWER_TENTH * sd;
}

/** Whether a hint has been used enough to be ranked, within its tenant or across tenants. */
export function isEligible({ n, managers, tenants }: HintEvidence, isAcrossTenants = false): boolean {
  const isKnown = n >= ELIGIBLE_FROM.sessions && managers >= ELIGIBLE_FROM.managers;
  return isKnown && (!isAcrossTenants || tenants >= ELIGIBLE_FROM.tenants);
}

/** The eligible hints, best lower bound first (tie: id). */
export function rankHints(hints: readonly HintEvidence[], isAcrossTenants = false): RankedHint[] {
  return hints
    .filter((hint) => isEligible(hint, isAcrossTenants))
    .map((hint) => ({ ...hint, lcb10: lowerTenth(hint.effect, hint.sd) }))
    .toSorted((a, b) => b.lcb10 - a.lcb10 || (a.hint < b.hint ? -1 : 1));
}

/**
 * Fills `slots` places: one, at a random position, with a hint drawn uniformly from `candidates` that are not among the
 * best, the rest by rank. Without enough ranked hints the free places are drawn too; without candidates all go by rank.
 */
export function offerHints(
  ranked: readonly RankedHint[],
  candidates: readonly string[],
  random: Random,
  slots = 5,
): OfferedHint[] {
  const best = ranked.slice(0, Math.max(0, slots - 1)).map(({ hint }) => hint);
  const others = candidates.filter((hint) => !best.includes(hint));
  const drawn = drawWithout(others, slots - best.length, random);
  if (others.length === 0) return ranked.slice(0, slots).map(({ hint }, slot) => ({ hint, slot, propensity: 1 }));
  const offered = best.map((hint) => ({ hint, propensity: 1 }));
  const propensity = drawn.length / others.length;
  for (const hint of drawn) offered.splice(random.integer(offered.length + 1), 0, { hint, propensity });
  return offered.map((own, slot) => ({ ...own, slot }));
}

function drawWithout(from: readonly string[], count: number, random: Random): string[] {
  const rest = [...from];
  const drawn: string[] = [];
  while (drawn.length < count && rest.length > 0) drawn.push(...rest.splice(random.integer(rest.length), 1));
  return drawn;
}
