import type { Prisma } from '../../generated/prisma/client.ts';
import { hasRole, type Actor } from '../../kernel/actor.ts';

/** Whether the actor reads the audit trail: admins, and credentials of servers made for it. */
export const canReadTrail = (actor: Actor): boolean =>
  hasRole(actor, 'ADMIN') || (actor.kind === 'key' && actor.scopes.has('audit:read'));

/** The audit trail, for whoever may read it. */
export const visibleAuditEntries = (actor: Actor): Prisma.AuditEntryWhereInput =>
  canReadTrail(actor) ? { tenantId: actor.tenantId } : { tenantId: actor.tenantId, seq: { in: [] } };

/** Who read a person's data: that person. */
export const visiblePersonReads = (actor: Actor): Prisma.PersonReadWhereInput => ({
  tenantId: actor.tenantId,
  personId: actor.userId,
});
