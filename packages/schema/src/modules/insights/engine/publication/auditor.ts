import { auditFact, type AuditOutcome } from './row-space.ts';
import type { Fact } from './fact.ts';

/** How a fact cuts one atom (or the answers new to it): what it takes with each weight, and what it leaves. */
interface Cut {
  readonly atom: Set<string> | undefined;
  readonly pieces: readonly Set<string>[];
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
    const cutsSmall = this.#cutsOf(fact).some(({ pieces }) => pieces.some((piece) => this.#isSmall(piece)));
    if (this.#smallAtoms.size === 0) {
      if (!cutsSmall) return 'safe';
      if (this.#isLaminar(fact)) return 'derivable';
    }
    const connected = this.#connectedTo(fact);
    const isClean = !this.#hasSmallAtom(connected);
    if (!cutsSmall && isClean) return 'safe';
    if (isClean && this.#isLaminar(fact)) return 'derivable';
    const known = connected.map((index) => this.#facts[index]).filter((other) => other !== undefined);
    return auditFact(fact, known, this.#k);
  }

  #add(fact: Fact): void {
    for (const { atom, pieces } of this.#cutsOf(fact)) {
      if (atom) this.#smallAtoms.delete(atom);
      for (const piece of pieces) {
        for (const answer of piece) this.#atomOf.set(answer, piece);
        if (this.#isSmall(piece)) this.#smallAtoms.add(piece);
      }
    }
    const index = this.#facts.push(fact) - 1;
    for (const { answer } of fact.contributions) {
      const facts = this.#factsOf.get(answer);
      if (facts) facts.push(index);
      else this.#factsOf.set(answer, [index]);
    }
  }

  #cutsOf(fact: Fact): Cut[] {
    const taken = new Map<Set<string> | undefined, Map<number, Set<string>>>();
    for (const { answer, rater, weight = 1 } of fact.contributions) {
      this.#raterOf.set(answer, rater);
      const atom = this.#atomOf.get(answer);
      const byWeight = taken.get(atom) ?? new Map<number, Set<string>>();
      taken.set(atom, byWeight);
      byWeight.set(weight, (byWeight.get(weight) ?? new Set<string>()).add(answer));
    }
    return [...taken].map(([atom, byWeight]) => {
      const pieces = [...byWeight.values()];
      const left = new Set([...(atom ?? [])].filter((answer) => !pieces.some((piece) => piece.has(answer))));
      return { atom, pieces: left.size > 0 ? [...pieces, left] : pieces };
    });
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
