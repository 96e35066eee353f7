import { describe, expect, test } from 'vitest';
import { createRandom, type Random } from '../random.ts';
import { attack } from './attack.ts';
import { Auditor } from './auditor.ts';
import type { Fact } from './fact.ts';
import { auditFact } from './row-space.ts';

const ANSWERS = Array.from({ length: 16 }, (_, person) =>
  [0, 1].slice(0, 1 + (person % 2)).map((answer) => `p${person}/${answer}`),
).flat();

/** A fact that differs from an earlier one by few answers or weights, so that differences are about few people. */
function drawFact(random: Random, id: string, earlier: readonly Fact[]): Fact {
  const model = earlier[random.integer(earlier.length)];
  const weights = new Map(model?.contributions.map(({ answer, weight }) => [answer, weight ?? 1]));
  if (!model) for (const answer of ANSWERS) if (random.uniform() < 0.6) weights.set(answer, 1);
  for (let change = 1 + random.integer(7); change > 0; change -= 1) {
    const answer = ANSWERS[random.integer(ANSWERS.length)] ?? '';
    if (random.uniform() < 0.2) weights.set(answer, 2);
    else if (!weights.delete(answer)) weights.set(answer, 1);
  }
  const contributions = [...weights].map(([answer, weight]) => ({ answer, weight, rater: answer.split('/')[0] ?? '' }));
  return { id, measure: 'q', unit: id, nature: 'fresh', period: { from: 0, until: 1 }, contributions };
}

/** Facts from two crossing partitions and their whole: what a cross table would publish. */
function drawCrossTable(random: Random): Fact[] {
  const cells = Array.from({ length: 40 }, (_, person) => ({
    rater: `p${person}`,
    row: random.integer(3),
    column: random.integer(4),
  }));
  const fact = (id: string, isIn: (cell: (typeof cells)[number]) => boolean): Fact => ({
    id,
    measure: 'q',
    unit: id,
    nature: 'fresh',
    period: { from: 0, until: 1 },
    contributions: cells.filter(isIn).map(({ rater }) => ({ rater, answer: rater })),
  });
  return [
    fact('all', () => true),
    ...[0, 1, 2].map((row) => fact(`row${row}`, (cell) => cell.row === row)),
    ...[0, 1, 2, 3].map((column) => fact(`column${column}`, (cell) => cell.column === column)),
    ...[0, 1, 2].flatMap((row) =>
      [0, 1, 2, 3].map((column) => fact(`cell${row}${column}`, (cell) => cell.row === row && cell.column === column)),
    ),
  ].filter(({ contributions }) => contributions.length > 0);
}

describe('the auditor', () => {
  test('agrees with the adversary on every fact of random, crossing and weighted groups', () => {
    const random = createRandom(17);
    let refused = 0;
    for (let round = 0; round < 200; round += 1) {
      const auditor = new Auditor(4, []);
      const kept: Fact[] = [];
      for (let index = 0; index < 7; index += 1) {
        const fact = drawFact(random, `f${index}`, kept);
        const isSafe = auditor.tryAdd(fact) === 'safe';
        expect(isSafe).toBe(attack([...kept, fact], 4) === undefined);
        if (isSafe) kept.push(fact);
        else refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(300);
  });

  test('leaves the adversary nothing in cross tables, where the threshold of k leaks', () => {
    const random = createRandom(23);
    let leaks = 0;
    for (let round = 0; round < 300; round += 1) {
      const facts = drawCrossTable(random);
      const auditor = new Auditor(5, []);
      const bySize = facts.toSorted((a, b) => b.contributions.length - a.contributions.length);
      const kept = bySize.filter((fact) => auditor.tryAdd(fact) === 'safe');
      expect(attack(kept, 5)).toBeUndefined();
      if (
        attack(
          facts.filter(({ contributions }) => contributions.length >= 5),
          5,
        )
      )
        leaks += 1;
    }
    expect(leaks).toBeGreaterThan(200);
  });

  test('does not hold against a new fact what older ones gave away under a lower floor', () => {
    const [whole, part] = [range('whole', 0, 10), range('part', 0, 6)];
    expect(new Auditor(3, [whole]).tryAdd(part)).toBe('safe');
    const raised = new Auditor(5, [whole, part]);
    expect(raised.tryAdd(range('larger', 0, 16))).toBe('safe');
    expect(raised.tryAdd(range('sliver', 0, 13))).toBe('derivable');
    expect(raised.tryAdd({ ...range('same', 0, 6), unit: 'elsewhere' })).toBe('safe');
  });

  test('says so when it cannot finish, instead of guessing', () => {
    const random = createRandom(29);
    const facts: Fact[] = [];
    for (let index = 0; index < 8; index += 1) facts.push(drawFact(random, `f${index}`, facts));
    const outcomes = new Set(facts.map((fact, index) => auditFact(fact, facts.slice(0, index), 9, 3)));
    expect(outcomes.has('undecided')).toBe(true);
  });
});

function range(id: string, from: number, until: number): Fact {
  const contributions = Array.from({ length: until - from }, (_, index) => ({
    rater: `p${from + index}`,
    answer: `p${from + index}`,
  }));
  return { id, measure: 'q', unit: id, nature: 'standing', period: { from: 0, until: 1 }, contributions };
}
