import type { Prisma } from '../../generated/prisma/client.ts';
import { type Actor, hasRole } from '../../kernel/actor.ts';
import { bothInUse, isParticipant, ofTalkInUse, seesAll, type TwoPeople } from '../pairs/pair.policy.ts';
import { peopleInScope } from '../tenancy/user.policy.ts';

/** Who talked when with whom: one's own sessions, those in an advisor's scope, or all of the tenant. Content is not in it. */
export function visibleSessions(actor: Actor): Prisma.SessionWhereInput {
  const { tenantId, userId } = actor;
  if (seesAll(actor, 'sessions:read')) return { tenantId, ...bothInUse(actor) };
  if (actor.kind !== 'person') return { tenantId, id: { in: [] } };
  const own = [{ memberId: userId }, { counterpartId: userId }];
  const given = hasRole(actor, 'ADVISOR') ? peopleInScope(actor) : undefined;
  return { tenantId, ...bothInUse(actor), OR: given ? [...own, { member: given }, { counterpart: given }] : own };
}

/** Whether the actor sets and cancels the sessions of others: admins, jobs, and servers with `sessions:write`. */
export const canArrangeSessions = (actor: Actor): boolean =>
  actor.kind === 'job' || hasRole(actor, 'ADMIN') || (actor.kind === 'key' && actor.scopes.has('sessions:write'));

/** The content of sessions (themes, notes, presence): the two people only, whatever the actor's roles or scopes. */
export function visibleContent(actor: Actor) {
  const { tenantId, userId } = actor;
  if (actor.kind !== 'person') return { tenantId, sessionId: { in: [] as string[] } };
  return { tenantId, ...ofTalkInUse(actor), OR: [{ memberId: userId }, { counterpartId: userId }] };
}

/** Whether the actor may cancel a session: either of the two, and who arranges sessions. */
export const canCancel = (actor: Actor, two: TwoPeople): boolean =>
  isParticipant(actor, two) || canArrangeSessions(actor);
