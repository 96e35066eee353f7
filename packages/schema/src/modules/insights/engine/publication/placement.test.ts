import { describe, expect, test } from 'vitest';
import { countableOf, isCountable } from './countable.ts';
import {
  destinationOf,
  factsOfTree,
  lowestCommonAncestor,
  placeRaters,
  type Spell,
  type UnitTree,
} from './placement.ts';

const TREE: UnitTree = new Map([
  ['C', null],
  ['D0', 'C'],
  ['D1', 'C'],
  ['D0T0', 'D0'],
  ['D0T1', 'D0'],
  ['D1T0', 'D1'],
]);
const APRIL = { fromDay: 0, untilDay: 30 };

function stay(unit: string, count: number, from = 0, until = 30): Spell[] {
  return Array.from({ length: count }, (_, index) => ({
    rater: `${unit}#${index}`,
    unit,
    fromDay: from,
    untilDay: until,
  }));
}

describe('placing raters', () => {
  test('counts who moved within the period at the lowest unit that contains both places', () => {
    const spells = [
      ...stay('D0T0', 6),
      ...stay('D0T1', 6),
      ...stay('D1T0', 6),
      { rater: 'near', unit: 'D0T0', fromDay: 0, untilDay: 12 },
      { rater: 'near', unit: 'D0T1', fromDay: 12, untilDay: 99 },
      { rater: 'far', unit: 'D0T0', fromDay: 0, untilDay: 12 },
      { rater: 'far', unit: 'D1T0', fromDay: 12, untilDay: 99 },
    ];
    const placed = placeRaters(TREE, spells, APRIL, 5);
    expect(placed.get('near')).toBe('D0');
    expect(placed.get('far')).toBe('C');
    expect(placeRaters(TREE, spells, { fromDay: 30, untilDay: 60 }, 1).get('near')).toBe('D0T1');
  });

  test('pools the people of a unit below k in the nearest ancestor that has k', () => {
    const placed = placeRaters(TREE, [...stay('D0T0', 4), ...stay('D0T1', 5), ...stay('D1T0', 3)], APRIL, 5);
    expect(placed.get('D0T0#0')).toBe('D0');
    expect(placed.get('D0T1#0')).toBe('D0T1');
    expect(placed.get('D1T0#0')).toBe('C');
    expect(placeRaters(TREE, stay('D0T0', 4), APRIL, 5).size).toBe(0);
  });

  test('tells a rater before he presses where his answer will count', () => {
    const placed = placeRaters(TREE, [...stay('D0T0', 4), ...stay('D0T1', 5)], APRIL, 5);
    expect(destinationOf(TREE, placed, 'D0T0#0', 'D0T0')).toEqual({ unit: 'D0', people: 9, isOwnUnit: false });
    expect(destinationOf(TREE, placed, 'D0T1#0', 'D0T1')).toEqual({ unit: 'D0T1', people: 5, isOwnUnit: true });
    expect(destinationOf(TREE, placed, 'stranger', 'D0T1')).toBeUndefined();
  });

  test('ignores belonging outside the period', () => {
    const spells = [...stay('D0T0', 6), { rater: 'later', unit: 'D0T0', fromDay: 30, untilDay: 60 }];
    expect(placeRaters(TREE, spells, APRIL, 5).has('later')).toBe(false);
  });

  test('builds the fact of a unit from everybody in it and below it', () => {
    const placed = placeRaters(TREE, [...stay('D0T0', 5), ...stay('D0T1', 5)], APRIL, 5);
    const answers = [...placed.keys(), 'stranger'].map((rater) => ({ rater, month: 0 }));
    const facts = factsOfTree(TREE, placed, answers, { measure: 'q', nature: 'fresh', period: { from: 0, until: 1 } });
    expect(Object.fromEntries(facts.map(({ unit, contributions }) => [unit, contributions.length]))).toEqual({
      C: 10,
      D0: 10,
      D0T0: 5,
      D0T1: 5,
    });
  });

  test('names an unknown unit', () => {
    expect(() => lowestCommonAncestor(TREE, ['D0', 'X'])).toThrow('unit X is not in the tree');
  });
});

describe('ratings that may count for a person', () => {
  const rate = (month: number, cell: number, raters: number) =>
    Array.from({ length: raters }, (_, index) => ({ rated: 'm', rater: `r${index}`, month, cell }));

  test('need k raters in their month and k raters in their cell', () => {
    const ratings = [...rate(1, 7, 5), ...rate(1, 8, 4), ...rate(2, 7, 4)];
    const countable = countableOf(ratings, 5);
    expect(ratings.filter((rating) => isCountable(rating, countable))).toEqual(rate(1, 7, 5));
  });

  test('do not lift a cell with ratings of months that are left out', () => {
    const ratings = [...rate(1, 7, 5), ...rate(1, 8, 4), { rated: 'm', rater: 'r9', month: 2, cell: 8 }];
    expect(countableOf(ratings, 5).get('m')?.cells).toEqual(new Set([7]));
  });
});
