import { describe, expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { attack, carryOut, type Leak } from './attack.ts';
import { countRaters, type Fact } from './fact.ts';
import { admitFacts } from './gate.ts';
import { factsOfTree, placeRaters, type FactSeries, type PlacedAnswer } from './placement.ts';
import { drawOrganisation, type Organisation } from './random-organisation.ts';

const ORGANISATIONS = 1000;
const DAYS = 30;

/** Values by name of the answer, drawn once: what an attack must not be able to learn. */
function valueOf(answer: string): number {
  let hash = 7;
  for (const letter of answer) hash = (hash * 31 + letter.charCodeAt(0)) % 1_000_003;
  return (hash % 5) * 25;
}

function sumsOf(facts: readonly Fact[]): (id: string) => number {
  const sums = new Map(
    facts.map((fact) => [fact.id, fact.contributions.reduce((sum, { answer }) => sum + valueOf(answer), 0)]),
  );
  return (id) => sums.get(id) ?? Number.NaN;
}

type Placing = (organisation: Organisation, from: number, until: number) => ReadonlyMap<string, string>;

/** Everything a publisher could want to show at one closing: the month, corrected months, the standing answers, the quarter. */
function candidatesAt(organisation: Organisation, closing: Organisation['closings'][number], place: Placing): Fact[] {
  const { month, books, corrected } = closing;
  const build = (answers: Iterable<PlacedAnswer>, from: number, series: Omit<FactSeries, 'edition'>): Fact[] =>
    factsOfTree(organisation.tree, place(organisation, from, series.period.until), [...answers], {
      ...series,
      edition: `${month}`,
    });
  const monthly = [...corrected, month].flatMap((at) => [
    ...build(books[at]?.fresh.values() ?? [], at, {
      measure: 'clarity',
      nature: 'fresh',
      period: { from: at, until: at + 1 },
    }),
    ...build(books[at]?.standing.values() ?? [], at, {
      measure: 'trust',
      nature: 'standing',
      period: { from: at, until: at + 1 },
    }),
  ]);
  if (month % 3 !== 2) return monthly;
  const quarter = books.slice(month - 2, month + 1).flatMap((book) => [...book.fresh.values()]);
  return [
    ...monthly,
    ...build(quarter, month - 2, {
      measure: 'clarity',
      nature: 'fresh',
      period: { from: month - 2, until: month + 1 },
    }),
  ];
}

const placeCarefully =
  (k: number): Placing =>
  ({ tree, spells }, from, until) =>
    placeRaters(tree, spells, { fromDay: from * DAYS, untilDay: until * DAYS }, k);

/** What everybody does: a person belongs to where he is when the period ends. */
const placeAtEnd: Placing = ({ spells }, _, until) =>
  new Map(
    spells
      .filter(({ fromDay, untilDay }) => fromDay < until * DAYS && untilDay >= until * DAYS)
      .map(({ rater, unit }) => [rater, unit]),
  );

function publishWithGate(organisation: Organisation, k: number): Fact[] {
  const published: Fact[] = [];
  for (const closing of organisation.closings) {
    const candidates = candidatesAt(organisation, closing, placeCarefully(k));
    published.push(...admitFacts({ k, closedUntil: closing.month + 1, candidates, published }));
  }
  return published;
}

function publishWithThreshold(organisation: Organisation, k: number): Fact[] {
  return organisation.closings
    .flatMap((closing) => candidatesAt(organisation, closing, placeAtEnd))
    .filter((fact) => countRaters(fact) >= k);
}

/** The same publisher without moves, corrections or time: one month of one tree. */
function publishFirstMonth(organisation: Organisation, k: number): Fact[] {
  const first = { ...organisation, closings: organisation.closings.slice(0, 1) };
  return publishWithThreshold(first, k).filter(({ measure }) => measure === 'clarity');
}

/** The first leak as closings go by; later ones only make it worse. */
function firstLeak(facts: readonly Fact[], organisation: Organisation, k: number): Leak | undefined {
  for (const { month } of organisation.closings) {
    const leak = attack(
      facts.filter(({ id }) => editionOf(id) <= month),
      k,
    );
    if (leak) return leak;
  }
  return undefined;
}

function editionOf(id: string): number {
  const [, , , , edition] = JSON.parse(id) as unknown[];
  return Number(edition);
}

/** Carries the attack out on the published sums and checks that it returned a true number about its people alone. */
function expectTrueLeak(leak: Leak, facts: readonly Fact[], k: number): void {
  const weights = new Map<string, { rater: string; weight: number }>();
  for (const fact of facts) {
    for (const { answer, rater } of fact.contributions) {
      const weight = (weights.get(answer)?.weight ?? 0) + Number(leak.combination.get(fact.id) ?? 0n);
      weights.set(answer, { rater, weight });
    }
  }
  const about = [...weights].filter(([, { weight }]) => weight !== 0);
  const truth = about.reduce((sum, [answer, { weight }]) => sum + weight * valueOf(answer), 0);
  expect(new Set(about.map(([, { rater }]) => rater))).toEqual(new Set(leak.people));
  expect(leak.people.length).toBeGreaterThan(0);
  expect(leak.people.length).toBeLessThan(k);
  expect(carryOut(leak, sumsOf(facts))).toBe(truth);
}

function emptyTally(): Record<
  'organisations' | 'moves' | 'deletions' | 'corrections' | 'gateFacts' | 'gateLeaks',
  number
> &
  Record<'thresholdFacts' | 'thresholdLeaks' | 'firstMonthLeaks', number> {
  const events = { organisations: 0, moves: 0, deletions: 0, corrections: 0 };
  return { ...events, gateFacts: 0, gateLeaks: 0, thresholdFacts: 0, thresholdLeaks: 0, firstMonthLeaks: 0 };
}

describe('an adversary who knows every roster and every published number', () => {
  test('learns nothing about fewer than k people from what the gate publishes, but does from a plain threshold', () => {
    const random = createRandom(20_261_121);
    const tally = emptyTally();
    for (let index = 0; index < ORGANISATIONS; index += 1) {
      const k = index % 2 === 0 ? 5 : 3;
      const organisation = drawOrganisation(random, 4);
      const gated = publishWithGate(organisation, k);
      const thresholded = publishWithThreshold(organisation, k);
      const leak = firstLeak(thresholded, organisation, k);
      if (leak) expectTrueLeak(leak, thresholded, k);
      tally.organisations += 1;
      tally.moves += organisation.counts.moves;
      tally.deletions += organisation.counts.deletions;
      tally.corrections += organisation.counts.corrections;
      tally.gateFacts += gated.length;
      tally.thresholdFacts += thresholded.length;
      tally.gateLeaks += attack(gated, k) ? 1 : 0;
      tally.thresholdLeaks += leak ? 1 : 0;
      tally.firstMonthLeaks += attack(publishFirstMonth(organisation, k), k) ? 1 : 0;
    }
    console.info(`publication gate against the adversary: ${JSON.stringify(tally)}`);
    expect(tally.gateLeaks).toBe(0);
    expect(tally.thresholdLeaks).toBeGreaterThan(0.9 * ORGANISATIONS);
    expect(tally.firstMonthLeaks).toBeGreaterThan(0.5 * ORGANISATIONS);
    expect(tally.gateFacts).toBeGreaterThan(0.3 * tally.thresholdFacts);
  }, 300_000);
});
