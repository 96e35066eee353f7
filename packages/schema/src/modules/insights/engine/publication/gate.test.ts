import { describe, expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { attack } from './attack.ts';
import { answerName, forgetRater, type AnswerNature, type Fact } from './fact.ts';
import { admitFacts, decidePublication, type GateDecision } from './gate.ts';

function people(from: number, until: number): string[] {
  return Array.from({ length: until - from }, (_, index) => `p${from + index}`);
}

let editions = 0;

function fact(
  unit: string,
  raters: readonly string[],
  changes: Partial<Fact> & { revised?: readonly string[] } = {},
): Fact {
  const { revised = [], ...rest } = changes;
  const nature: AnswerNature = rest.nature ?? 'fresh';
  const period = rest.period ?? { from: 0, until: 1 };
  editions += 1;
  const contributions = raters.map((rater) => ({
    rater,
    answer: answerName(nature, 'q', rater, period.from, revised.includes(rater) ? 1 : 0),
  }));
  return { id: `${unit}/${period.from}/${editions}`, measure: 'q', unit, nature, period, contributions, ...rest };
}

function decide(candidates: readonly Fact[], published: readonly Fact[] = [], k = 5, closedUntil = 12): GateDecision[] {
  return decidePublication({ k, closedUntil, candidates, published });
}

function reasonsOf(candidates: readonly Fact[], published: readonly Fact[] = []): string[] {
  return decide(candidates, published).map(({ outcome, reason }) => `${outcome}: ${reason}`);
}

describe('the publication gate', () => {
  test('publishes a group of k and withholds one of k−1', () => {
    expect(reasonsOf([fact('A', people(0, 5)), fact('B', people(10, 14))])).toEqual([
      'publish: safe',
      'withhold: too-few-raters',
    ]);
  });

  test('counts people, not answers', () => {
    const twice = fact('A', people(0, 4));
    const more = twice.contributions.map(({ answer, rater }) => ({ answer: `${answer} again`, rater }));
    expect(reasonsOf([{ ...twice, contributions: [...twice.contributions, ...more] }])).toEqual([
      'withhold: too-few-raters',
    ]);
  });

  test('waits until the period is closed', () => {
    const open = fact('A', people(0, 9), { period: { from: 3, until: 4 } });
    expect(decide([open], [], 5, 3)[0]?.reason).toBe('period-open');
    expect(decide([open], [], 5, 4)[0]?.reason).toBe('safe');
  });

  test('withholds a part whose complement is below k, and keeps the whole', () => {
    expect(reasonsOf([fact('part', people(0, 8)), fact('whole', people(0, 11))])).toEqual([
      'withhold: derivable',
      'publish: safe',
    ]);
  });

  test('sees a small group behind several crossing groups', () => {
    // a+b and b+c and a+c give a, b and c each: here b has 3 people, although every group and pairwise difference has more.
    const [a, b, c] = [people(0, 6), people(6, 9), people(9, 15)];
    const crossing = [fact('ab', [...a, ...b]), fact('bc', [...b, ...c]), fact('ac', [...a, ...c])];
    expect(attack(crossing, 5)?.people).toHaveLength(3);
    const admitted = admitFacts({ k: 5, closedUntil: 12, candidates: crossing, published: [] });
    expect(admitted.map(({ unit }) => unit)).toEqual(['ab', 'ac']);
    expect(attack(admitted, 5)).toBeUndefined();
  });

  test('sees a small group that only weights can separate', () => {
    const plain = fact('A', people(0, 20));
    const contributions = plain.contributions.map((own, index) => ({ ...own, weight: index < 3 ? 3 : 2 }));
    const weighted = { ...fact('B', people(0, 20)), contributions };
    expect(attack([plain, weighted], 5)?.people).toHaveLength(3);
    expect(reasonsOf([plain, weighted])).toEqual(['publish: safe', 'withhold: derivable']);
  });

  test('freezes a period when a late answer, a correction or an erasure touches fewer than k people', () => {
    const out = fact('A', people(0, 10));
    expect(reasonsOf([fact('A', people(0, 11))], [out])).toEqual(['frozen: too-similar']);
    expect(reasonsOf([fact('A', people(0, 9))], [out])).toEqual(['frozen: too-similar']);
    expect(reasonsOf([fact('A', people(0, 10), { revised: ['p3', 'p4'] })], [out])).toEqual(['frozen: too-similar']);
    expect(reasonsOf([fact('A', people(0, 10))], [out])).toEqual(['frozen: unchanged']);
    expect(reasonsOf([fact('A', people(0, 15))], [out])).toEqual(['publish: safe']);
  });

  test('freezes a published number whose group fell below k', () => {
    expect(reasonsOf([fact('A', people(0, 4))], [fact('A', people(0, 10))])).toEqual(['frozen: too-few-raters']);
  });

  test('keeps a standing answer frozen over months while fewer than k people changed, but not fresh answers', () => {
    const next = { from: 1, until: 2 };
    const standing = fact('A', people(0, 10), { nature: 'standing' });
    expect(reasonsOf([fact('A', people(1, 11), { nature: 'standing', period: next })], [standing])).toEqual([
      'frozen: too-similar',
    ]);
    expect(reasonsOf([fact('A', people(1, 11), { period: next })], [fact('A', people(0, 10))])).toEqual([
      'publish: safe',
    ]);
  });

  test('sees a slow change of a standing answer against a publication long ago', () => {
    const months = [people(0, 12), people(5, 17), people(1, 13)];
    const facts = months.map((raters, month) =>
      fact('A', raters, { nature: 'standing', period: { from: month, until: month + 1 } }),
    );
    expect(reasonsOf(facts.slice(2), facts.slice(0, 2))).toEqual(['withhold: derivable']);
    expect(attack(facts, 5)?.people).toEqual(['p0', 'p12']);
  });

  test('publishes a window only as the sum of published months, or where no month of it is out', () => {
    const [first, second] = [fact('A', people(0, 6)), fact('A', people(2, 9), { period: { from: 1, until: 2 } })];
    const window = { from: 0, until: 2 };
    const sum = {
      ...fact('A', [], { period: window }),
      contributions: [...first.contributions, ...second.contributions],
    };
    expect(reasonsOf([sum], [first, second])).toEqual(['publish: safe']);
    expect(reasonsOf([sum], [first])).toEqual(['withhold: period-overlap']);
    expect(reasonsOf([sum], [])).toEqual(['publish: safe']);
  });

  test('remembers what was published of a person who was erased, without the name', () => {
    const ledger = forgetRater([fact('whole', people(0, 12)), fact('part', people(0, 6))], 'p3', 'gone-1');
    expect(JSON.stringify(ledger)).not.toContain('"p3"');
    expect(ledger.map(({ contributions }) => contributions.length)).toEqual([12, 6]);
    const names = ledger.map(({ contributions }) => contributions.find(({ rater }) => rater === 'gone-1')?.answer);
    expect(names[0]).toBe(names[1]);
  });

  test('gives the same decisions in any order', () => {
    const random = createRandom(3);
    const candidates = Array.from({ length: 12 }, (_, index) =>
      fact(`U${index}`, people(random.integer(10), 12 + random.integer(10))),
    );
    const byId = (decisions: GateDecision[]): GateDecision[] =>
      decisions.toSorted((a, b) => (a.fact < b.fact ? -1 : 1));
    expect(byId(decide(candidates.toReversed()))).toEqual(byId(decide(candidates)));
  });

  test('refuses a floor below 3 and two facts with one id', () => {
    expect(() => decide([], [], 2)).toThrow('the floor is a whole number of at least 3, not 2');
    const one = fact('A', people(0, 5));
    expect(() => decide([one], [one])).toThrow('two facts are called');
  });
});
