import { z } from 'zod';
import { type Actor, freshActor } from '../../kernel/actor.ts';
import { database, read, transact } from '../../kernel/database.ts';
import { newId } from '../../kernel/ids.ts';
import { id, parseInput } from '../../kernel/parse.ts';
import { NotNow } from '../../kernel/problems.ts';
import { forbidden } from '../../kernel/refusals.ts';
import { after, now } from '../../kernel/time.ts';
import { isParticipant, partOf } from '../pairs/pair.policy.ts';
import { invalidAt } from '../tenancy/invalid.ts';
import { addRequired } from './guided-topic.ts';
import { isOwnProposal, startableFrom } from './session-actions.ts';
import { announce, changeSession, demandFree, wrongState } from './session-change.ts';
import { lockForPlanning, minutes, MINUTES, type OfSessionInput, sessionIdOf } from './session.ts';
import { optionalInstant, resolveTime, timeFields, type ZonedTime } from './wall-time.ts';
import { says } from './words.ts';

/** After how many hours a talk that nobody ended ends by itself. */
export const LONGEST_TALK_HOURS = 4;

/**
 * Begins the talk, from 15 minutes before its time; who was asked for the time agrees by it. What the tenant requires is on
 * its agenda from now on. A talk that has begun goes on.
 * Throws NotNow TOO_EARLY, NOT_ACCEPTED (one's own proposal), ALREADY_OVER or WRONG_STATE; InvalidInput, FORBIDDEN, NOT_FOUND.
 */
export async function startSession(actor: Actor, input: OfSessionInput): Promise<{ id: string }> {
  return changeSession(actor, sessionIdOf(actor, input), async (session, db) => {
    const part = partOf(actor, session);
    if (!part) throw forbidden();
    if (session.state === 'LIVE') return null;
    if (session.state === 'ENDED' || session.state === 'CANCELLED') throw wrongState(session.state);
    if (isOwnProposal(session, part)) throw new NotNow(says.NOT_ACCEPTED);
    const from = startableFrom(session);
    if (now() < from) throw new NotNow(says.TOO_EARLY, from);
    await addRequired(db, actor, session);
    return { data: { state: 'LIVE', startedAt: now() }, event: 'session.started' };
  });
}

/** Ends the talk; a talk that is over stays as it is. Throws NotNow NOT_STARTED, InvalidInput, FORBIDDEN, NOT_FOUND. */
export async function endSession(actor: Actor, input: OfSessionInput): Promise<{ id: string }> {
  return changeSession(actor, sessionIdOf(actor, input), (session) => {
    if (!isParticipant(actor, session)) throw forbidden();
    if (session.state === 'ENDED') return null;
    if (session.state !== 'LIVE') throw new NotNow(says.NOT_STARTED);
    return { data: { state: 'ENDED', endedAt: now() }, event: 'session.ended' };
  });
}

/** Ends every talk of the tenant that has been going on for 4 hours, as of then. For the job. */
export async function endForgottenTalks(job: Actor): Promise<void> {
  const { tenantId } = job;
  const before = after(now(), -LONGEST_TALK_HOURS, 'hours');
  const reader = freshActor(job);
  const forgotten = await read(reader, () =>
    database(reader).session.findMany({ where: { tenantId, state: 'LIVE', startedAt: { lte: before } } }),
  );
  for (const { id: sessionId } of forgotten) {
    await changeSession(freshActor(job), sessionId, ({ state, startedAt }) => {
      // One of the two may have ended it meanwhile.
      if (state !== 'LIVE' || !startedAt) return null;
      return {
        data: { state: 'ENDED', endedAt: after(startedAt, LONGEST_TALK_HOURS, 'hours') },
        event: 'session.ended',
      };
    });
  }
}

const LONGEST_AGO_DAYS = 90;

const RecordHeld = z.object({
  ...timeFields,
  pairId: id('pai'),
  startedAt: optionalInstant(),
  minutes: minutes(),
});

function demandPast(actor: Actor, { at, field }: ZonedTime, endedAt: Date): void {
  if (endedAt > now()) throw invalidAt(actor, field, says.NOT_YET_PAST);
  if (at < after(now(), -LONGEST_AGO_DAYS, 'days')) throw invalidAt(actor, field, says.TOO_LONG_AGO);
}

/**
 * Enters a talk that was held without having been started here, at most 90 days ago; either of the two may. A session that
 * was planned for this pair at the time, and never started, becomes it. Throws InvalidInput, Conflict OVERLAP where either
 * talked with somebody then, NotNow ENDED, FORBIDDEN, NOT_FOUND.
 */
export async function recordHeld(actor: Actor, input: z.input<typeof RecordHeld>): Promise<{ id: string }> {
  const given = parseInput(actor, RecordHeld, input);
  const { tenantId } = actor;
  return transact(actor, async (db) => {
    const pair = await lockForPlanning(db, actor, given.pairId);
    if (!isParticipant(actor, pair)) throw forbidden();
    const time = await resolveTime(db, actor, 'startedAt', { ...given, at: given.startedAt });
    const endedAt = after(time.at, given.minutes ?? MINUTES.usual, 'minutes');
    demandPast(actor, time, endedAt);
    const { id: pairId, memberId, counterpartId } = pair;
    const slot = { memberId, counterpartId, startsAt: time.at, endsAt: endedAt };
    const held = { state: 'ENDED', startedAt: time.at, endedAt } as const;
    const planned = await db.session.findFirst({
      where: {
        tenantId,
        pairId,
        state: { in: ['PROPOSED', 'SCHEDULED'] },
        startsAt: { lt: endedAt },
        endsAt: { gt: time.at },
      },
    });
    await demandFree(db, tenantId, slot, ['LIVE', 'ENDED'], planned?.id);
    if (planned) return changeSession(actor, planned.id, () => ({ data: held, event: 'session.recorded' }));
    const row = { tenantId, id: newId('ses'), pairId, ...slot, ...held, timeZone: time.timeZone };
    const session = await db.session.create({ data: { ...row, proposedById: actor.userId, createdAt: now() } });
    await announce(db, actor, 'session.recorded', session);
    return { id: session.id };
  });
}
