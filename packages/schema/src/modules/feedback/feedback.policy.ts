import type { Prisma } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import { now } from '../../kernel/time.ts';

const NOBODY = { sessionId: { in: [] as string[] } };

/** One of the two people; nobody else, whatever their roles or scopes. */
function byTheTwo({ kind, tenantId, userId }: Actor) {
  if (kind !== 'person') return { tenantId, ...NOBODY };
  return { tenantId, OR: [{ memberId: userId }, { counterpartId: userId }] };
}

/** Impressions: the two people. */
export const visibleImpressions = (actor: Actor): Prisma.ImpressionWhereInput => byTheTwo(actor);

/** What the counterpart tried: the two people. */
export const visibleAttempts = (actor: Actor): Prisma.AttemptWhereInput => byTheTwo(actor);

/** Openly told grades: the member at once, the counterpart once it can no longer be taken back. */
export function visibleOpenRatings({ kind, tenantId, userId }: Actor): Prisma.OpenRatingWhereInput {
  if (kind !== 'person') return { tenantId, ...NOBODY };
  return { tenantId, OR: [{ memberId: userId }, { counterpartId: userId, visibleFrom: { lte: now() } }] };
}

/** That one answered: its author only. */
export const visibleParticipations = ({ kind, tenantId, userId }: Actor): Prisma.ParticipationWhereInput =>
  kind === 'person' ? { tenantId, memberId: userId } : { tenantId, ...NOBODY };
