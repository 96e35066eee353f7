import type { Prisma } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import { canAdminister } from './tenant.policy.ts';
import { inUse } from './user.policy.ts';

/** What advisors were given: all of it for who administers, and each advisor's own. */
export function visibleAdvisorScopes(actor: Actor): Prisma.AdvisorScopeWhereInput {
  const { tenantId } = actor;
  const known = { tenantId, advisor: inUse(actor), OR: [{ userId: null }, { user: inUse(actor) }] };
  if (canAdminister(actor)) return known;
  return actor.kind === 'person' ? { ...known, advisorId: actor.userId } : { tenantId, id: { in: [] } };
}
