import type { Prisma } from '../../generated/prisma/client.ts';
import { type Actor, hasRole } from '../../kernel/actor.ts';
import { inUse, isAllInUse, peopleInScope } from '../tenancy/user.policy.ts';

/** The two parts of a pair and of its sessions. */
export type Part = 'MEMBER' | 'COUNTERPART';

/** Whatever bears the two people of a pair. */
export interface TwoPeople {
  readonly memberId: string;
  readonly counterpartId: string;
}

/** Rows that are about a person as either of the two. */
export const ofPerson = ({ tenantId, userId }: Pick<Actor, 'tenantId' | 'userId'>) => ({
  tenantId,
  OR: [{ memberId: userId }, { counterpartId: userId }],
});

/** Which of the two the actor is; null for everybody else, whatever their roles. */
export function partOf(actor: Actor, { memberId, counterpartId }: TwoPeople): Part | null {
  if (actor.kind !== 'person') return null;
  if (actor.userId === memberId) return 'MEMBER';
  return actor.userId === counterpartId ? 'COUNTERPART' : null;
}

/** Whether the actor is one of the two: nobody else ever reads or writes their content. */
export const isParticipant = (actor: Actor, two: TwoPeople): boolean => partOf(actor, two) !== null;

/** Whether the actor sees every pair or session of the tenant: admins, jobs, and servers with the scope. */
export const seesAll = (actor: Actor, scope: 'pairs:read' | 'sessions:read'): boolean =>
  actor.kind === 'job' || hasRole(actor, 'ADMIN') || (actor.kind === 'key' && actor.scopes.has(scope));

/** What is about two people neither of whose data is restricted, but for that one themselves: a pair, a session. */
export const bothInUse = (actor: Actor) =>
  isAllInUse(actor) ? {} : { AND: [{ member: inUse(actor) }, { counterpart: inUse(actor) }] };

/** What belongs to a talk of two such people: its content. */
export const ofTalkInUse = (actor: Actor) => (isAllInUse(actor) ? {} : { session: bothInUse(actor) });

/** Who meets whom since when: one's own pairs, those in an advisor's scope, or all of the tenant. Content is not in it. */
export function visiblePairs(actor: Actor): Prisma.PairWhereInput {
  const { tenantId, userId } = actor;
  if (seesAll(actor, 'pairs:read')) return { tenantId, ...bothInUse(actor) };
  if (actor.kind !== 'person') return { tenantId, id: { in: [] } };
  const own = [{ memberId: userId }, { counterpartId: userId }];
  const given = hasRole(actor, 'ADVISOR') ? peopleInScope(actor) : undefined;
  return { tenantId, ...bothInUse(actor), OR: given ? [...own, { member: given }, { counterpart: given }] : own };
}

/** Whether the actor sets up and ends pairs: admins, jobs, and servers with `pairs:write`. */
export const canArrangePairs = (actor: Actor): boolean =>
  actor.kind === 'job' || hasRole(actor, 'ADMIN') || (actor.kind === 'key' && actor.scopes.has('pairs:write'));

/** The history of levels: the two people only, whatever the actor's roles or scopes. */
export function visiblePairLevels({ kind, tenantId, userId }: Actor): Prisma.PairLevelWhereInput {
  if (kind !== 'person') return { tenantId, id: { in: [] } };
  return { tenantId, OR: [{ memberId: userId }, { counterpartId: userId }] };
}

/** The pauses of the pairs that the actor sees. */
export const visiblePairPauses = (actor: Actor): Prisma.PairPauseWhereInput => ({
  tenantId: actor.tenantId,
  pair: visiblePairs(actor),
});
