import { auditFacts, type AuditOutcome } from './row-space.ts';
import type { Contribution, Fact } from './fact.ts';

/** Answers of one atom that a fact takes with one weight, and the answers of that atom it leaves. */
interface Part {
  readonly inside: Set<string>;
  readonly outside: ReadonlySet<string>;
  readonly atom: Set<string> | undefined;
}

/**
 * Keeps the facts that are out and says of each further one whether it can join them.
 *
 * It tracks the atoms (answers that are in the same facts) as facts arrive. As long as every atom of the connected facts
 * has k people, nothing smaller can be derived and no algebra is needed. A fact that is nested in or disjoint from the
 * others and cuts an atom below k is refused at once (in a tree that atom is derivable). Everything else is audited
 * exactly.
 */
export class Auditor {
  readonly #k: number;
  readonly #facts: Fact[] = [];
  readonly #factsOf = new Map<string, number[]>();
  readonly #atomOf = new Map<string, Set<string>>();
  readonly #raterOf = new Map<string, string>();
  readonly #smallAtoms = new Set<Set<string>>();

  /** Starts from what is already published; that is never questioned, only added to. */
  constructor(k: number, published: readonly Fact[]) {
    this.#k = k;
    for (const fact of published) this.#add(fact);
  }

  /** Audits `fact` together with everything before it, and keeps it if the outcome is 'safe'. */
  tryAdd(fact: Fact): AuditOutcome {
    const outcome = this.#audit(fact);
    if (outcome === 'safe') this.#add(fact);
    return outcome;
  }

  #audit(fact: Fact): AuditOutcome {
    const splitsSmall = this.#partsOf(fact).some((part) => this.#isSmall(part.inside) || this.#isSmall(part.outside));
    if (!splitsSmall && this.#smallAtoms.size === 0) return 'safe';
    const connected = this.#connectedTo(fact);
    const isClean = !this.#hasSmallAtom(connected);
    if (!splitsSmall && isClean) return 'safe';
    if (isClean && this.#isLaminar(fact)) return 'derivable';
    return auditFacts(
      [...connected.map((index) => this.#facts[index]).filter((known) => known !== undefined), fact],
      this.#k,
    );
  }

  #add(fact: Fact): void {
    for (const part of this.#partsOf(fact)) this.#split(part);
    const index = this.#facts.push(fact) - 1;
    for (const { answer } of fact.contributions)
      this.#factsOf.set(answer, [...(this.#factsOf.get(answer) ?? []), index]);
  }

  /** The pieces into which the fact cuts the atoms: its own answers of each, and what is left of the atom. */
  #partsOf(fact: Fact): Part[] {
    for (const { answer, rater } of fact.contributions) this.#raterOf.set(answer, rater);
    return [...groupByAtom(fact.contributions, this.#atomOf).values()].map((inside) => {
      const atom = this.#atomOf.get([...inside][0] ?? '');
      return { inside, outside: new Set([...(atom ?? [])].filter((answer) => !inside.has(answer))), atom };
    });
  }

  #split({ inside, outside, atom }: Part): void {
    if (atom) this.#smallAtoms.delete(atom);
    // An atom cut into several weights is cut again by the next part; only its current remainder is an atom.
    const remainder = new Set([...outside].filter((answer) => this.#atomOf.get(answer) === atom));
    for (const piece of [inside, remainder]) {
      for (const answer of piece) this.#atomOf.set(answer, piece);
      if (this.#isSmall(piece)) this.#smallAtoms.add(piece);
    }
  }

  #isSmall(answers: ReadonlySet<string>): boolean {
    if (answers.size === 0) return false;
    const raters = new Set<string>();
    for (const answer of answers) {
      raters.add(this.#raterOf.get(answer) ?? answer);
      if (raters.size >= this.#k) return false;
    }
    return true;
  }

  #connectedTo(fact: Fact): number[] {
    const reached = new Set<number>();
    const open: Fact[] = [fact];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const { answer } of next.contributions) {
        for (const index of this.#factsOf.get(answer) ?? []) {
          const known = this.#facts[index];
          if (reached.has(index) || known === undefined) continue;
          reached.add(index);
          open.push(known);
        }
      }
    }
    return [...reached];
  }

  #hasSmallAtom(connected: readonly number[]): boolean {
    if (this.#smallAtoms.size === 0) return false;
    const reached = new Set(connected);
    return [...this.#smallAtoms].some((atom) =>
      (this.#factsOf.get([...atom][0] ?? '') ?? []).some((index) => reached.has(index)),
    );
  }

  /** Whether the fact is nested in, around, or disjoint from every connected fact, all answers weighing the same. */
  #isLaminar(fact: Fact): boolean {
    const shared = new Map<number, number>();
    for (const { answer } of fact.contributions)
      for (const index of this.#factsOf.get(answer) ?? []) shared.set(index, (shared.get(index) ?? 0) + 1);
    const own = fact.contributions.length;
    return (
      fact.contributions.every(({ weight }) => (weight ?? 1) === 1) &&
      [...shared].every(([index, count]) => count === own || count === this.#facts[index]?.contributions.length)
    );
  }
}

function groupByAtom(
  contributions: readonly Contribution[],
  atomOf: ReadonlyMap<string, Set<string>>,
): Map<string, Set<string>> {
  const names = new Map<Set<string>, number>();
  const groups = new Map<string, Set<string>>();
  for (const { answer, weight } of contributions) {
    const atom = atomOf.get(answer);
    if (atom && !names.has(atom)) names.set(atom, names.size);
    const key = `${atom ? names.get(atom) : 'new'}*${weight ?? 1}`;
    groups.set(key, (groups.get(key) ?? new Set<string>()).add(answer));
  }
  return groups;
}
