import type { Prisma } from '../../generated/prisma/client.ts';
import { type Actor, hasRole } from '../../kernel/actor.ts';
import { bothInUse, seesAll, visiblePairs } from '../pairs/pair.policy.ts';
import { inUse, peopleInScope } from '../tenancy/user.policy.ts';

/** What holds for all and for departments, for everybody; exceptions for whom they concern and for who sees their pairs. */
export function visibleGuidelines(actor: Actor): Prisma.GuidelineWhereInput {
  const { tenantId, userId } = actor;
  const ofPerson = { OR: [{ userId: null }, { user: inUse(actor) }] };
  const ofPair = { OR: [{ pairId: null }, { pair: bothInUse(actor) }] };
  if (seesAll(actor, 'pairs:read')) return { tenantId, AND: [ofPerson, ofPair] };
  if (actor.kind !== 'person') return { tenantId, id: { in: [] } };
  const given = hasRole(actor, 'ADVISOR') ? [{ user: peopleInScope(actor) }] : [];
  return {
    tenantId,
    AND: [ofPerson, ofPair],
    OR: [{ userId: null, pairId: null }, { userId }, { pair: visiblePairs(actor) }, ...given],
  };
}
