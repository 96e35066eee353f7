/**
 * The vocabulary of disclosure control: what a published number is made of.
 *
 * A *fact* is one number about one group in one period. Whoever reads it learns one linear combination of answers, so
 * a fact is described by the answers in it and never by their values: nothing in this folder that decides *whether*
 * to publish may look at a value.
 */

/** Whether a question is answered anew every month, or one answer stands until its author changes it. */
export type AnswerNature = 'fresh' | 'standing';

/** Whole months, numbered consecutively (year × 12 + month − 1); `from` is in the period, `until` is the first after it. */
export interface Period {
  readonly from: number;
  readonly until: number;
}

/**
 * One answer inside a fact. `answer` is an opaque name that stays the same as long as the value behind it does: a
 * corrected answer is another answer of the same rater. `weight` is a positive integer (1 when absent); facts that weigh
 * answers by fractions multiply them up to integers first.
 */
export interface Contribution {
  readonly answer: string;
  readonly rater: string;
  readonly weight?: number;
}

/** One number that somebody wants published, or that was published once and can never be taken back. */
export interface Fact {
  readonly id: string;
  readonly measure: string;
  readonly unit: string;
  readonly nature: AnswerNature;
  readonly period: Period;
  readonly contributions: readonly Contribution[];
}

/** Names the answer behind a value: fresh answers are one per month, standing ones one until they are revised. */
export function answerName(
  nature: AnswerNature,
  measure: string,
  rater: string,
  month: number,
  revision: number | string = 0,
): string {
  return JSON.stringify(nature === 'fresh' ? [measure, rater, month, revision] : [measure, rater, revision]);
}

/** Counts the distinct people behind a fact: the n that is compared with k. */
export function countRaters(fact: Fact): number {
  return new Set(fact.contributions.map((contribution) => contribution.rater)).size;
}

/** Names what a fact is about, whatever its period: equal for the same question and group. */
export function seriesOf(fact: Fact): string {
  return JSON.stringify([fact.measure, fact.unit]);
}

/** Says whether two facts are about the same period exactly. */
export function isSamePeriod(a: Period, b: Period): boolean {
  return a.from === b.from && a.until === b.until;
}

/** Says whether two periods share a month. */
export function isOverlapping(a: Period, b: Period): boolean {
  return a.from < b.until && b.from < a.until;
}

/**
 * The people whose part in two facts differs: joined, left, or answered otherwise. Who holds both facts holds their
 * difference, which is a number about exactly these people.
 */
export function differingRaters(a: Fact, b: Fact): ReadonlySet<string> {
  const differing = new Set<string>();
  const inB = new Map(b.contributions.map((contribution) => [contribution.answer, contribution]));
  for (const contribution of a.contributions) {
    const other = inB.get(contribution.answer);
    if ((other?.weight ?? 1) !== (contribution.weight ?? 1) || other === undefined) differing.add(contribution.rater);
    inB.delete(contribution.answer);
  }
  for (const contribution of inB.values()) differing.add(contribution.rater);
  return differing;
}

/**
 * Replaces an erased person in the ledger of published facts. What was published stays known to its readers, so the
 * ledger must keep its shape; only the person's names in it go, replaced by a name that belongs to nobody.
 */
export function forgetRater(ledger: readonly Fact[], rater: string, tombstone: string): Fact[] {
  const renamed = new Map<string, string>();
  const rename = (answer: string): string => {
    const name = renamed.get(answer) ?? `${tombstone}/${renamed.size}`;
    renamed.set(answer, name);
    return name;
  };
  return ledger.map((fact) => ({
    ...fact,
    contributions: fact.contributions.map((contribution) =>
      contribution.rater === rater
        ? { ...contribution, rater: tombstone, answer: rename(contribution.answer) }
        : contribution,
    ),
  }));
}
