import type { Prisma } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import { canAdminister } from './tenant.policy.ts';

/** What advisors were given: all of it for who administers, and each advisor's own. */
export function visibleAdvisorScopes(actor: Actor): Prisma.AdvisorScopeWhereInput {
  const { tenantId } = actor;
  if (canAdminister(actor)) return { tenantId };
  return actor.kind === 'person' ? { tenantId, advisorId: actor.userId } : { tenantId, id: { in: [] } };
}
