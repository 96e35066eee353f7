import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { newId, registerIds } from '../../kernel/ids.ts';
import { id, parseInput, text } from '../../kernel/parse.ts';
import { NotNow } from '../../kernel/problems.ts';
import { forbidden, orNotFound } from '../../kernel/refusals.ts';
import { sealOwn } from '../../kernel/seal.ts';
import { sessionTopic, signal, userTopic } from '../../kernel/signals.ts';
import { now } from '../../kernel/time.ts';
import { partOf } from '../pairs/pair.policy.ts';
import { visibleSessions } from '../sessions/session.policy.ts';
import { says } from './words.ts';

registerIds({ att: 'Attempt' });

declare module '../../kernel/events.ts' {
  interface Events {
    'attempt.recorded': { sessionId: string; memberId: string; counterpartId: string };
  }
}

/** Where the words of an attempt are sealed. */
export const attemptPlace = (attemptId: string) => ({ table: 'Attempt', row: attemptId, column: 'text' });

const RecordAttempt = z.object({ sessionId: id('ses'), text: text({ min: 1, max: 2_000, lines: true }) });

/**
 * Keeps what the counterpart tried in a talk that is over; writing again replaces the words. Throws NotNow, InvalidInput,
 * FORBIDDEN for anybody but the counterpart, NOT_FOUND.
 */
export async function recordAttempt(actor: Actor, input: z.input<typeof RecordAttempt>): Promise<{ id: string }> {
  const given = parseInput(actor, RecordAttempt, input);
  const { tenantId } = actor;
  return transact(actor, async (db) => {
    const session = orNotFound(
      await db.session.findFirst({ where: { id: given.sessionId, AND: visibleSessions(actor) } }),
    );
    if (partOf(actor, session) !== 'COUNTERPART') throw forbidden();
    if (session.state !== 'ENDED') throw new NotNow(says.NOT_ENDED);
    const { id: sessionId, memberId, counterpartId } = session;
    // Two tabs of the same person: the second one finds what the first one wrote.
    await db.$queryRaw`select 1 from session where tenant_id = ${tenantId} and id = ${sessionId} for no key update`;
    const known = await db.attempt.findFirst({ where: { tenantId, sessionId }, select: { id: true } });
    const attemptId = known?.id ?? newId('att');
    const words = { text: await sealOwn(actor, attemptPlace(attemptId), given.text), recordedAt: now() };
    const key = { tenantId, id: attemptId };
    if (known) await db.attempt.update({ where: { tenantId_id: key }, data: words, select: { id: true } });
    else
      await db.attempt.create({ data: { ...key, sessionId, memberId, counterpartId, ...words }, select: { id: true } });
    await record(db, {
      type: 'attempt.recorded',
      subject: { type: 'Attempt', id: attemptId },
      ids: { sessionId, memberId, counterpartId },
      actor,
    });
    for (const topic of [sessionTopic(tenantId, sessionId), userTopic(tenantId, memberId)]) await signal(db, topic);
    return { id: attemptId };
  });
}
