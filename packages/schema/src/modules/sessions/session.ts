import { z } from 'zod';
import type { Pair } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import { type Db, transact } from '../../kernel/database.ts';
import { newId } from '../../kernel/ids.ts';
import { id, parseInput } from '../../kernel/parse.ts';
import { NotNow } from '../../kernel/problems.ts';
import { forbidden, orNotFound } from '../../kernel/refusals.ts';
import { after, now } from '../../kernel/time.ts';
import { bothInUse, isParticipant, partOf, visiblePairs } from '../pairs/pair.policy.ts';
import { says as pairSays } from '../pairs/words.ts';
import { invalidAt } from '../tenancy/invalid.ts';
import { lockPeople } from '../tenancy/people-lock.ts';
import { isOwnProposal } from './session-actions.ts';
import { announce, changeSession, demandFree, findSession, TAKING_TIME, wrongState } from './session-change.ts';
import { canArrangeSessions, canCancel } from './session.policy.ts';
import { optionalInstant, resolveTime, timeFields, type ZonedTime } from './wall-time.ts';
import { says } from './words.ts';

/** How long a session can be planned for, in minutes. */
export const MINUTES = { least: 5, most: 240, usual: 30 } as const;

/** The piece of input that says how long a session takes. */
export const minutes = () => z.int().min(MINUTES.least).max(MINUTES.most).nullish();

const planFields = { ...timeFields, startsAt: optionalInstant(), minutes: minutes() };
const ProposeSession = z.object({ ...planFields, pairId: id('pai') });

/** Throws InvalidInput for a time that is over by more than a minute, or more than a year away. */
function demandComing(actor: Actor, { at, field }: ZonedTime): void {
  if (at < after(now(), -1, 'minutes')) throw invalidAt(actor, field, says.IN_THE_PAST);
  if (at > after(now(), 366, 'days')) throw invalidAt(actor, field, says.TOO_FAR_AHEAD);
}

/** The pair with both people locked for planning. Throws NOT_FOUND, FORBIDDEN, NotNow ENDED. */
export async function lockForPlanning(db: Db, actor: Actor, pairId: string): Promise<Pair> {
  const { tenantId } = actor;
  // Who arranges sessions need not read pairs.
  const seen = canArrangeSessions(actor) ? { tenantId, ...bothInUse(actor) } : visiblePairs(actor);
  const pair = orNotFound(await db.pair.findFirst({ where: { AND: seen, id: pairId } }));
  if (!isParticipant(actor, pair) && !canArrangeSessions(actor)) throw forbidden();
  await lockPeople(db, tenantId, [pair.memberId, pair.counterpartId]);
  await db.$queryRaw`select 1 from pair where tenant_id = ${tenantId} and id = ${pairId} for no key update`;
  // Since it was first read it may have ended.
  const { endedAt } = await db.pair.findUniqueOrThrow({ where: { tenantId_id: { tenantId, id: pairId } } });
  if (endedAt) throw new NotNow(pairSays.ENDED);
  return pair;
}

/**
 * Plans a session: one of the two proposes it to the other; who arranges sessions sets it at once. Throws InvalidInput,
 * Conflict OVERLAP where either has another session then, NotNow ENDED, FORBIDDEN, NOT_FOUND.
 */
export async function proposeSession(actor: Actor, input: z.input<typeof ProposeSession>): Promise<{ id: string }> {
  const given = parseInput(actor, ProposeSession, input);
  return transact(actor, async (db) => {
    const { id: pairId, memberId, counterpartId } = await lockForPlanning(db, actor, given.pairId);
    const time = await resolveTime(db, actor, 'startsAt', { ...given, at: given.startsAt });
    demandComing(actor, time);
    const endsAt = after(time.at, given.minutes ?? MINUTES.usual, 'minutes');
    const slot = { memberId, counterpartId, startsAt: time.at, endsAt };
    await demandFree(db, actor.tenantId, slot, TAKING_TIME);
    const row = { tenantId: actor.tenantId, id: newId('ses'), pairId, ...slot, timeZone: time.timeZone };
    const session = await db.session.create({
      data: {
        ...row,
        state: isParticipant(actor, slot) ? 'PROPOSED' : 'SCHEDULED',
        // A server is nobody who could propose: the counterpart is the one who invites.
        proposedById: actor.userId || counterpartId,
        createdAt: now(),
      },
    });
    await announce(db, actor, 'session.proposed', session);
    return { id: session.id };
  });
}

const OfSession = z.object({ sessionId: id('ses') });

/** What names one session. */
export type OfSessionInput = z.input<typeof OfSession>;

/** The session that an input names. Throws InvalidInput. */
export const sessionIdOf = (actor: Actor, input: OfSessionInput): string =>
  parseInput(actor, OfSession, input).sessionId;

/**
 * Agrees to the time that the other proposed; agreeing again changes nothing. Throws NotNow NOT_ACCEPTED for one's own
 * proposal, ALREADY_OVER, LIVE or WRONG_STATE; InvalidInput, FORBIDDEN, NOT_FOUND.
 */
export async function acceptSession(actor: Actor, input: OfSessionInput): Promise<{ id: string }> {
  return changeSession(actor, sessionIdOf(actor, input), (session) => {
    const part = partOf(actor, session);
    if (!part) throw forbidden();
    if (isOwnProposal(session, part)) throw new NotNow(says.NOT_ACCEPTED);
    if (session.state === 'SCHEDULED') return null;
    if (session.state !== 'PROPOSED') throw wrongState(session.state);
    if (session.endsAt < now()) throw new NotNow(says.ALREADY_OVER);
    return { data: { state: 'SCHEDULED' }, event: 'session.accepted' };
  });
}

const MoveSession = z.object({ ...planFields, sessionId: id('ses') });

const lengthOf = (session: { startsAt: Date; endsAt: Date }): number =>
  (session.endsAt.getTime() - session.startsAt.getTime()) / 60_000;

/**
 * Proposes another time to the other, who accepts it; the same move again changes nothing. Throws InvalidInput, Conflict
 * OVERLAP, NotNow LIVE, ALREADY_OVER or WRONG_STATE, FORBIDDEN, NOT_FOUND.
 */
export async function moveSession(actor: Actor, input: z.input<typeof MoveSession>): Promise<{ id: string }> {
  const given = parseInput(actor, MoveSession, input);
  return transact(actor, async (db) => {
    const { memberId, counterpartId } = await findSession(db, actor, given.sessionId);
    await lockPeople(db, actor.tenantId, [memberId, counterpartId]);
    return changeSession(actor, given.sessionId, async (session) => {
      if (!isParticipant(actor, session)) throw forbidden();
      if (session.state !== 'PROPOSED' && session.state !== 'SCHEDULED') throw wrongState(session.state);
      const time = await resolveTime(db, actor, 'startsAt', { ...given, at: given.startsAt });
      demandComing(actor, time);
      const startsAt = time.at;
      const endsAt = after(startsAt, given.minutes ?? lengthOf(session), 'minutes');
      const same = startsAt.getTime() === session.startsAt.getTime() && endsAt.getTime() === session.endsAt.getTime();
      if (same) return null;
      await demandFree(db, actor.tenantId, { memberId, counterpartId, startsAt, endsAt }, TAKING_TIME, session.id);
      const data = {
        state: 'PROPOSED',
        proposedById: actor.userId,
        startsAt,
        endsAt,
        timeZone: time.timeZone,
      } as const;
      return { data, event: 'session.moved' };
    });
  });
}

/**
 * Calls a planned session off; doing so again changes nothing. Either of the two may, and who arranges sessions. Throws
 * NotNow LIVE or ALREADY_OVER, InvalidInput, FORBIDDEN, NOT_FOUND.
 */
export async function cancelSession(actor: Actor, input: OfSessionInput): Promise<{ id: string }> {
  return changeSession(actor, sessionIdOf(actor, input), (session) => {
    if (!canCancel(actor, session)) throw forbidden();
    if (session.state === 'CANCELLED') return null;
    if (session.state === 'LIVE' || session.state === 'ENDED') throw wrongState(session.state);
    return { data: { state: 'CANCELLED', cancelledAt: now() }, event: 'session.cancelled' };
  });
}
