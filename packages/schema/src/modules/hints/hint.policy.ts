import type { Prisma } from '../../generated/prisma/client.ts';
import type { HintKind } from '../../generated/prisma/enums.ts';
import { hasRole, isPerson, type Actor } from '../../kernel/actor.ts';
import { hmac } from '../../kernel/keyring.ts';
import { now } from '../../kernel/time.ts';
import { partOf, type TwoPeople } from '../pairs/pair.policy.ts';

/** The mark of a person on their hints: not to be computed from the database, and not the one on their ratings. */
export const authorMark = ({ tenantId, userId }: Pick<Actor, 'tenantId' | 'userId'>): string =>
  Buffer.from(hmac('hint-author', `${tenantId}|${userId}`)).toString('base64url');

/** The mark of a person as a reader of hints: not theirs as an author. */
export const readerMark = ({ tenantId, userId }: Actor): string =>
  Buffer.from(hmac('hint-reader', `${tenantId}|${userId}`)).toString('base64url');

/** The hints a person left. */
export const ownHints = (actor: Actor): Prisma.HintWhereInput =>
  isPerson(actor)
    ? { tenantId: actor.tenantId, authorPseudonym: authorMark(actor) }
    : { tenantId: actor.tenantId, id: { in: [] } };

/** Approved hints for everybody, all of them for admins who review, from the day after they were left on, and one's own. */
export function visibleHints(actor: Actor): Prisma.HintWhereInput {
  const { tenantId } = actor;
  const shown = { restricted: false } as const;
  const ofAll = { ...shown, state: 'APPROVED' as const };
  if (!hasRole(actor, 'ADMIN')) return { tenantId, OR: [ofAll, ownHints(actor)] };
  const reviewed = { ...shown, state: { not: 'PENDING' as const } };
  return { tenantId, OR: [reviewed, { ...shown, reviewableAt: { lte: now() } }, ownHints(actor)] };
}

/** Whether the actor reviews hints: the tenant's admins. */
export const canReviewHints = (actor: Actor): boolean => hasRole(actor, 'ADMIN');

/** Whether the actor may leave a hint of this kind: the member tells what helped, the counterpart what they did. */
export const canLeaveHint = (actor: Actor, session: TwoPeople, kind: HintKind): boolean =>
  partOf(actor, session) === (kind === 'WHAT_HELPED' ? 'MEMBER' : 'COUNTERPART');

interface Left {
  readonly authorPseudonym: string;
}

/** Whether the actor may read why a hint was rejected: its author and those who review. */
export const canReadReason = (actor: Actor, hint: Left): boolean => canReviewHints(actor) || isAuthor(actor, hint);

/**
 * Whether the actor may know on which day a hint was left: its author only. Whoever knows who talked on that day would find
 * the author by it.
 */
export const canSeeDay = (actor: Actor, hint: Left): boolean => isAuthor(actor, hint);

const isAuthor = (actor: Actor, { authorPseudonym }: Left): boolean =>
  isPerson(actor) && authorPseudonym === authorMark(actor);
