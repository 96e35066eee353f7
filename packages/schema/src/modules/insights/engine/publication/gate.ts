/**
 * The publication gate: which of the numbers asked for may go out, given everything that ever went out.
 *
 * Rules, in this order (k = floor of distinct raters):
 *  1. only closed periods: nothing moves while people still answer;
 *  2. at least k distinct raters, otherwise not even n;
 *  3. one series has disjoint periods; a longer window is published only as the sum of published periods;
 *  4. a number published before stays frozen unless it differs by at least k raters: the same period again (late answer,
 *     correction, erasure), or the next period of a standing answer (joiners, leavers, changed minds);
 *  5. no linear combination of all published facts, old and new, may be about fewer than k raters.
 * Rule 5 contains 4 as mathematics; 4 stays because its reason is one a person can be told.
 *
 * Larger groups come first, so a whole is never given up for a part. No rule looks at a value, so what is missing tells
 * nothing about the answers.
 */
import { Auditor } from './auditor.ts';
import { countRaters, differingRaters, isOverlapping, isSamePeriod, seriesOf, type Fact } from './fact.ts';

/** Why a fact may go out, or not. */
export type GateReason =
  | 'safe'
  | 'unchanged'
  | 'period-open'
  | 'too-few-raters'
  | 'period-overlap'
  | 'too-similar'
  | 'derivable'
  | 'undecided';

/** The gate's answer for one fact; `frozen` means that the earlier published number stays as it is. */
export interface GateDecision {
  readonly fact: string;
  readonly outcome: 'publish' | 'frozen' | 'withhold';
  readonly reason: GateReason;
}

/** What the gate is asked; `closedUntil` is the first month that is not closed yet. */
export interface GateRequest {
  readonly k: number;
  readonly closedUntil: number;
  readonly candidates: readonly Fact[];
  /** Every fact ever published, oldest first, also those since withdrawn or replaced: readers keep copies. */
  readonly published: readonly Fact[];
}

/** The lowest floor a tenant may choose. */
export const LOWEST_FLOOR = 3;

/**
 * Decides every candidate. Decisions come in the order of the candidates; the result depends on neither that order nor on
 * any value. Throws a RangeError for a floor below 3, or a fact with the id of another.
 */
export function decidePublication(request: GateRequest): GateDecision[] {
  checkRequest(request);
  const auditor = new Auditor(request.k, request.published);
  const out = new PublishedSeries(request.published);
  const decisions = new Map<string, GateDecision>();
  for (const fact of request.candidates.toSorted(byWeightOfGroup)) {
    const decision = decideByRule(fact, out, request) ?? decideByAudit(fact, auditor);
    if (decision.reason === 'safe') out.add(fact);
    decisions.set(fact.id, decision);
  }
  return request.candidates.map((fact) => decisions.get(fact.id)).filter((decision) => decision !== undefined);
}

/** The candidates that may go out, in their order. */
export function admitFacts(request: GateRequest): Fact[] {
  const admitted = new Set(
    decidePublication(request)
      .filter(({ outcome }) => outcome === 'publish')
      .map(({ fact }) => fact),
  );
  return request.candidates.filter(({ id }) => admitted.has(id));
}

/** What is out, by question and group. */
class PublishedSeries {
  readonly #series = new Map<string, Fact[]>();

  constructor(published: readonly Fact[]) {
    for (const fact of published) this.add(fact);
  }

  add(fact: Fact): void {
    const key = seriesOf(fact);
    const series = this.#series.get(key);
    if (series) series.push(fact);
    else this.#series.set(key, [fact]);
  }

  of(fact: Fact): readonly Fact[] {
    return this.#series.get(seriesOf(fact)) ?? [];
  }
}

function decideByRule(fact: Fact, out: PublishedSeries, { k, closedUntil }: GateRequest): GateDecision | undefined {
  if (fact.period.until > closedUntil) return { fact: fact.id, outcome: 'withhold', reason: 'period-open' };
  const series = out.of(fact);
  if (countRaters(fact) < k) return withholdSmall(fact, series);
  const earlier = comparedWith(fact, series);
  if (earlier) {
    const differing = differingRaters(earlier, fact).size;
    if (differing === 0 && isSamePeriod(earlier.period, fact.period))
      return { fact: fact.id, outcome: 'frozen', reason: 'unchanged' };
    if (differing > 0 && differing < k) return { fact: fact.id, outcome: 'frozen', reason: 'too-similar' };
  }
  if (!isOverlapAllowed(fact, series)) return { fact: fact.id, outcome: 'withhold', reason: 'period-overlap' };
  return undefined;
}

function withholdSmall(fact: Fact, series: readonly Fact[]): GateDecision {
  const isOut = series.some((known) => isSamePeriod(known.period, fact.period));
  return { fact: fact.id, outcome: isOut ? 'frozen' : 'withhold', reason: 'too-few-raters' };
}

/** The published fact a reader will compare with: the latest of the same period, for standing answers the latest of all. */
function comparedWith(fact: Fact, series: readonly Fact[]): Fact | undefined {
  if (fact.nature === 'standing') return series.at(-1);
  return series.findLast((known) => isSamePeriod(known.period, fact.period));
}

function isOverlapAllowed(fact: Fact, series: readonly Fact[]): boolean {
  if (fact.nature === 'standing') return true;
  const overlapping = series.filter((known) => isOverlapping(known.period, fact.period));
  if (overlapping.every((known) => isSamePeriod(known.period, fact.period))) return true;
  return isSumOf(fact, overlapping);
}

/** Whether the fact adds up published ones exactly, each answer counted once. */
function isSumOf(fact: Fact, parts: readonly Fact[]): boolean {
  const rest = new Map(fact.contributions.map(({ answer, weight }) => [answer, weight ?? 1]));
  const isInside = parts.every(({ contributions }) =>
    contributions.every(({ answer, weight }) => rest.get(answer) === (weight ?? 1) && rest.delete(answer)),
  );
  return isInside && rest.size === 0;
}

function decideByAudit(fact: Fact, auditor: Auditor): GateDecision {
  const outcome = auditor.tryAdd(fact);
  return { fact: fact.id, outcome: outcome === 'safe' ? 'publish' : 'withhold', reason: outcome };
}

function byWeightOfGroup(a: Fact, b: Fact): number {
  return (
    countRaters(b) - countRaters(a) ||
    b.period.until - b.period.from - (a.period.until - a.period.from) ||
    (a.id < b.id ? -1 : 1)
  );
}

function checkRequest({ k, candidates, published }: GateRequest): void {
  if (!Number.isInteger(k) || k < LOWEST_FLOOR)
    throw new RangeError(`the floor is a whole number of at least 3, not ${k}`);
  const ids = new Set<string>();
  for (const { id } of [...published, ...candidates]) {
    if (ids.has(id)) throw new RangeError(`two facts are called ${id}`);
    ids.add(id);
  }
}
