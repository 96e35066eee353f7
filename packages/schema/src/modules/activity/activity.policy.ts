import type { Prisma } from '../../generated/prisma/client.ts';
import { hasRole, type Actor } from '../../kernel/actor.ts';

/** The audit trail: admins, and credentials of servers made for it. */
export function visibleAuditEntries(actor: Actor): Prisma.AuditEntryWhereInput {
  const sees = hasRole(actor, 'ADMIN') || (actor.kind === 'key' && actor.scopes.has('audit:read'));
  return sees ? { tenantId: actor.tenantId } : { tenantId: actor.tenantId, seq: { in: [] } };
}

/** Who read a person's data: that person. */
export const visiblePersonReads = (actor: Actor): Prisma.PersonReadWhereInput => ({
  tenantId: actor.tenantId,
  personId: actor.userId,
});
