import type { Prisma } from '../../generated/prisma/client.ts';
import { type Actor, hasRole, isPerson } from '../../kernel/actor.ts';
import { hasNoRestriction } from './restricted-tenants.ts';

/** Whether everybody's data is in use for the actor, so that no clause needs to ask: for jobs, and where nobody's is restricted. */
export const isAllInUse = ({ kind, tenantId }: Actor): boolean => kind === 'job' || hasNoRestriction(tenantId);

/** People whose data is in use: all but those at whose request it is restricted, who see it themselves. Jobs see all. */
export function inUse(actor: Actor): Prisma.UserWhereInput {
  if (isAllInUse(actor)) return {};
  return isPerson(actor) ? { OR: [{ restrictedAt: null }, { id: actor.userId }] } : { restrictedAt: null };
}

/** Everybody of the tenant, also who left, for its people, its jobs and its servers with `people:read`. */
export function visibleUsers(actor: Actor) {
  const all: Prisma.UserWhereInput = { tenantId: actor.tenantId, AND: inUse(actor) };
  const sees = actor.kind === 'person' || actor.kind === 'job' || actor.scopes.has('people:read');
  return sees ? all : { ...all, id: { in: [] } };
}

/** Whether the actor may see a person's e-mail address and day of hiring: the person and the tenant's admins. */
export const canSeePrivate = (actor: Actor, userId: string): boolean =>
  (actor.kind === 'person' && actor.userId === userId) || hasRole(actor, 'ADMIN');

/** The people an advisor was given: by name, or by a department they belong to at any depth. Nobody for anybody else. */
export function peopleInScope(actor: Actor): Prisma.UserWhereInput {
  if (!hasRole(actor, 'ADVISOR')) return { id: { in: [] } };
  const given = { advisorId: actor.userId };
  return {
    OR: [
      { advisedBy: { some: given } },
      { department: { ancestors: { some: { ancestor: { advisorScopes: { some: given } } } } } },
    ],
  };
}

/** The people of a department and of those below it. */
export const peopleBelow = (departmentId: string): Prisma.UserWhereInput => ({
  department: { ancestors: { some: { ancestorId: departmentId } } },
});
