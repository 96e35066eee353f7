import { z } from 'zod';
import { RatingUse } from '../../generated/prisma/enums.ts';
import type { Session } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import { transact, type Db } from '../../kernel/database.ts';
import { isUniqueViolation } from '../../kernel/database-errors.ts';
import { randomId, registerIds } from '../../kernel/ids.ts';
import { id, parseInput } from '../../kernel/parse.ts';
import { AlreadyRated, Conflict, NotNow } from '../../kernel/problems.ts';
import { forbidden, orNotFound } from '../../kernel/refusals.ts';
import { seal, sealOwn } from '../../kernel/seal.ts';
import { after, monthOf, now } from '../../kernel/time.ts';
import { partOf } from '../pairs/pair.policy.ts';
import { mainCellOf } from '../sessions/main-theme.ts';
import { RATING_HOURS } from '../sessions/session-actions.ts';
import { visibleSessions } from '../sessions/session.policy.ts';
import { audienceOf } from './audience.ts';
import { CLARITIES, CLARITY, type Clarity } from './grade.ts';
import { pressPlace, type Press } from './press.ts';
import { audienceFacts } from './session-audience.ts';
import { says } from './words.ts';

registerIds({ par: 'Participation', rat: 'Rating' });

/** Seconds for which an open answer waits before the counterpart reads it. */
const OPEN_AFTER_SECONDS = 10;

const RateSession = z.object({
  sessionId: id('ses'),
  grade: z.enum(CLARITIES as readonly [Clarity, ...Clarity[]]),
  use: z.enum(RatingUse),
  hintIds: z.array(id('hin')).max(3).nullish(),
});

type Given = z.output<typeof RateSession>;

/** The actor's own session as its member. Throws NOT_FOUND, FORBIDDEN for anybody else. */
async function ownSession(db: Db, actor: Actor, sessionId: string): Promise<Session> {
  const session = orNotFound(await db.session.findFirst({ where: { id: sessionId, AND: visibleSessions(actor) } }));
  if (partOf(actor, session) !== 'MEMBER') throw forbidden();
  return session;
}

/**
 * Keeps one answer of the member about a session that ended at most 72 hours ago: sealed and held, to be moved among others'
 * later. Leaves no event, no idempotency record and no signal: participation's key answers a repetition with AlreadyRated.
 * Throws Conflict where the audience has changed since it was read, NotNow, InvalidInput, FORBIDDEN, NOT_FOUND.
 */
export async function rateSession(actor: Actor, input: z.input<typeof RateSession>): Promise<{ id: string }> {
  const given = parseInput(actor, RateSession, input);
  try {
    await transact(actor, (db) => keepAnswer(db, actor, given));
  } catch (error) {
    throw isUniqueViolation(error) ? new AlreadyRated() : error;
  }
  return { id: given.sessionId };
}

// An id of one's own making would mark the row for whoever made it; only what everybody can be shown is kept.
async function shownHints(db: Db, { tenantId }: Actor, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const shown = await db.hint.findMany({
    where: { tenantId, id: { in: [...ids] }, state: 'APPROVED' },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return shown.map(({ id: hintId }) => hintId);
}

async function keepAnswer(db: Db, actor: Actor, given: Given): Promise<void> {
  const { tenantId, userId: memberId } = actor;
  const session = await ownSession(db, actor, given.sessionId);
  const { id: sessionId, counterpartId, endedAt } = session;
  const known = await db.participation.findFirst({ where: { tenantId, sessionId, memberId }, select: { id: true } });
  if (known) throw new AlreadyRated();
  if (session.state !== 'ENDED' || !endedAt) throw new NotNow(says.NOT_ENDED);
  if (now() > after(endedAt, RATING_HOURS, 'hours')) throw new NotNow(says.RATING_OVER);
  const facts = await audienceFacts(db, actor, session);
  const audience = audienceOf(facts, actor.language);
  if (!audience.choices.some(({ use }) => use === given.use)) throw new Conflict(says.AUDIENCE_CHANGED);
  const answered = { tenantId, id: randomId('par'), sessionId, memberId, counterpartId };
  await db.participation.create({
    data: { ...answered, use: given.use, audience: audience.code },
    select: { id: true },
  });
  if (given.use === 'OPEN') return tellOpenly(db, actor, session, given);
  const { timeZone } = await db.tenant.findUniqueOrThrow({ where: { id: tenantId }, select: { timeZone: true } });
  const press: Press = {
    grade: CLARITY[given.grade],
    ...(await mainCellOf(db, tenantId, sessionId)),
    ratedId: given.use === 'COUNTERPART' ? counterpartId : null,
    poolId: given.use === 'POOL' ? (facts.pool?.id ?? null) : null,
    hintIds: await shownHints(db, actor, given.hintIds ?? []),
    pressedAt: now().toISOString(),
  };
  // Under the tenant's key: one of the member's own, made for it, would stay behind when the press is taken back.
  const sealed = await seal(actor, pressPlace(sessionId, memberId), JSON.stringify(press));
  const month = new Date(`${monthOf(endedAt, timeZone)}-01`);
  await db.heldRating.create({
    data: { tenantId, sessionId, memberId, press: sealed, month },
    select: { sessionId: true },
  });
}

/** Where an openly told grade is sealed. */
export const openGradePlace = (sessionId: string) => ({ table: 'OpenRating', row: sessionId, column: 'grade' });

async function tellOpenly(
  db: Db,
  actor: Actor,
  { id: sessionId, memberId, counterpartId }: Session,
  given: Given,
): Promise<void> {
  const grade = await sealOwn(actor, openGradePlace(sessionId), String(CLARITY[given.grade]));
  const visibleFrom = after(now(), OPEN_AFTER_SECONDS, 'seconds');
  await db.openRating.create({
    data: { tenantId: actor.tenantId, sessionId, memberId, counterpartId, grade, visibleFrom },
    select: { sessionId: true },
  });
}

const UndoRating = z.object({ sessionId: id('ses') });

/** Takes an answer back while it is held, as if it had never been given. Throws NotNow once it was moved or read, InvalidInput, FORBIDDEN, NOT_FOUND. */
export async function undoRating(actor: Actor, input: z.input<typeof UndoRating>): Promise<{ id: string }> {
  const { sessionId } = parseInput(actor, UndoRating, input);
  await transact(actor, async (db) => {
    await ownSession(db, actor, sessionId);
    const own = { tenantId: actor.tenantId, sessionId, memberId: actor.userId };
    const held = await db.heldRating.deleteMany({ where: own });
    const open = await db.openRating.deleteMany({ where: { ...own, visibleFrom: { gt: now() } } });
    if (held.count + open.count === 0) throw new NotNow(says.UNDO_OVER);
    await db.participation.deleteMany({ where: own });
  });
  return { id: sessionId };
}
