/**
 * The adversary, for tests. It knows every roster, who answered what and when (but no value), and every number that was
 * ever published, unrounded and with its n. It looks for a linear combination of these numbers that is about fewer than k
 * people, by exact rational arithmetic, and hands over the combination so that a test can carry it out.
 *
 * It shares no code with the gate and works the other way round: it tries coalitions of people, and asks of each whether
 * the published numbers say anything about it alone.
 */
import type { Fact } from './fact.ts';

/** A successful attack: the people it is about, and the factor of each published number. */
export interface Leak {
  readonly people: readonly string[];
  readonly combination: ReadonlyMap<string, bigint>;
}

/** One equation: coefficients of the unknown classes, and of the facts it was made from. */
interface Equation {
  readonly unknowns: ReadonlyMap<number, bigint>;
  readonly facts: ReadonlyMap<string, bigint>;
}

interface Unknowns {
  readonly people: readonly ReadonlySet<string>[];
  readonly equations: readonly Equation[];
}

/** Returns a combination about 1 to k−1 people, or undefined when there is none. */
export function attack(facts: readonly Fact[], k: number): Leak | undefined {
  for (const block of independentBlocks(facts)) {
    const { people, equations } = unknownsOf(block);
    const crowded = [...people.keys()].filter((unknown) => (people[unknown]?.size ?? 0) >= k);
    const found = tryCoalitions(solve(eliminate(equations, crowded)), people, k);
    if (found) return found;
  }
  return undefined;
}

/** Carries a leak out: the combination of the true sums, which is a number about its people only. */
export function carryOut(leak: Leak, sumOf: (fact: string) => number): number {
  return [...leak.combination].reduce((total, [fact, factor]) => total + Number(factor) * sumOf(fact), 0);
}

/** Facts that share no answer say nothing about each other. */
function independentBlocks(facts: readonly Fact[]): Fact[][] {
  const blockOf = new Map<string, Set<Fact>>();
  for (const fact of facts) {
    const block = new Set([fact]);
    for (const { answer } of fact.contributions) for (const other of blockOf.get(answer) ?? []) block.add(other);
    for (const member of block) for (const { answer } of member.contributions) blockOf.set(answer, block);
  }
  return [...new Set(blockOf.values())].map((block) => [...block]);
}

function unknownsOf(facts: readonly Fact[]): Unknowns {
  const columns = new Map<string, { rater: string; column: Map<string, bigint> }>();
  for (const fact of facts) {
    for (const { answer, rater, weight } of fact.contributions) {
      const known = columns.get(answer) ?? { rater, column: new Map<string, bigint>() };
      known.column.set(fact.id, BigInt(weight ?? 1));
      columns.set(answer, known);
    }
  }
  const classes = new Map<string, { people: Set<string>; column: Map<string, bigint> }>();
  for (const { rater, column } of columns.values()) {
    const key = [...column].map(([fact, weight]) => `${fact}=${weight}`).join('&');
    const own = classes.get(key) ?? { people: new Set<string>(), column };
    own.people.add(rater);
    classes.set(key, own);
  }
  const list = [...classes.values()];
  return {
    people: list.map(({ people }) => people),
    equations: facts.map(({ id }) => ({
      unknowns: new Map(
        list.flatMap(({ column }, unknown) => (column.has(id) ? [[unknown, column.get(id) ?? 0n]] : [])),
      ),
      facts: new Map([[id, 1n]]),
    })),
  };
}

/** The equations that remain when the given unknowns are eliminated. */
function eliminate(equations: readonly Equation[], unknowns: Iterable<number>): Equation[] {
  let rest = [...equations];
  for (const unknown of unknowns) {
    const pivot = rest.find((equation) => equation.unknowns.has(unknown));
    if (pivot === undefined) continue;
    rest = rest.filter((equation) => equation !== pivot).map((equation) => subtract(equation, pivot, unknown));
  }
  return rest.filter(({ unknowns: left }) => left.size > 0);
}

/** Gauss-Jordan: independent equations by pivot, each pivot in its own equation only. */
function solve(equations: readonly Equation[]): Map<number, Equation> {
  const solved = new Map<number, Equation>();
  for (const equation of equations) {
    const reduced = [...solved].reduce((left, [pivot, known]) => subtract(left, known, pivot), equation);
    const [pivot] = reduced.unknowns.keys();
    if (pivot === undefined) continue;
    for (const [other, known] of solved) solved.set(other, subtract(known, reduced, pivot));
    solved.set(pivot, reduced);
  }
  return solved;
}

/**
 * Tries every coalition of unknowns with fewer than k people. A combination about a coalition alone has no other pivot in
 * it, so it is made of the equations of its own pivots: few, and quickly eliminated.
 */
function tryCoalitions(
  solved: ReadonlyMap<number, Equation>,
  people: readonly ReadonlySet<string>[],
  k: number,
): Leak | undefined {
  const candidates = [...new Set([...solved.values()].flatMap((equation) => [...equation.unknowns.keys()]))];
  const grow = (coalition: ReadonlySet<number>, members: ReadonlySet<string>, from: number): Leak | undefined => {
    for (let at = from; at < candidates.length; at += 1) {
      const next = candidates[at] ?? -1;
      const joined = new Set([...members, ...(people[next] ?? [])]);
      if (joined.size >= k) continue;
      const grown = new Set([...coalition, next]);
      const about = aboutOnly(grown, solved);
      if (about) return { people: peopleOf(about, people), combination: about.facts };
      const found = grow(grown, joined, at + 1);
      if (found) return found;
    }
    return undefined;
  };
  return grow(new Set(), new Set(), 0);
}

function aboutOnly(coalition: ReadonlySet<number>, solved: ReadonlyMap<number, Equation>): Equation | undefined {
  const own = [...coalition].map((unknown) => solved.get(unknown)).filter((equation) => equation !== undefined);
  const outside = own.flatMap((equation) => [...equation.unknowns.keys()]).filter((unknown) => !coalition.has(unknown));
  return eliminate(own, new Set(outside))[0];
}

function peopleOf(equation: Equation, people: readonly ReadonlySet<string>[]): string[] {
  return [...new Set([...equation.unknowns.keys()].flatMap((unknown) => [...(people[unknown] ?? [])]))].toSorted();
}

/** The combination of two equations in which `unknown` no longer occurs. */
function subtract(equation: Equation, pivot: Equation, unknown: number): Equation {
  const a = equation.unknowns.get(unknown);
  const b = pivot.unknowns.get(unknown);
  if (a === undefined || b === undefined) return equation;
  return {
    unknowns: combine(equation.unknowns, b, pivot.unknowns, -a),
    facts: combine(equation.facts, b, pivot.facts, -a),
  };
}

function combine<K>(x: ReadonlyMap<K, bigint>, a: bigint, y: ReadonlyMap<K, bigint>, b: bigint): Map<K, bigint> {
  const sum = new Map<K, bigint>();
  for (const key of new Set([...x.keys(), ...y.keys()])) {
    const value = a * (x.get(key) ?? 0n) + b * (y.get(key) ?? 0n);
    if (value !== 0n) sum.set(key, value);
  }
  return sum;
}
