import { describe, expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { placeRaters, type UnitTree } from './placement.ts';
import {
  possibleSums,
  presentMean,
  presentParticipation,
  presentScore,
  presentShares,
  type Scale,
} from './presentation.ts';
import { publishComments, publishSurvey, type SurveyAnswer, type SurveyClose } from './survey-publication.ts';
import { hideForced, type ShownGroup } from './unanimity.ts';

const FIVE: Scale = { lowest: 1, highest: 5, grades: 5 };
const TREE: UnitTree = new Map([
  ['C', null],
  ['A', 'C'],
  ['B', 'C'],
]);

function repeat(grade: number, times: number): number[] {
  return Array.from({ length: times }, () => grade);
}

function closeOf(answers: readonly SurveyAnswer[], homes: Record<string, string>): SurveyClose {
  const spells = Object.entries(homes).map(([rater, unit]) => ({ rater, unit, fromDay: 0, untilDay: 30 }));
  const placed = placeRaters(TREE, spells, { fromDay: 0, untilDay: 30 }, 5);
  return {
    measure: 'q',
    scale: FIVE,
    period: { from: 0, until: 1 },
    closedUntil: 1,
    k: 5,
    tree: TREE,
    placed,
    answers,
    published: [],
  };
}

function answersIn(
  unit: string,
  grades: readonly number[],
  disclosure: SurveyAnswer['disclosure'] = 'ANONYMOUS',
): SurveyAnswer[] {
  return grades.map((grade, index) => ({ rater: `${unit}${disclosure}${index}`, disclosure, grade }));
}

function homesOf(answers: readonly SurveyAnswer[]): Record<string, string> {
  return Object.fromEntries(answers.map(({ rater }) => [rater, rater.slice(0, 1)]));
}

describe('wording a mean', () => {
  test('shows half-point bands below ten raters, whatever the answers', () => {
    expect(presentMean([3, 3, 3, 3, 3], FIVE)).toEqual({ kind: 'band', from: 3, to: 3.5 });
    expect(presentMean([1, 2, 3, 4, 5], FIVE)).toEqual({ kind: 'band', from: 3, to: 3.5 });
  });

  test('shows a tenth from ten raters, and open ends', () => {
    expect(presentMean([...repeat(3, 4), ...repeat(4, 6)], FIVE)).toEqual({ kind: 'value', value: 3.6 });
    expect(presentMean(repeat(5, 12), FIVE)).toEqual({ kind: 'band', from: 4.5, to: null });
    expect(presentMean([...repeat(5, 7), ...repeat(4, 5)], FIVE)).toEqual({ kind: 'band', from: 4.5, to: null });
    expect(presentMean(repeat(1, 12), FIVE)).toEqual({ kind: 'band', from: null, to: 2 });
  });

  test('shows a band and no shares when all, all but one, or four in five agree', () => {
    for (const answers of [repeat(3, 10), [...repeat(3, 9), 4], [...repeat(3, 16), 1, 2, 4, 5]]) {
      expect(presentMean(answers, FIVE)).toEqual({ kind: 'band', from: 3, to: 3.5 });
      expect(presentShares(answers, FIVE)).toBeNull();
    }
  });

  test('never tells a rater at one end that all the others are at the other', () => {
    for (const grades of [5, 8]) {
      const scale: Scale = { lowest: 1, highest: grades, grades };
      for (let n = 3; n <= 60; n += 1) {
        const top = presentMean([1, ...repeat(grades, n - 1)], scale);
        const bottom = presentMean([grades, ...repeat(1, n - 1)], scale);
        expect(Math.ceil(possibleSums(top, n, scale).least)).toBeLessThan((grades - 1) * (n - 1));
        expect(Math.floor(possibleSums(bottom, n, scale).most)).toBeGreaterThan(grades - 1);
      }
    }
  });

  test('rounds shares to 5 % below twenty raters and shows none below ten', () => {
    const thirteen = [...repeat(2, 4), ...repeat(3, 5), ...repeat(4, 4)];
    expect(presentShares(thirteen, FIVE)).toEqual([0, 0.3, 0.4, 0.3, 0]);
    expect(presentShares([1, 2, 3, 4, 5, 5, 4, 3, 2], FIVE)).toBeNull();
  });

  test('shows participation as a band, and only when k were asked', () => {
    expect(presentParticipation(7, 12, 5)).toEqual({ from: 5, to: 9 });
    expect(presentParticipation(4, 12, 5)).toBeNull();
    expect(presentParticipation(612, 700, 5)).toEqual({ from: 500, to: null });
  });

  test('rounds scores to whole points within 0-100', () => {
    expect([presentScore(66.4999), presentScore(-3), presentScore(104)]).toEqual([66, 0, 100]);
  });
});

describe('groups forced to an end by their whole', () => {
  const shown = (id: string, parent: string | null, n: number, mean: number): ShownGroup => ({
    id,
    parent,
    n,
    least: (mean - 0.05) * n,
    most: (mean + 0.05) * n,
  });

  test('are found and merged into a larger residue', () => {
    // 15 people at 3.4, ten of them at 3.0: the other five must all be at the top (4).
    const groups = [shown('C', null, 15, 3.4), shown('A', 'C', 10, 3.0)];
    expect(hideForced(groups, 4)).toEqual(new Set(['A']));
    expect(hideForced([shown('C', null, 15, 2.6), shown('A', 'C', 10, 2.4)], 4)).toEqual(new Set());
  });

  test('are found at the lower end and across levels', () => {
    const groups = [shown('C', null, 20, 1.2), shown('A', 'C', 15, 1.6), shown('B', 'A', 8, 1.9)];
    expect(hideForced(groups, 4).has('A')).toBe(true);
  });
});

describe('publishing a survey question', () => {
  test('names nobody in anonymous answers and leaves out what the manager knows by name', () => {
    const answers = [
      ...answersIn('A', [1, 2, 3, 4, 5, 3]),
      ...answersIn('A', [5, 5], 'INDIVIDUAL'),
      ...answersIn('A', [1], 'NONE'),
    ];
    const result = publishSurvey(closeOf(answers, homesOf(answers)));
    expect(result.individual.map(({ grade }) => grade)).toEqual([5, 5]);
    expect(result.facts.find(({ unit }) => unit === 'A')?.contributions).toHaveLength(6);
    expect(result.units.map(({ unit, mean }) => [unit, mean])).toContainEqual([
      'A',
      { kind: 'band', from: 3, to: 3.5 },
    ]);
  });

  test('keeps the disclosure an answer was given under when the setting has changed', () => {
    const answers = [...answersIn('A', [1, 2, 3, 4], 'ANONYMOUS'), ...answersIn('A', [3, 4, 4], 'INDIVIDUAL')];
    expect(publishSurvey(closeOf(answers, homesOf(answers))).units).toEqual([]);
  });

  test('changes nothing when one answer of a published month changes, and publishes again when five do', () => {
    const answers = answersIn('A', [1, 2, 3, 4, 5, 3, 2, 2, 3, 4]);
    const first = publishSurvey(closeOf(answers, homesOf(answers)));
    expect(first.units.map(({ unit }) => unit)).toEqual(['A', 'C']);
    const change = (count: number): SurveyAnswer[] =>
      answers.map((answer, at) => (at < count ? { ...answer, grade: 5, revision: 1 } : answer));
    const again = (count: number) =>
      publishSurvey({ ...closeOf(change(count), homesOf(answers)), published: first.facts, edition: `after ${count}` });
    expect(again(0).units).toEqual([]);
    expect(again(1).units).toEqual([]);
    expect(again(4).units).toEqual([]);
    expect(again(5).units.map(({ unit }) => unit)).toEqual(['A', 'C']);
  });

  test('withholds a part whose complement would be forced to the top of the scale', () => {
    const answers = [...answersIn('A', [...repeat(3, 5), ...repeat(5, 5)]), ...answersIn('B', repeat(5, 10))];
    const result = publishSurvey(closeOf(answers, homesOf(answers)));
    expect(result.units.map(({ unit }) => unit)).toContain('C');
    const shares = result.units.filter((unit) => unit.shares !== null);
    expect(shares.every(({ unit }) => unit !== 'B')).toBe(true);
  });

  test('shows comments from ten authors, shuffled, without what would single out a small rest', () => {
    const commentsOf = (unit: string, count: number) =>
      Array.from({ length: count }, (_, index) => ({ rater: `${unit}${index}`, text: `${unit} says ${index}` }));
    const comments = [...commentsOf('A', 11), ...commentsOf('B', 4)];
    const homes = Object.fromEntries(
      [...comments, ...commentsOf('B', 9)].map(({ rater }) => [rater, rater.slice(0, 1)]),
    );
    const { answers: _, ...close } = closeOf([], homes);
    const { units } = publishComments(close, comments, createRandom(1));
    expect([...units.keys()]).toEqual(['C']);
    expect(units.get('C')?.toSorted()).toEqual(comments.map(({ text }) => text).toSorted());
    expect(units.get('C')).not.toEqual(comments.map(({ text }) => text));
  });
});
