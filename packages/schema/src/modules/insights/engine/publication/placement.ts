/**
 * Where a rater counts in a period: the rules for moves and for groups that are too small to have a number of their own.
 *
 * Both depend on the roster alone, known before anybody answers. So the line a person reads before pressing ("your answer
 * goes into …") is computed by the same function that later builds the published groups.
 */
import { answerName, type AnswerNature, type Fact, type Period } from './fact.ts';

/** The units of an organisation with their parents; exactly one has the parent null. A manager's team is a unit too. */
export type UnitTree = ReadonlyMap<string, string | null>;

/** One stretch of a person's belonging to a unit, in days (any consecutive numbering); `until` is the first day after it. */
export interface Spell {
  readonly rater: string;
  readonly unit: string;
  readonly fromDay: number;
  readonly untilDay: number;
}

/** The unit and its ancestors up to the root. Throws a RangeError for an unknown unit or a circle. */
export function ancestryOf(tree: UnitTree, unit: string): string[] {
  const line: string[] = [];
  for (let at: string | null = unit; at !== null;) {
    const parent = tree.get(at);
    if (parent === undefined) throw new RangeError(`unit ${at} is not in the tree`);
    line.push(at);
    if (line.length > tree.size) throw new RangeError(`unit ${unit}: its ancestors form a circle`);
    at = parent;
  }
  return line;
}

/** The lowest unit that contains all the given ones. */
export function lowestCommonAncestor(tree: UnitTree, units: readonly string[]): string {
  const [first, ...others] = units.map((unit) => ancestryOf(tree, unit));
  const common = first?.find((unit) => others.every((line) => line.includes(unit)));
  if (common === undefined) throw new RangeError(`units ${units.join(', ')} have no common ancestor`);
  return common;
}

/**
 * Places every rater of the roster for the days [fromDay, untilDay): who was in several units counts at their lowest
 * common ancestor, and who belongs to a unit with fewer than k people counts in the nearest ancestor that has k (a manager
 * with 1 to 4 members has no number of his own). Raters of an organisation below k are not placed.
 */
export function placeRaters(
  tree: UnitTree,
  spells: readonly Spell[],
  days: { readonly fromDay: number; readonly untilDay: number },
  k: number,
): Map<string, string> {
  const unitsOf = new Map<string, Set<string>>();
  for (const { rater, unit, fromDay, untilDay } of spells) {
    if (fromDay >= days.untilDay || untilDay <= days.fromDay || fromDay >= untilDay) continue;
    unitsOf.set(rater, (unitsOf.get(rater) ?? new Set<string>()).add(unit));
  }
  const placed = new Map([...unitsOf].map(([rater, units]) => [rater, lowestCommonAncestor(tree, [...units])]));
  return poolSmallUnits(tree, placed, k);
}

/** The number of raters placed in a unit or below it, for every unit. */
export function countPlaced(tree: UnitTree, placed: ReadonlyMap<string, string>): Map<string, number> {
  const counts = new Map([...tree.keys()].map((unit) => [unit, 0]));
  for (const unit of placed.values())
    for (const ancestor of ancestryOf(tree, unit)) counts.set(ancestor, (counts.get(ancestor) ?? 0) + 1);
  return counts;
}

/** Where a rater's answer goes: the unit, how many people it has in the period, and whether it is his own unit's number. */
export interface Destination {
  readonly unit: string;
  readonly people: number;
  readonly isOwnUnit: boolean;
}

/**
 * What a rater is told before he presses, or undefined when his answer would count nowhere. Computed from the same placing
 * as the published groups.
 */
export function destinationOf(
  tree: UnitTree,
  placed: ReadonlyMap<string, string>,
  rater: string,
  ownUnit: string,
): Destination | undefined {
  const unit = placed.get(rater);
  if (unit === undefined) return undefined;
  return { unit, people: countPlaced(tree, placed).get(unit) ?? 0, isOwnUnit: unit === ownUnit };
}

function poolSmallUnits(tree: UnitTree, placed: ReadonlyMap<string, string>, k: number): Map<string, string> {
  const counts = countPlaced(tree, placed);
  const pooled = new Map<string, string>();
  for (const [rater, unit] of placed) {
    const home = ancestryOf(tree, unit).find((ancestor) => (counts.get(ancestor) ?? 0) >= k);
    if (home !== undefined) pooled.set(rater, home);
  }
  return pooled;
}

/** One rater's answer to a measure: fresh ones of every month in the period, or the one that stands. */
export interface PlacedAnswer {
  readonly rater: string;
  readonly month: number;
  readonly revision?: number | string;
}

/** What the facts of a tree have in common. */
export interface FactSeries {
  readonly measure: string;
  readonly nature: AnswerNature;
  readonly period: Period;
  /** Tells the publications of one period apart; part of the ids. */
  readonly edition?: string | undefined;
}

/** Builds the fact of every unit that has an answer in it or below it. Answers of raters who are not placed are left out. */
export function factsOfTree(
  tree: UnitTree,
  placed: ReadonlyMap<string, string>,
  answers: readonly PlacedAnswer[],
  series: FactSeries,
): Fact[] {
  const contributions = new Map<string, Fact['contributions'][number][]>();
  for (const { rater, month, revision } of answers) {
    const home = placed.get(rater);
    if (home === undefined) continue;
    const answer = answerName(series.nature, series.measure, rater, month, revision);
    for (const unit of ancestryOf(tree, home)) addTo(contributions, unit, { answer, rater });
  }
  const { measure, nature, period, edition } = series;
  return [...contributions].map(([unit, own]) => ({
    id: JSON.stringify([measure, unit, period.from, period.until, edition ?? '']),
    measure,
    unit,
    nature,
    period,
    contributions: own,
  }));
}

function addTo<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
