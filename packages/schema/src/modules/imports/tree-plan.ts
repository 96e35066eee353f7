import type { Actor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/database.ts';
import { displayName } from '../tenancy/name.ts';
import { peopleBelow } from '../tenancy/user.policy.ts';
import { planPairs } from './pair-plan.ts';
import { NOTHING, type Plan } from './plan.ts';

const PERSON = { id: true, familyName: true, givenName: true, roles: true, departmentId: true } as const;

interface Person {
  readonly id: string;
  readonly departmentId: string;
}

/** The managers of a person: those of their department, or of the nearest one above that has somebody else. */
function managersOf(person: Person, pathOf: ReadonlyMap<string, string>, managers: ReadonlyMap<string, Person[]>) {
  const above = (pathOf.get(person.departmentId) ?? '').split('/').filter(Boolean).toReversed();
  // Who manages a department is a member of the one above it.
  const own = managers.get(person.departmentId) ?? [];
  const levels = own.some(({ id }) => id === person.id) ? above.slice(1) : above;
  const nearest = levels.find((departmentId) => (managers.get(departmentId) ?? []).length > 0);
  return nearest ? (managers.get(nearest) ?? []) : [];
}

/**
 * Plans a pair for each member who has no manager yet, with the managers of their department, or of the nearest one above
 * that has one. Of one department with those below it, or of all.
 */
export async function planTree(
  db: Db,
  { tenantId }: Actor,
  { departmentId }: { readonly departmentId: string | null },
): Promise<Plan> {
  const active = { tenantId, deactivatedAt: null, restrictedAt: null };
  const managing = await db.user.findMany({ where: { ...active, roles: { has: 'MANAGER' } }, select: PERSON });
  const members = await db.user.findMany({
    where: { ...active, roles: { has: 'MEMBER' }, ...(departmentId && peopleBelow(departmentId)) },
    select: PERSON,
    orderBy: { id: 'asc' },
  });
  const departments = await db.department.findMany({ where: { tenantId }, select: { id: true, path: true } });
  const pathOf = new Map(departments.map(({ id, path }) => [id, path]));
  const managers = new Map<string, Person[]>();
  for (const one of managing) managers.set(one.departmentId, [...(managers.get(one.departmentId) ?? []), one]);
  const names = new Map([...managing, ...members].map((person) => [person.id, displayName(person, 'ja')]));
  const pairs = await planPairs(db, tenantId, (userId) => names.get(userId) ?? userId);
  const hasManager = (userId: string) =>
    pairs.of(userId).some(({ kind, memberId }) => kind === 'MANAGER_MEMBER' && memberId === userId);
  let unchanged = 0;
  for (const member of members) {
    if (hasManager(member.id)) unchanged += 1;
    else
      for (const manager of managersOf(member, pathOf, managers))
        pairs.want(0, { memberId: member.id, counterpartId: manager.id, kind: 'MANAGER_MEMBER' });
  }
  return { ...NOTHING, make: pairs.make, changes: pairs.changes, unchanged };
}
