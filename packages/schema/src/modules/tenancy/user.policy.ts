import type { Prisma } from '../../generated/prisma/client.ts';
import { type Actor, hasRole } from '../../kernel/actor.ts';

/** Everybody of the tenant, also who left, for its people, its jobs and its servers with `people:read`. */
export function visibleUsers(actor: Actor) {
  const all: Prisma.UserWhereInput = { tenantId: actor.tenantId };
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
