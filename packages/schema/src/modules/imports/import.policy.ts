import type { Prisma } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import { canArrangePairs } from '../pairs/pair.policy.ts';
import { canAdminister } from '../tenancy/tenant.policy.ts';

/** The bulk changes that the actor may see: all for administrators; for servers those of what they may write. */
export function visibleImports(actor: Actor): Prisma.ImportWhereInput {
  const { tenantId } = actor;
  if (canAdminister(actor)) return canArrangePairs(actor) ? { tenantId } : { tenantId, kind: 'PEOPLE' };
  return canArrangePairs(actor) ? { tenantId, kind: { not: 'PEOPLE' } } : { tenantId, id: { in: [] } };
}

/** What is not right in the files of the visible ones. */
export const visibleImportIssues = (actor: Actor): Prisma.ImportIssueWhereInput => ({
  tenantId: actor.tenantId,
  import: visibleImports(actor),
});

/** What the visible ones do. */
export const visibleImportChanges = (actor: Actor): Prisma.ImportChangeWhereInput => ({
  tenantId: actor.tenantId,
  import: visibleImports(actor),
});
