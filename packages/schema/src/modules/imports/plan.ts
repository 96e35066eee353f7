import type { ImportChangeKind } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/database.ts';
import { closePairs, makePairs, type PairRow } from '../pairs/pair-bulk.ts';
import { addDepartments, type DepartmentRow } from '../tenancy/department-bulk.ts';
import { letPeopleGo, type PersonRow, registerPeople, rewritePeople } from '../tenancy/people-bulk.ts';
import type { LineIssue } from './line-issue.ts';

/** What an import does to one thing. */
export interface PlannedChange {
  /** 0 where no line asks for it. */
  readonly line: number;
  readonly kind: ImportChangeKind;
  readonly subjectId: string;
  readonly label: string;
  readonly fields: readonly string[];
  /** What it was, as far as it changes, and what it becomes. */
  readonly before: object;
  readonly after: object;
}

/** Everything an import would write, and what stands in its way. */
export interface Plan {
  readonly departments: readonly DepartmentRow[];
  readonly register: readonly PersonRow[];
  readonly rewrite: readonly PersonRow[];
  /** Who loses a role. */
  readonly losing: readonly string[];
  readonly leave: readonly string[];
  readonly make: readonly PairRow[];
  readonly end: readonly PairRow[];
  readonly changes: readonly PlannedChange[];
  /** How many lines ask for what is so already. */
  readonly unchanged: number;
  readonly issues: readonly LineIssue[];
}

/** A plan in which nothing happens. */
export const NOTHING: Plan = {
  departments: [],
  register: [],
  rewrite: [],
  losing: [],
  leave: [],
  make: [],
  end: [],
  changes: [],
  unchanged: 0,
  issues: [],
};

/** How many of each kind of change there are, and of lines that change nothing. */
export function countsOf({ changes, unchanged }: Plan): Record<string, number> {
  const counts: Record<string, number> = { UNCHANGED: unchanged };
  for (const { kind } of changes) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** Writes what is planned, in the transaction it was planned in. */
export async function writePlan(db: Db, actor: Actor, plan: Plan): Promise<void> {
  await addDepartments(db, actor, plan.departments);
  await registerPeople(db, actor, plan.register);
  await rewritePeople(db, actor, plan.rewrite, plan.losing);
  await closePairs(db, actor, plan.end);
  await letPeopleGo(db, actor, plan.leave);
  await makePairs(db, actor, plan.make);
}
