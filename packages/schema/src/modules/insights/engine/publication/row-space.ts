/**
 * The audit of a set of facts: can any linear combination of them be a number about fewer than k people?
 *
 * Answers that are in exactly the same facts (with the same weights) can never be told apart: they form an *atom*. A
 * combination of facts gives each atom one coefficient, so what it tells is about the people of the atoms with a
 * coefficient other than 0. Combinations that touch an atom of k or more people are harmless; the others form a space V
 * (everything in the row space that vanishes on all large atoms), usually {0}. In V the audit searches for a vector
 * whose people are fewer than k: branch on an atom, either its coefficient is 0 (V loses a dimension) or its people count
 * (at most k−1 fit). The search is complete; arithmetic is exact, on integers.
 */
import type { Fact } from './fact.ts';

/** What an audit finds: nothing, a derivable group of fewer than k people, or that it could not finish its search. */
export type AuditOutcome = 'safe' | 'derivable' | 'undecided';

/** Atoms (the raters of each) and, for each fact, the weight of each atom in it. */
export interface Incidence {
  readonly atoms: readonly ReadonlySet<string>[];
  readonly rows: readonly (readonly number[])[];
}

/** Thrown inside an audit whose integers outgrow exact doubles. */
class InexactArithmetic extends Error {}

interface Search {
  readonly atoms: readonly ReadonlySet<string>[];
  readonly k: number;
  stepsLeft: number;
}

/** Groups the answers of the facts into atoms. */
export function incidenceOf(facts: readonly Fact[]): Incidence {
  const signatures = new Map<string, string>();
  const raterOf = new Map<string, string>();
  facts.forEach((fact, index) => {
    for (const { answer, rater, weight } of fact.contributions) {
      signatures.set(answer, `${signatures.get(answer) ?? ''}${index}*${weight ?? 1} `);
      raterOf.set(answer, rater);
    }
  });
  const atoms = new Map<string, Set<string>>();
  for (const [answer, signature] of signatures) {
    const atom = atoms.get(signature) ?? new Set<string>();
    atoms.set(signature, atom.add(raterOf.get(answer) ?? ''));
  }
  return { atoms: [...atoms.values()], rows: rowsOf([...atoms.keys()], facts.length) };
}

/**
 * Audits what `fact` adds to `known`, for floor `k`: 'derivable' if some combination *that uses the new fact* is about fewer
 * than k people. What the known facts give away already is not held against it. 'undecided' is the honest answer when
 * `maxSteps` of the search are used up or a number leaves the exact range; callers treat it as unsafe.
 */
export function auditFact(fact: Fact, known: readonly Fact[], k: number, maxSteps = 20_000): AuditOutcome {
  const { atoms, rows } = incidenceOf([...known, fact]);
  if (atoms.every((atom) => atom.size >= k)) return 'safe';
  // One more column carries the share of the new fact in every combination.
  const carried = rows.map((row, index) => [...row, index === known.length ? 1 : 0]);
  const search = { atoms, k, stepsLeft: maxSteps };
  try {
    const basis = reduceRows(carried, atoms.length);
    if (!basis.some((row) => usesNew(row, atoms.length))) return 'safe';
    const large = [...atoms.keys()].filter((atom) => (atoms[atom]?.size ?? 0) >= k);
    return hasSmallVector(vanishOn(basis, large), new Set(), new Set(), search);
  } catch (error) {
    if (error instanceof InexactArithmetic) return 'undecided';
    throw error;
  }
}

function usesNew(row: readonly number[], atoms: number): boolean {
  return row[atoms] !== 0;
}

function rowsOf(signatures: readonly string[], count: number): number[][] {
  const rows = Array.from({ length: count }, () => new Array<number>(signatures.length).fill(0));
  signatures.forEach((signature, atom) => {
    for (const entry of signature.trimEnd().split(' ')) {
      const [fact, weight] = entry.split('*').map(Number);
      const row = rows[fact ?? -1];
      if (row) row[atom] = weight ?? 1;
    }
  });
  return rows;
}

function hasSmallVector(
  space: readonly (readonly number[])[],
  counted: ReadonlySet<number>,
  people: ReadonlySet<string>,
  search: Search,
): AuditOutcome {
  if (!space.some((row) => usesNew(row, search.atoms.length))) return 'safe';
  search.stepsLeft -= 1;
  if (search.stepsLeft < 0) return 'undecided';
  const atom = uncountedAtom(space, counted, search.atoms);
  if (atom === undefined) return 'derivable';
  const without = hasSmallVector(vanishOn(space, [atom]), counted, people, search);
  if (without !== 'safe') return without;
  const withAtom = new Set([...people, ...(search.atoms[atom] ?? [])]);
  if (withAtom.size >= search.k) return 'safe';
  return hasSmallVector(space, new Set([...counted, atom]), withAtom, search);
}

/** The largest atom that still has a coefficient in the space: the fewer of those fit, the sooner the search ends. */
function uncountedAtom(
  space: readonly (readonly number[])[],
  counted: ReadonlySet<number>,
  atoms: readonly ReadonlySet<string>[],
): number | undefined {
  let best: number | undefined;
  for (const [atom, people] of atoms.entries()) {
    if (counted.has(atom) || !space.some((row) => row[atom] !== 0)) continue;
    if (best === undefined || people.size > (atoms[best]?.size ?? 0)) best = atom;
  }
  return best;
}

/** A spanning set of the vectors of span(rows) that are 0 in all given columns. */
function vanishOn(rows: readonly (readonly number[])[], columns: readonly number[]): (readonly number[])[] {
  let rest = [...rows];
  for (const column of columns) {
    const pivot = rest.find((row) => row[column] !== 0);
    if (pivot === undefined) continue;
    rest = rest.filter((row) => row !== pivot).map((row) => cancel(row, pivot, column));
  }
  return rest.filter((row) => row.some((value) => value !== 0));
}

/** A basis of span(rows) over the first `columns` columns, without dependent rows. */
function reduceRows(rows: readonly (readonly number[])[], columns: number): (readonly number[])[] {
  const basis: { row: readonly number[]; pivot: number }[] = [];
  for (const row of rows) {
    const rest = basis.reduce((reduced, known) => cancel(reduced, known.row, known.pivot), row);
    const pivot = rest.findIndex((value, column) => column < columns && value !== 0);
    if (pivot >= 0) basis.push({ row: rest, pivot });
  }
  return basis.map(({ row }) => row);
}

/** The integer combination of row and pivot row that is 0 in the column, divided by its common factor. */
function cancel(row: readonly number[], pivot: readonly number[], column: number): readonly number[] {
  const a = row[column] ?? 0;
  const b = pivot[column] ?? 0;
  if (a === 0) return row;
  const combined = row.map((value, at) => exact(exact(b * value) - exact(a * (pivot[at] ?? 0))));
  const factor = combined.reduce((divisor, value) => commonDivisor(divisor, Math.abs(value)), 0);
  return factor > 1 ? combined.map((value) => value / factor) : combined;
}

function exact(value: number): number {
  if (!Number.isSafeInteger(value)) throw new InexactArithmetic();
  return value;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
