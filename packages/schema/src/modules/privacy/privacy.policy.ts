import type { Prisma } from '../../generated/prisma/client.ts';
import { type Actor, hasRole, isPerson } from '../../kernel/actor.ts';

/** A person's own copies: that person, whatever anybody's office. */
export const visibleCopies = ({ kind, tenantId, userId }: Actor): Prisma.OwnCopyWhereInput =>
  kind === 'person' ? { tenantId, memberId: userId } : { tenantId, id: { in: [] } };

/** What is to be erased and was: admins see all of it, and people what concerns them. */
export function visibleErasures(actor: Actor): Prisma.ErasureWhereInput {
  const { tenantId, userId } = actor;
  if (hasRole(actor, 'ADMIN') || actor.kind === 'job') return { tenantId };
  return isPerson(actor) ? { tenantId, userId } : { tenantId, id: { in: [] } };
}

/** Holds: admins see all of them, and people those on their own data once they hold. */
export function visibleHolds(actor: Actor): Prisma.LegalHoldWhereInput {
  const { tenantId, userId } = actor;
  if (hasRole(actor, 'ADMIN') || actor.kind === 'job') return { tenantId };
  if (!isPerson(actor)) return { tenantId, id: { in: [] } };
  return { tenantId, personIds: { has: userId }, confirmedAt: { not: null } };
}

/** Whether the actor may ask for erasures and holds: admins in person, never a server. */
export const canProtect = (actor: Actor): boolean => hasRole(actor, 'ADMIN');

/** Restrictions: admins see all of them, to decide about and lift them, and people their own. */
export function visibleRestrictions(actor: Actor): Prisma.RestrictionWhereInput {
  const { tenantId, userId } = actor;
  if (hasRole(actor, 'ADMIN')) return { tenantId };
  return isPerson(actor) ? { tenantId, userId } : { tenantId, id: { in: [] } };
}
