import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { transact } from '../../kernel/database.ts';
import { isUniqueViolation } from '../../kernel/database-errors.ts';
import { record } from '../../kernel/events.ts';
import { randomId, registerIds } from '../../kernel/ids.ts';
import { id, parseInput, text } from '../../kernel/parse.ts';
import { Conflict, NotNow } from '../../kernel/problems.ts';
import { forbidden, orNotFound } from '../../kernel/refusals.ts';
import { sealOwn } from '../../kernel/seal.ts';
import { sessionTopic, signal, userTopic } from '../../kernel/signals.ts';
import { now } from '../../kernel/time.ts';
import { partOf } from '../pairs/pair.policy.ts';
import { visibleSessions } from '../sessions/session.policy.ts';
import { visibleImpressions } from './feedback.policy.ts';
import { says } from './words.ts';

registerIds({ imp: 'Impression' });

declare module '../../kernel/events.ts' {
  interface Events {
    'impression.sent': { sessionId: string; memberId: string; counterpartId: string };
  }
}

/** Where the words of an impression are sealed. */
export const impressionPlace = (impressionId: string) => ({ table: 'Impression', row: impressionId, column: 'text' });

/** The topic on which a person's page hears of an impression for them. */
export const impressionTopic = (tenantId: string, userId: string): string => `impression:${tenantId}:${userId}`;

const SendImpression = z.object({ sessionId: id('ses'), text: text({ min: 1, max: 4_000, lines: true }) });

/**
 * Sends the member's words about a talk that is over to the counterpart, signed, at once; one for each talk. Throws Conflict
 * for a second one, NotNow, InvalidInput, FORBIDDEN, NOT_FOUND.
 */
export async function sendImpression(actor: Actor, input: z.input<typeof SendImpression>): Promise<{ id: string }> {
  const given = parseInput(actor, SendImpression, input);
  const { tenantId } = actor;
  const made = randomId('imp');
  return transact(actor, async (db) => {
    const session = orNotFound(
      await db.session.findFirst({ where: { id: given.sessionId, AND: visibleSessions(actor) } }),
    );
    if (partOf(actor, session) !== 'MEMBER') throw forbidden();
    if (session.state !== 'ENDED') throw new NotNow(says.NOT_ENDED);
    const { id: sessionId, memberId, counterpartId } = session;
    const sealed = await sealOwn(actor, impressionPlace(made), given.text);
    await db.impression
      .create({
        data: { tenantId, id: made, sessionId, memberId, counterpartId, text: sealed, sentAt: now() },
        select: { id: true },
      })
      .catch((error: unknown) => {
        throw isUniqueViolation(error) ? new Conflict(says.ALREADY_SENT) : error;
      });
    await record(db, {
      type: 'impression.sent',
      subject: { type: 'Impression', id: made },
      ids: { sessionId, memberId, counterpartId },
      actor,
    });
    for (const topic of [
      sessionTopic(tenantId, sessionId),
      userTopic(tenantId, counterpartId),
      impressionTopic(tenantId, counterpartId),
    ])
      await signal(db, topic);
    return { id: made };
  });
}

const MarkImpressionRead = z.object({ impressionId: id('imp') });

/** Notes that the counterpart has read an impression; again changes nothing. Throws InvalidInput, FORBIDDEN, NOT_FOUND. */
export async function markImpressionRead(
  actor: Actor,
  input: z.input<typeof MarkImpressionRead>,
): Promise<{ id: string }> {
  const { impressionId } = parseInput(actor, MarkImpressionRead, input);
  const { tenantId } = actor;
  return transact(actor, async (db) => {
    const found = orNotFound(
      await db.impression.findFirst({ where: { id: impressionId, AND: visibleImpressions(actor) } }),
    );
    if (partOf(actor, found) !== 'COUNTERPART') throw forbidden();
    const { count } = await db.impression.updateMany({
      where: { tenantId, id: impressionId, readAt: null },
      data: { readAt: now() },
    });
    const topics = [sessionTopic(tenantId, found.sessionId), userTopic(tenantId, found.memberId)];
    if (count === 1) for (const topic of topics) await signal(db, topic);
    return { id: impressionId };
  });
}
