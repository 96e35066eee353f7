import type { Prisma } from '../../generated/prisma/client.ts';
import { type Actor, jobActor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/database.ts';
import { sessionTopic, signal } from '../../kernel/signals.ts';
import { after, now } from '../../kernel/time.ts';
import { ofPerson } from '../pairs/pair.policy.ts';
import { changeCapture, factsOf, lockTranscript } from './capture-change.ts';
import { endedCapture } from './capture-state.ts';

async function stopRecording(db: Db, tenantId: string, sessionId: string): Promise<void> {
  const session = await db.session.findUnique({ where: { tenantId_id: { tenantId, id: sessionId } } });
  const transcript = await lockTranscript(db, tenantId, sessionId);
  const step = session && transcript && endedCapture(factsOf(transcript, session), 'ENDED');
  if (!step) return;
  await changeCapture(db, transcript, { actor: jobActor(tenantId, 'transcripts.stop'), step });
  await signal(db, sessionTopic(tenantId, sessionId), { sessionId });
}

/**
 * Ends what is recorded of a person who is erased, and has nothing more taken in of their talks: neither what a server still
 * holds, nor an import that both agreed to. The caller takes what was taken in until now. Again changes nothing.
 */
export async function closeGrants(db: Db, person: Actor): Promise<void> {
  const { tenantId } = person;
  const theirs = ofPerson(person);
  const open: Prisma.TranscriptWhereInput = { ...theirs, state: { in: ['ASKED', 'RECORDING', 'PAUSED'] } };
  for (const { sessionId } of await db.transcript.findMany({ where: open, select: { sessionId: true } }))
    await stopRecording(db, tenantId, sessionId);
  await db.captureGrant.updateMany({
    where: { ...theirs, AND: { OR: [{ takenUntil: null }, { takenUntil: { gt: now() } }] } },
    // A moment ago, by whoever's clock.
    data: { takenUntil: after(now(), -1, 'minutes') },
  });
}
