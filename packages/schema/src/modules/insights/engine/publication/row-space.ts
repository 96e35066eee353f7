/**
 * The audit of a new fact: can any linear combination of it and the known facts be a number about fewer than k people?
 *
 * Answers that are in exactly the same facts (with the same weights) can never be told apart: they form an *atom*. A
 * combination gives each atom one coefficient, so what it tells is about the people of the atoms whose coefficient is not 0.
 *
 * The audit looks for target + Σ c·known with few people, target being the row of the new fact. Coefficients of atoms with k
 * or more people must vanish, so these columns are eliminated; a column that only the target has cannot vanish, and the fact
 * is safe. For each other atom of the target there are two ways: a known row cancels it, or its people count (at most k−1
 * fit, and must where no known row has it). The search tries both and is complete; arithmetic is exact, on integers.
 */
import type { Fact } from './fact.ts';
import { cancelColumn, divideByFactor, InexactArithmetic, type SparseRow } from './sparse-row.ts';

/** What an audit finds: nothing, a derivable group of fewer than k people, or that it could not finish its search. */
export type AuditOutcome = 'safe' | 'derivable' | 'undecided';

/** Atoms (the raters of each) and, for each fact, the weights of its atoms. */
export interface Incidence {
  readonly atoms: readonly ReadonlySet<string>[];
  readonly rows: readonly SparseRow[];
}

interface System {
  readonly target: SparseRow;
  readonly known: readonly SparseRow[];
}

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
 * than k people. What the known facts give away already is not held against it, and a fact that follows from them is safe.
 * 'undecided' is the honest answer when `maxSteps` of the search are used up or a number leaves the exact range; callers
 * treat it as unsafe.
 */
export function auditFact(fact: Fact, known: readonly Fact[], k: number, maxSteps = 20_000): AuditOutcome {
  const { atoms, rows } = incidenceOf([...known, fact]);
  if (atoms.every((atom) => atom.size >= k)) return 'safe';
  const system: System = { target: rows.at(-1) ?? new Map(), known: rows.slice(0, -1) };
  try {
    const isLarge = (atom: number): boolean => (atoms[atom]?.size ?? 0) >= k;
    const harmful = eliminateWhere(system, isLarge);
    if (harmful === undefined) return 'safe';
    const outcome = findFew(harmful, new Set(), new Set(), { atoms, k, stepsLeft: maxSteps });
    return outcome === 'derivable' && isDependent(system) ? 'safe' : outcome;
  } catch (error) {
    if (error instanceof InexactArithmetic) return 'undecided';
    throw error;
  }
}

function rowsOf(signatures: readonly string[], count: number): SparseRow[] {
  const rows = Array.from({ length: count }, () => new Map<number, number>());
  signatures.forEach((signature, atom) => {
    for (const entry of signature.trimEnd().split(' ')) {
      const [fact, weight] = entry.split('*').map(Number);
      rows[fact ?? -1]?.set(atom, weight ?? 1);
    }
  });
  return rows;
}

/** Searches target + span(known) for a vector about fewer than k people, given those that count already. */
function findFew(
  system: System,
  counted: ReadonlySet<number>,
  people: ReadonlySet<string>,
  search: Search,
): AuditOutcome {
  search.stepsLeft -= 1;
  if (search.stepsLeft < 0) return 'undecided';
  const open = [...system.target.keys()].filter((atom) => !counted.has(atom));
  if (open.length === 0) return system.target.size === 0 ? 'safe' : 'derivable';
  const uses = countUses(open, system.known);
  const atom = open.reduce((best, other) => ((uses.get(other) ?? 0) < (uses.get(best) ?? 0) ? other : best));
  const joined = new Set([...people, ...(search.atoms[atom] ?? [])]);
  if (joined.size < search.k) {
    const withAtom = findFew(system, new Set([...counted, atom]), joined, search);
    if (withAtom !== 'safe') return withAtom;
  }
  return uses.has(atom) ? findFew(eliminate(system, atom), counted, people, search) : 'safe';
}

function countUses(columns: readonly number[], rows: readonly SparseRow[]): Map<number, number> {
  const uses = new Map<number, number>();
  for (const column of columns) {
    const count = rows.reduce((sum, row) => sum + (row.has(column) ? 1 : 0), 0);
    if (count > 0) uses.set(column, count);
  }
  return uses;
}

/** Takes a column out of the system with the shortest known row that has it; that row is used up. */
function eliminate({ target, known }: System, column: number): System {
  const pivot = known
    .filter((row) => row.has(column))
    .reduce<SparseRow | undefined>((best, row) => (best && best.size <= row.size ? best : row), undefined);
  if (pivot === undefined) return { target, known };
  const rest: SparseRow[] = [];
  for (const row of known) {
    if (row === pivot) continue;
    const reduced = cancelColumn(row, pivot, column);
    if (reduced.size > 0) rest.push(reduced);
  }
  return { target: cancelColumn(target, pivot, column), known: rest };
}

/** Takes all matching columns out, those with the fewest rows first; undefined when one of the target's cannot go. */
function eliminateWhere(system: System, isMatching: (column: number) => boolean): System | undefined {
  let current: System = { ...system, target: divideByFactor(system.target) };
  for (;;) {
    const uses = new Map<number, number>();
    for (const row of current.known)
      for (const column of row.keys()) if (isMatching(column)) uses.set(column, (uses.get(column) ?? 0) + 1);
    for (const column of current.target.keys()) if (isMatching(column) && !uses.has(column)) return undefined;
    const [first, ...others] = uses;
    if (first === undefined) return current;
    const [column] = others.reduce((best, entry) => (entry[1] < best[1] ? entry : best), first);
    current = eliminate(current, column);
  }
}

/** Whether the target follows from the known rows alone. */
function isDependent(system: System): boolean {
  return eliminateWhere(system, () => true)?.target.size === 0;
}
