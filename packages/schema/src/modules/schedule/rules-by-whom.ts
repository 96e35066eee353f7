import type { Guideline, Pair } from '../../generated/prisma/client.ts';
import { perMonth, type Rule } from './standing.ts';

/** A rule with the row that says it. */
export interface KeptRule extends Rule {
  readonly row: Guideline;
}

/** The rules of a tenant by whom they are about. */
export class RulesByWhom {
  readonly isEmpty: boolean;
  /** Whether one is about a department. */
  readonly hasDepartments: boolean;
  /** Whether one asks for less than one session a month. */
  readonly hasSlow: boolean;
  readonly #ofPairs;
  readonly #ofMembers;
  readonly #ofDepartments;
  readonly #ofAll: readonly KeptRule[];
  readonly #common = new Map<string, readonly KeptRule[]>();

  /** Of those about the same, the nearest stands in front. */
  constructor(rules: readonly KeptRule[]) {
    this.#ofPairs = by(rules, ({ row }) => row.pairId);
    this.#ofMembers = by(rules, ({ row }) => row.userId);
    this.#ofDepartments = by(rules, ({ row }) => row.departmentId);
    this.#ofAll = rules.filter(({ row }) => !row.pairId && !row.userId && !row.departmentId);
    this.isEmpty = rules.length === 0;
    this.hasDepartments = this.#ofDepartments.size > 0;
    this.hasSlow = rules.some((rule) => perMonth(rule) < 1);
  }

  /**
   * The rules that may hold for a pair, the nearest first: its own, its member's, of departments upwards, of the tenant. The
   * very same list for all pairs of a department that have none of their own.
   */
  of({ id, kind, memberId }: Pick<Pair, 'id' | 'kind' | 'memberId'>, departments: readonly string[]) {
    const own = this.#ofPairs.get(id) ?? NONE;
    // What is asked of all is asked of members and their managers; other pairs meet as they like.
    if (kind !== 'MANAGER_MEMBER') return own;
    const person = this.#ofMembers.get(memberId) ?? NONE;
    const common = this.#commonOf(departments);
    return own.length + person.length === 0 ? common : [...own, ...person, ...common];
  }

  #commonOf(departments: readonly string[]): readonly KeptRule[] {
    const place = departments.join('/');
    const known = this.#common.get(place);
    if (known) return known;
    const above = departments.flatMap((department) => this.#ofDepartments.get(department) ?? NONE);
    const common = [...above, ...this.#ofAll];
    this.#common.set(place, common);
    return common;
  }
}

const NONE: readonly KeptRule[] = [];

function by(rules: readonly KeptRule[], whomOf: (rule: KeptRule) => string | null): ReadonlyMap<string, KeptRule[]> {
  const found = new Map<string, KeptRule[]>();
  for (const rule of rules) {
    const whom = whomOf(rule);
    if (whom) found.set(whom, [...(found.get(whom) ?? []), rule]);
  }
  return found;
}
