/**
 * Publishing one survey question over the organisation: who sees what of which answer.
 *
 * The disclosure of an answer is fixed at the moment the question was shown to its author. A question whose setting was
 * changed has answers of several kinds; each keeps its own. Answers the manager can see by name are left out of the
 * anonymous numbers: he could subtract them.
 */
import type { Random } from '../random.ts';
import { answerName, type Fact, type Period } from './fact.ts';
import { admitFacts } from './gate.ts';
import { ancestryOf, factsOfTree, type UnitTree } from './placement.ts';
import { possibleSums, presentMean, presentShares, type Scale, type ShownMean } from './presentation.ts';
import { hideForced, type ShownGroup } from './unanimity.ts';

/** What the manager may learn of an answer: the answer with its author, a share in anonymous numbers, or nothing. */
export type Disclosure = 'INDIVIDUAL' | 'ANONYMOUS' | 'NONE';

/** One answer to the question, with the disclosure its author was shown. */
export interface SurveyAnswer {
  readonly rater: string;
  readonly disclosure: Disclosure;
  readonly grade: number;
  readonly revision?: number | string;
}

/** The closed question and everything the gate needs to know. */
export interface SurveyClose {
  readonly measure: string;
  readonly scale: Scale;
  readonly period: Period;
  readonly closedUntil: number;
  readonly k: number;
  readonly tree: UnitTree;
  readonly placed: ReadonlyMap<string, string>;
  readonly answers: readonly SurveyAnswer[];
  readonly published: readonly Fact[];
  /** Tells a later publication of the same period from the first one. */
  readonly edition?: string;
}

/** The anonymous number of one unit; `shares` is null where only the mean may be shown. */
export interface UnitResult {
  readonly unit: string;
  readonly mean: ShownMean;
  readonly shares: readonly number[] | null;
}

/** What goes out, and the facts to append to the ledger of published facts. */
export interface SurveyPublication {
  readonly individual: readonly SurveyAnswer[];
  readonly units: readonly UnitResult[];
  readonly facts: readonly Fact[];
}

/** Publishes a closed question with one answer per rater and month; units that may not be shown are simply absent. */
export function publishSurvey(close: SurveyClose): SurveyPublication {
  const anonymous = close.answers.filter(({ disclosure }) => disclosure === 'ANONYMOUS');
  const month = close.period.from;
  const gradeOf = new Map(
    anonymous.map(({ rater, revision, grade }) => [answerName('fresh', close.measure, rater, month, revision), grade]),
  );
  const admitted = admitFacts({
    k: close.k,
    closedUntil: close.closedUntil,
    published: close.published,
    candidates: factsOfTree(
      close.tree,
      close.placed,
      anonymous.map((answer) => ({ ...answer, month })),
      {
        measure: close.measure,
        nature: 'fresh',
        period: close.period,
        edition: close.edition,
      },
    ),
  });
  const gradesOf = (fact: Fact): number[] => fact.contributions.map(({ answer }) => gradeOf.get(answer) ?? Number.NaN);
  const facts = withoutForced(admitted, gradesOf, close);
  return {
    individual: close.answers.filter(({ disclosure }) => disclosure === 'INDIVIDUAL'),
    units: facts.map((fact) => ({
      unit: fact.unit,
      mean: presentMean(gradesOf(fact), close.scale),
      shares: isShareSafe(fact, facts, gradesOf, close) ? presentShares(gradesOf(fact), close.scale) : null,
    })),
    facts,
  };
}

/** One comment; there is no field for when it was written. */
export interface Comment {
  readonly rater: string;
  readonly text: string;
}

/** Number of distinct authors below which no comment of a unit is shown. */
export const COMMENT_FLOOR = 10;

/**
 * Publishes comments per unit, in random order and without authors: only where at least `floor` people wrote one, and not
 * where the comments of a whole minus those of its parts would be those of fewer.
 */
export function publishComments(
  close: Omit<SurveyClose, 'answers' | 'scale' | 'k'>,
  comments: readonly Comment[],
  random: Random,
  floor: number = COMMENT_FLOOR,
): { readonly units: ReadonlyMap<string, readonly string[]>; readonly facts: readonly Fact[] } {
  const month = close.period.from;
  const measure = `${close.measure}/comments`;
  const textOf = new Map(
    comments.map(({ rater, text }, index) => [answerName('fresh', measure, rater, month, index), text]),
  );
  const answers = comments.map(({ rater }, index) => ({ rater, month, revision: index }));
  const candidates = factsOfTree(close.tree, close.placed, answers, {
    measure,
    nature: 'fresh',
    period: close.period,
    edition: close.edition,
  });
  const facts = admitFacts({ k: floor, closedUntil: close.closedUntil, published: close.published, candidates });
  const textsOf = (fact: Fact): string[] => fact.contributions.map(({ answer }) => textOf.get(answer) ?? '');
  return { units: new Map(facts.map((fact) => [fact.unit, shuffle(textsOf(fact), random)])), facts };
}

/** Drops the facts that would push a group or a residue to an end of the scale. */
function withoutForced(facts: readonly Fact[], gradesOf: (fact: Fact) => number[], close: SurveyClose): Fact[] {
  const shown = new Set(facts.map(({ unit }) => unit));
  const groups = facts.map((fact): ShownGroup => {
    const grades = gradesOf(fact);
    const sums = readableSums(grades, close.scale);
    return { id: fact.unit, parent: shownAbove(close.tree, fact.unit, shown), n: grades.length, ...sums };
  });
  const hidden = hideForced(groups, close.scale.grades - 1);
  return facts.filter(({ unit }) => !hidden.has(unit));
}

/** The sums a reader holds possible: the one true sum where a distribution may stand beside the mean. */
function readableSums(grades: readonly number[], scale: Scale): { least: number; most: number } {
  if (presentShares(grades, scale) === null) return possibleSums(presentMean(grades, scale), grades.length, scale);
  const grade = (scale.highest - scale.lowest) / (scale.grades - 1);
  const sum = grades.reduce((total, value) => total + (value - scale.lowest) / grade, 0);
  return { least: sum, most: sum };
}

/** Whether the distribution of a unit minus those of its shown parts is not the distribution of people of one mind. */
function isShareSafe(
  fact: Fact,
  facts: readonly Fact[],
  gradesOf: (fact: Fact) => number[],
  close: SurveyClose,
): boolean {
  const shown = new Set(facts.map(({ unit }) => unit));
  const parts = facts.filter((part) => shownAbove(close.tree, part.unit, shown) === fact.unit);
  const inParts = new Set(parts.flatMap((part) => part.contributions.map(({ answer }) => answer)));
  const rest = { ...fact, contributions: fact.contributions.filter(({ answer }) => !inParts.has(answer)) };
  return rest.contributions.length === 0 || presentShares(gradesOf(rest), close.scale) !== null;
}

function shownAbove(tree: UnitTree, unit: string, shown: ReadonlySet<string>): string | null {
  return ancestryOf(tree, unit).find((ancestor) => ancestor !== unit && shown.has(ancestor)) ?? null;
}

function shuffle(texts: readonly string[], random: Random): string[] {
  const shuffled = [...texts];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = random.integer(last + 1);
    [shuffled[last], shuffled[other]] = [shuffled[other] ?? '', shuffled[last] ?? ''];
  }
  return shuffled;
}
