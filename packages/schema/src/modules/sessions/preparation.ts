import { z } from 'zod';
import type { Preparation, Session } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import { type Db, transact } from '../../kernel/database.ts';
import { id, parseInput, text } from '../../kernel/parse.ts';
import { Conflict, NotNow } from '../../kernel/problems.ts';
import { forbidden } from '../../kernel/refusals.ts';
import { sealOwn, unsealOrNull } from '../../kernel/seal.ts';
import { now } from '../../kernel/time.ts';
import { partOf } from '../pairs/pair.policy.ts';
import { agendaOf, type Choice } from './agenda.ts';
import { announce, lockSession, wrongState } from './session-change.ts';
import { type OfSessionInput, sessionIdOf } from './session.ts';
import { says } from './words.ts';

/** How many characters a note to the other may have. */
export const NOTE_LENGTH = 2_000;

const ThemeChoice = z
  .object({
    topicId: id('top').nullish(),
    freeTopic: text({ max: 100, min: 1 }).nullish(),
    response: z.enum(['ADVICE', 'THINK_TOGETHER', 'LISTEN', 'OPINION', 'REPORT', 'UNDECIDED']),
    carriedFromThemeId: id('thm').nullish(),
  })
  .refine(({ topicId, freeTopic }) => Boolean(topicId) !== Boolean(freeTopic), {
    path: ['topicId'],
    params: { reason: says.ONE_TOPIC },
  });

const PrepareSession = z.object({
  sessionId: id('ses'),
  themes: z.array(ThemeChoice).max(100),
  note: text({ max: NOTE_LENGTH, lines: true }).nullish(),
  expectedRevision: z.int().min(0).nullish(),
});

/** Where the note of a preparation is sealed. */
export const notePlace = (sessionId: string) => ({ table: 'Preparation', row: sessionId, column: 'note' });

/** The note to the other, null where there is none; for one of the two, who alone read the row. */
export const noteOf = (actor: Actor, preparation: Pick<Preparation, 'sessionId' | 'note'>): Promise<string | null> =>
  unsealOrNull(actor, notePlace(preparation.sessionId), preparation.note);

const OPEN_STATES = new Set(['PROPOSED', 'SCHEDULED', 'LIVE']);

const byKey = (tenantId: string, sessionId: string) => ({ tenantId_sessionId: { tenantId, sessionId } });

async function writeAgenda(db: Db, actor: Actor, session: Session, choices: readonly Choice[]): Promise<void> {
  const rows = await agendaOf(db, actor, session, choices);
  await db.theme.deleteMany({ where: { tenantId: actor.tenantId, sessionId: session.id } });
  await db.theme.createMany({ data: rows });
}

async function writePreparation(db: Db, actor: Actor, session: Session, note: string | null | undefined) {
  const { tenantId } = actor;
  const { id: sessionId, memberId, counterpartId } = session;
  const sealed = note?.trim() ? await sealOwn(actor, notePlace(sessionId), note) : null;
  await db.preparation.upsert({
    where: byKey(tenantId, sessionId),
    create: { tenantId, sessionId, memberId, counterpartId, note: sealed, preparedAt: now() },
    update: { note: sealed, preparedAt: now(), revision: { increment: 1 } },
  });
}

/**
 * Writes what the member wants to talk about, the first theme being the main one, and a note to the other; replaces what was
 * there. A theme that stays keeps its id and whether it is done. `expectedRevision` is that of the preparation the member
 * saw, 0 for none. What the tenant requires stays on the agenda behind it. Throws InvalidInput, LimitReached beyond 5 themes
 * of their own, Conflict OUTDATED, NotNow TOPIC_REQUIRED, ALREADY_OVER or WRONG_STATE, FORBIDDEN, NOT_FOUND.
 */
export async function prepareSession(actor: Actor, input: z.input<typeof PrepareSession>): Promise<{ id: string }> {
  const { sessionId, themes, note, expectedRevision } = parseInput(actor, PrepareSession, input);
  return transact(actor, async (db) => {
    const session = await lockSession(db, actor, sessionId);
    if (partOf(actor, session) !== 'MEMBER') throw forbidden();
    if (!OPEN_STATES.has(session.state)) throw wrongState(session.state);
    const before = await db.preparation.findUnique({ where: byKey(actor.tenantId, sessionId) });
    if ((expectedRevision ?? before?.revision ?? 0) !== (before?.revision ?? 0)) throw new Conflict(says.OUTDATED);
    await writeAgenda(db, actor, session, themes);
    await writePreparation(db, actor, session, note);
    await announce(db, actor, 'session.prepared', session);
    return { id: sessionId };
  });
}

/**
 * Notes that the counterpart has seen the preparation as it is; again changes nothing. Throws NotNow NOT_PREPARED,
 * InvalidInput, FORBIDDEN, NOT_FOUND.
 */
export async function markSessionSeen(actor: Actor, input: OfSessionInput): Promise<{ id: string }> {
  const sessionId = sessionIdOf(actor, input);
  return transact(actor, async (db) => {
    const session = await lockSession(db, actor, sessionId);
    if (partOf(actor, session) !== 'COUNTERPART') throw forbidden();
    const where = byKey(actor.tenantId, sessionId);
    const preparation = await db.preparation.findUnique({ where });
    if (!preparation) throw new NotNow(says.NOT_PREPARED);
    if (preparation.seenRevision === preparation.revision) return { id: sessionId };
    await db.preparation.update({ where, data: { seenAt: now(), seenRevision: preparation.revision } });
    await announce(db, actor, 'session.seen', session);
    return { id: sessionId };
  });
}
