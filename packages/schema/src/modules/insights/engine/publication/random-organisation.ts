/**
 * Random organisations with a history, for tests: people join units, move in the middle of months, answer, change their
 * minds, correct what they said and are erased. Values exist so that an attack can be shown to return a true one.
 */
import type { Random } from '../random.ts';
import type { PlacedAnswer, Spell, UnitTree } from './placement.ts';

/** What is known when a month is closed (or closed again after a correction): the answers that count for one month. */
export interface MonthBook {
  readonly fresh: Map<string, PlacedAnswer>;
  readonly standing: Map<string, PlacedAnswer>;
}

/** An organisation over some months of 30 days; months are numbered from 0. */
export interface Organisation {
  readonly tree: UnitTree;
  readonly spells: readonly Spell[];
  readonly months: number;
  /** For each closing, in order: the month closing, the books of all months so far, and which of these were corrected. */
  readonly closings: readonly { month: number; books: readonly MonthBook[]; corrected: readonly number[] }[];
  readonly counts: {
    readonly people: number;
    readonly moves: number;
    readonly deletions: number;
    readonly corrections: number;
  };
}

const DAYS = 30;

/** Draws an organisation of 12 to 70 people in 1 to 4 departments of 0 to 4 teams, over `months` months. */
export function drawOrganisation(random: Random, months = 5): Organisation {
  const tree = drawTree(random);
  const units = [...tree.keys()];
  const people = Array.from({ length: 12 + random.integer(59) }, (_, index) => `p${index}`);
  const counts = { people: people.length, moves: 0, deletions: 0, corrections: 0 };
  const spells = people.flatMap((rater) => {
    const own = drawSpells(random, rater, units, months);
    counts.moves += own.length - 1;
    return own;
  });
  return { tree, spells, months, closings: drawClosings(random, people, months, counts), counts };
}

function drawTree(random: Random): Map<string, string | null> {
  const tree = new Map<string, string | null>([['C', null]]);
  for (let d = 0; d <= random.integer(4); d += 1) {
    tree.set(`D${d}`, 'C');
    for (let t = 0; t < random.integer(5); t += 1) tree.set(`D${d}T${t}`, `D${d}`);
  }
  return tree;
}

function drawSpells(random: Random, rater: string, units: readonly string[], months: number): Spell[] {
  const spells: Spell[] = [];
  let unit = drawUnit(random, units);
  let fromDay = random.uniform() < 0.15 ? random.integer(months * DAYS) : 0;
  for (let month = Math.floor(fromDay / DAYS); month < months; month += 1) {
    if (random.uniform() > 0.06) continue;
    const day = month * DAYS + random.integer(DAYS);
    if (day <= fromDay) continue;
    spells.push({ rater, unit, fromDay, untilDay: day });
    unit = drawUnit(random, units);
    fromDay = day;
  }
  return [...spells, { rater, unit, fromDay, untilDay: months * DAYS }];
}

function drawUnit(random: Random, units: readonly string[]): string {
  // Few people sit directly in a department or at the top; most are in teams.
  const drawn = units[random.integer(units.length)] ?? 'C';
  return drawn.includes('T') || random.uniform() < 0.3 ? drawn : (units[random.integer(units.length)] ?? 'C');
}

function drawClosings(
  random: Random,
  people: readonly string[],
  months: number,
  counts: { deletions: number; corrections: number },
): Organisation['closings'] {
  const erased = new Set<string>();
  const standing = new Map<string, PlacedAnswer>();
  const closings: { month: number; books: MonthBook[]; corrected: number[] }[] = [];
  let books: MonthBook[] = [];
  for (let month = 0; month < months; month += 1) {
    const corrected = new Set<number>();
    books = books.map(copyBook);
    for (const rater of people.filter((person) => !erased.has(person))) {
      if (random.uniform() < 0.012) {
        erased.add(rater);
        standing.delete(rater);
        counts.deletions += 1;
        books.forEach((book, past) => (book.fresh.delete(rater) || book.standing.delete(rater)) && corrected.add(past));
        continue;
      }
      if (random.uniform() < 0.1 || (month === 0 && random.uniform() < 0.7))
        standing.set(rater, { rater, month: 0, revision: month });
      const past = random.integer(month + 1);
      if (past < month && random.uniform() < 0.03) {
        books[past]?.fresh.set(rater, { rater, month: past, revision: month });
        corrected.add(past);
        counts.corrections += 1;
      }
    }
    books.push({ fresh: drawFresh(random, people, erased, month), standing: new Map(standing) });
    closings.push({ month, books: books.map(copyBook), corrected: [...corrected] });
  }
  return closings;
}

function drawFresh(
  random: Random,
  people: readonly string[],
  erased: ReadonlySet<string>,
  month: number,
): Map<string, PlacedAnswer> {
  const present = people.filter((rater) => !erased.has(rater) && random.uniform() < 0.75);
  return new Map(present.map((rater) => [rater, { rater, month }]));
}

function copyBook({ fresh, standing }: MonthBook): MonthBook {
  return { fresh: new Map(fresh), standing: new Map(standing) };
}
