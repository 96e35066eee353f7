import type { Prisma } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import { now } from '../../kernel/time.ts';
import { ofTalkInUse } from '../pairs/pair.policy.ts';

const NOBODY = { sessionId: { in: [] as string[] } };

/** One of the two people; nobody else, whatever their roles or scopes. */
function byTheTwo(actor: Actor) {
  const { kind, tenantId, userId } = actor;
  if (kind !== 'person') return { tenantId, ...NOBODY };
  return { tenantId, ...ofTalkInUse(actor), OR: [{ memberId: userId }, { counterpartId: userId }] };
}

/** Impressions: the two people. */
export const visibleImpressions = (actor: Actor): Prisma.ImpressionWhereInput => byTheTwo(actor);

/** What the counterpart tried: the two people. */
export const visibleAttempts = (actor: Actor): Prisma.AttemptWhereInput => byTheTwo(actor);

/** Openly told grades: the member at once, the counterpart once it can no longer be taken back. */
export function visibleOpenRatings(actor: Actor): Prisma.OpenRatingWhereInput {
  const { kind, tenantId, userId } = actor;
  if (kind !== 'person') return { tenantId, ...NOBODY };
  const either = [{ memberId: userId }, { counterpartId: userId, visibleFrom: { lte: now() } }];
  return { tenantId, ...ofTalkInUse(actor), OR: either };
}

/** That one answered: its author only. */
export const visibleParticipations = ({ kind, tenantId, userId }: Actor): Prisma.ParticipationWhereInput =>
  kind === 'person' ? { tenantId, memberId: userId } : { tenantId, ...NOBODY };
