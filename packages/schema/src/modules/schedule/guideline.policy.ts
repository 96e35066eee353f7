import type { Prisma } from '../../generated/prisma/client.ts';
import { type Actor, hasRole } from '../../kernel/actor.ts';
import { seesAll, visiblePairs } from '../pairs/pair.policy.ts';
import { peopleInScope } from '../tenancy/user.policy.ts';

/** What holds for all and for departments, for everybody; exceptions for whom they concern and for who sees their pairs. */
export function visibleGuidelines(actor: Actor): Prisma.GuidelineWhereInput {
  const { tenantId, userId } = actor;
  if (seesAll(actor, 'pairs:read')) return { tenantId };
  if (actor.kind !== 'person') return { tenantId, id: { in: [] } };
  const given = hasRole(actor, 'ADVISOR') ? [{ user: peopleInScope(actor) }] : [];
  return { tenantId, OR: [{ userId: null, pairId: null }, { userId }, { pair: visiblePairs(actor) }, ...given] };
}
