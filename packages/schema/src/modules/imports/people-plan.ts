import type { Actor, Role } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/database.ts';
import { newId } from '../../kernel/ids.ts';
import { text } from '../../kernel/parse.ts';
import { z } from 'zod';
import { says as pairSays } from '../pairs/words.ts';
import { displayName } from '../tenancy/name.ts';
import type { PersonRow } from '../tenancy/people-bulk.ts';
import { namePart } from '../tenancy/user-input.ts';
import type { Columns } from './columns.ts';
import { type DepartmentPlan, planDepartments } from './department-plan.ts';
import { issueOf, type LineIssue, parseLine } from './line-issue.ts';
import { type PairPlan, planPairs } from './pair-plan.ts';
import type { PeopleField, PersonLine } from './person-line.ts';
import { NOTHING, type Plan, type PlannedChange } from './plan.ts';
import { says } from './words.ts';

/** A person as they are, and whether they have left. */
interface Known extends PersonRow {
  readonly deactivatedAt: Date | null;
  /** Since when their data is kept and used for nothing: lines about them change nothing. */
  readonly restrictedAt: Date | null;
}

const Needed = z.object({
  familyName: namePart(),
  givenName: namePart(),
  department: text({ min: 1, max: 60 }),
});

const PERSON = {
  id: true,
  externalId: true,
  familyName: true,
  givenName: true,
  familyKana: true,
  givenKana: true,
  latinName: true,
  email: true,
  language: true,
  roles: true,
  departmentId: true,
  hiredOn: true,
  deactivatedAt: true,
  restrictedAt: true,
} as const;

const plain = (value: unknown): unknown => {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return Array.isArray(value) ? value.toSorted() : value;
};

/** The fields in which two people differ. */
export function differences(before: PersonRow, after: PersonRow): string[] {
  const is = new Map(Object.entries(after));
  const differs = ([, was]: [string, unknown], now: unknown) =>
    JSON.stringify(plain(was)) !== JSON.stringify(plain(now));
  return Object.entries(before)
    .filter((entry) => entry[0] !== 'deactivatedAt' && differs(entry, is.get(entry[0])))
    .map(([field]) => field);
}

const pick = (row: PersonRow, fields: readonly string[]): object =>
  Object.fromEntries(Object.entries(row).filter(([field]) => fields.includes(field)));

const labelOf = (person: PersonRow): string => `${person.externalId} ${displayName(person, 'ja')}`;

/** Plans what lines about people do to those there are. */
export class PeoplePlan {
  readonly #people: Map<string, Known>;
  readonly #departments: DepartmentPlan;
  readonly #plan = { register: [] as PersonRow[], rewrite: [] as PersonRow[], losing: [] as string[] };
  readonly #leave: string[] = [];
  readonly #changes: PlannedChange[] = [];
  readonly #issues: LineIssue[] = [];
  readonly #columns: Columns<PeopleField>;
  readonly #actor: Actor;
  #unchanged = 0;
  #lastDemotion: LineIssue | undefined;

  constructor(actor: Actor, columns: Columns<PeopleField>, people: readonly Known[], departments: DepartmentPlan) {
    this.#actor = actor;
    this.#columns = columns;
    this.#departments = departments;
    this.#people = new Map(people.map((person) => [person.externalId, person]));
  }

  /** Takes every line into the plan. */
  add(lines: readonly PersonLine[]): void {
    const seen = new Map<string, number>();
    for (const line of lines) {
      const other = seen.get(line.externalId);
      if (other === undefined) this.#take(line);
      else this.#fault(line, says.TWICE_IN_FILE, 'externalId', { other });
      seen.set(line.externalId, other ?? line.line);
    }
    const isAdmin = ({ roles, deactivatedAt }: Known) => roles.includes('ADMIN') && !deactivatedAt;
    if (this.#lastDemotion && ![...this.#people.values()].some(isAdmin)) this.#issues.push(this.#lastDemotion);
  }

  /** Plans the pairs that the column of managers asks for, and ends those of who leaves. */
  pair(lines: readonly PersonLine[], pairs: PairPlan, withManagers: boolean): void {
    const leaving = new Set(this.#leave);
    for (const line of lines) {
      const person = this.#people.get(line.externalId);
      if (person && leaving.has(person.id)) for (const pair of pairs.of(person.id)) pairs.close(line.line, pair, true);
    }
    if (withManagers) for (const line of lines) this.#pairWithManager(line, pairs);
  }

  /** What people are called, those who are planned as well. */
  names(): Map<string, string> {
    return new Map([...this.#people.values()].map((person) => [person.id, displayName(person, 'ja')]));
  }

  /** Everything that was planned. */
  result(): Omit<Plan, 'make' | 'end'> {
    return {
      ...NOTHING,
      ...this.#plan,
      departments: this.#departments.created,
      leave: this.#leave,
      changes: [...this.#departments.changes, ...this.#changes],
      unchanged: this.#unchanged,
      issues: this.#issues,
    };
  }

  #fault(line: PersonLine, reason: Parameters<typeof issueOf>[1], field: PeopleField, values = {}): void {
    this.#issues.push(issueOf(line.line, reason, { column: this.#columns.nameOf(field), values }));
  }

  #take(line: PersonLine): void {
    const known = this.#people.get(line.externalId);
    if (known?.restrictedAt) this.#unchanged += 1;
    else if (line.leaves) this.#let(line, known);
    else if (!known) this.#register(line);
    else if (known.deactivatedAt) this.#fault(line, pairSays.HAS_LEFT, 'externalId');
    else this.#change(line, known);
  }

  #let(line: PersonLine, known: Known | undefined): void {
    if (!known) return this.#fault(line, says.PERSON_UNKNOWN, 'externalId');
    if (known.deactivatedAt) return void (this.#unchanged += 1);
    this.#leave.push(known.id);
    this.#people.set(line.externalId, { ...known, deactivatedAt: new Date(0) });
    this.#noteDemotion(line, known.roles, []);
    this.#note(line, 'PERSON_LEAVES', known, known, ['leaves']);
  }

  #register(line: PersonLine): void {
    const { familyName = '', givenName = '' } = line.given;
    const department = line.department?.at(-1) ?? '';
    const at = { actor: this.#actor, line: line.line, nameOf: this.#columns.nameOf };
    const checked = parseLine(Needed, { familyName, givenName, department }, at);
    if ('issues' in checked) return void this.#issues.push(...checked.issues);
    const departmentId = this.#departments.at(line.department ?? [], line.line) ?? '';
    const nothing = { familyKana: null, givenKana: null, latinName: null, email: null, language: null, hiredOn: null };
    const roles: readonly Role[] = ['MEMBER'];
    const person = { ...nothing, roles, ...line.given, familyName, givenName };
    const row = { ...person, id: newId('usr'), externalId: line.externalId, departmentId };
    this.#plan.register.push(row);
    this.#people.set(line.externalId, { ...row, deactivatedAt: null, restrictedAt: null });
    this.#note(line, 'PERSON_CREATED', row, row, []);
  }

  #change(line: PersonLine, known: Known): void {
    const departmentId = (line.department && this.#departments.at(line.department, line.line)) ?? known.departmentId;
    const after: Known = { ...known, ...line.given, departmentId };
    const fields = differences(known, after);
    if (fields.length === 0) return void (this.#unchanged += 1);
    const { deactivatedAt: _, restrictedAt: _also, ...row } = after;
    this.#plan.rewrite.push(row);
    if (known.roles.some((role) => !after.roles.includes(role))) this.#plan.losing.push(known.id);
    this.#people.set(line.externalId, after);
    this.#noteDemotion(line, known.roles, after.roles);
    this.#note(line, fields.includes('departmentId') ? 'PERSON_MOVED' : 'PERSON_CHANGED', known, after, fields);
  }

  #noteDemotion(line: PersonLine, before: readonly Role[], after: readonly Role[]): void {
    if (before.includes('ADMIN') && !after.includes('ADMIN'))
      this.#lastDemotion = issueOf(line.line, says.ADMIN_NEEDED, { column: this.#columns.nameOf('roles') });
  }

  #note(
    { line }: PersonLine,
    kind: PlannedChange['kind'],
    before: PersonRow,
    after: PersonRow,
    fields: readonly string[],
  ): void {
    const [was, is] = [pick(before, fields), pick(after, fields)];
    this.#changes.push({ line, kind, subjectId: after.id, label: labelOf(after), fields, before: was, after: is });
  }

  #pairWithManager(line: PersonLine, pairs: PairPlan): void {
    const member = this.#people.get(line.externalId);
    if (line.manager === undefined || !member || member.deactivatedAt || member.restrictedAt) return;
    const manager = this.#people.get(line.manager);
    if (!manager) return this.#fault(line, says.PERSON_UNKNOWN, 'manager');
    if (manager.restrictedAt) return;
    if (manager.deactivatedAt) return this.#fault(line, pairSays.HAS_LEFT, 'manager');
    if (manager.id === member.id) return this.#fault(line, pairSays.SAME_PERSON, 'manager');
    for (const pair of pairs.of(member.id))
      if (pair.kind === 'MANAGER_MEMBER' && pair.memberId === member.id && pair.counterpartId !== manager.id)
        pairs.close(line.line, pair);
    pairs.want(line.line, { memberId: member.id, counterpartId: manager.id, kind: 'MANAGER_MEMBER' });
  }
}

/** Plans what lines about people do, with pairs by the column of managers where asked for. */
export async function planPeople(
  db: Db,
  actor: Actor,
  {
    lines,
    columns,
    withManagers,
  }: { lines: readonly PersonLine[]; columns: Columns<PeopleField>; withManagers: boolean },
): Promise<Plan> {
  const { tenantId } = actor;
  const departments = await planDepartments(db, tenantId);
  const people = await db.user.findMany({ where: { tenantId }, select: PERSON });
  const plan = new PeoplePlan(actor, columns, people, departments);
  plan.add(lines);
  const names = plan.names();
  const pairs = await planPairs(db, tenantId, (userId) => names.get(userId) ?? userId);
  plan.pair(lines, pairs, withManagers);
  const result = plan.result();
  return {
    ...result,
    make: pairs.make,
    end: pairs.end,
    changes: [...result.changes, ...pairs.changes],
    issues: [...result.issues, ...pairs.issues],
  };
}
