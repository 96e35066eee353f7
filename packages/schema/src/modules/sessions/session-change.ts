import type { Prisma, Session } from '../../generated/prisma/client.ts';
import type { SessionState } from '../../generated/prisma/enums.ts';
import type { Actor } from '../../kernel/actor.ts';
import { type Db, transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { registerIds } from '../../kernel/ids.ts';
import { Conflict, NotNow } from '../../kernel/problems.ts';
import { orNotFound } from '../../kernel/refusals.ts';
import { sessionTopic, signal, userTopic } from '../../kernel/signals.ts';
import { says as pairSays } from '../pairs/words.ts';
import { visibleSessions } from './session.policy.ts';
import { says } from './words.ts';

registerIds({ ses: 'Session' });

interface SessionIds extends Record<string, string> {
  pairId: string;
  memberId: string;
  counterpartId: string;
}

declare module '../../kernel/events.ts' {
  interface Events {
    'session.proposed': SessionIds;
    'session.accepted': SessionIds;
    'session.moved': SessionIds;
    'session.cancelled': SessionIds;
    'session.restored': SessionIds;
    'session.prepared': SessionIds;
    'session.seen': SessionIds;
    'session.started': SessionIds;
    'session.ended': SessionIds;
    'session.recorded': SessionIds;
  }
}

/** What can happen to a session. */
export type SessionEvent = `session.${
  | 'proposed'
  | 'accepted'
  | 'moved'
  | 'cancelled'
  | 'restored'
  | 'prepared'
  | 'seen'
  | 'started'
  | 'ended'
  | 'recorded'}`;

type SessionOfTwo = Pick<Session, 'id' | 'pairId' | 'memberId' | 'counterpartId'>;

/** Wakes up who watches the session, and both people's homes. */
export async function signalSession(db: Db, tenantId: string, session: Omit<SessionOfTwo, 'pairId'>): Promise<void> {
  const ids = { sessionId: session.id };
  await signal(db, sessionTopic(tenantId, session.id), ids);
  for (const userId of [session.memberId, session.counterpartId]) await signal(db, userTopic(tenantId, userId), ids);
}

/** What only the two may know of: not even that it happened. */
const OF_THE_TWO: ReadonlySet<SessionEvent> = new Set(['session.prepared', 'session.seen']);

/** The topic of what everybody who sees a session sees of it: its time and its state. */
export const sessionTimesTopic = (tenantId: string, sessionId: string): string =>
  `session-times:${tenantId}:${sessionId}`;

/** Records what happened to a session and wakes up who watches it. */
export async function announce(db: Db, actor: Actor, type: SessionEvent, session: SessionOfTwo): Promise<void> {
  const { id, pairId, memberId, counterpartId } = session;
  await record(db, { type, subject: { type: 'Session', id }, ids: { pairId, memberId, counterpartId }, actor });
  await signalSession(db, actor.tenantId, session);
  if (!OF_THE_TWO.has(type)) await signal(db, sessionTimesTopic(actor.tenantId, id), { sessionId: id });
}

/** The session as the actor may see it, locked until the transaction ends. Throws NOT_FOUND. */
export async function lockSession(db: Db, actor: Actor, sessionId: string): Promise<Session> {
  await db.$queryRaw`
    select 1 from session where tenant_id = ${actor.tenantId} and id = ${sessionId} for no key update`;
  return findSession(db, actor, sessionId);
}

/** The session as the actor may see it. Throws NOT_FOUND. */
export const findSession = async (db: Db, actor: Actor, sessionId: string): Promise<Session> =>
  orNotFound(await db.session.findFirst({ where: { AND: visibleSessions(actor), id: sessionId } }));

/** What a step does: the new values, and what has then happened. */
export interface Step {
  readonly data: Prisma.SessionUncheckedUpdateInput;
  readonly event: SessionEvent;
}

/**
 * Takes a session one step further: `decide` sees it locked and answers the step, null where it was taken already, or throws
 * the problem. Raises the revision, records the event, wakes up who watches.
 */
export function changeSession(
  actor: Actor,
  sessionId: string,
  decide: (session: Session, db: Db) => Promise<Step | null> | Step | null,
): Promise<{ id: string }> {
  return transact(actor, async (db) => {
    const session = await lockSession(db, actor, sessionId);
    const step = await decide(session, db);
    if (step) {
      const where = { tenantId_id: { tenantId: actor.tenantId, id: sessionId } };
      await db.session.update({ where, data: { ...step.data, revision: { increment: 1 } } });
      await announce(db, actor, step.event, session);
    }
    return { id: sessionId };
  });
}

/** Why a session in this state cannot take the step. */
export function wrongState(state: SessionState): NotNow {
  if (state === 'LIVE') return new NotNow(pairSays.LIVE);
  return new NotNow(state === 'ENDED' ? says.ALREADY_OVER : pairSays.WRONG_STATE);
}

/** A time that people are to be free in. */
export interface Slot {
  readonly memberId: string;
  readonly counterpartId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/**
 * Whether neither person has another session in these states at the time. The caller holds `lockPeople`, so that nobody
 * plans for them meanwhile.
 */
export async function isFree(
  db: Db,
  tenantId: string,
  slot: Slot,
  states: readonly SessionState[],
  exceptId?: string,
): Promise<boolean> {
  const people = { in: [slot.memberId, slot.counterpartId] };
  const other = await db.session.findFirst({
    where: {
      tenantId,
      state: { in: [...states] },
      startsAt: { lt: slot.endsAt },
      endsAt: { gt: slot.startsAt },
      OR: [{ memberId: people }, { counterpartId: people }],
      ...(exceptId ? { id: { not: exceptId } } : {}),
    },
    select: { id: true },
  });
  return other === null;
}

/** Throws Conflict OVERLAP where either person has another session in these states at the time; as `isFree`. */
export async function demandFree(...asked: Parameters<typeof isFree>): Promise<void> {
  if (!(await isFree(...asked))) throw new Conflict(says.OVERLAP);
}

/** The states in which a session takes up its people's time. */
export const TAKING_TIME: readonly SessionState[] = ['PROPOSED', 'SCHEDULED', 'LIVE'];
