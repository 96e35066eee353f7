import type { Actor } from '../kernel/actor.ts';
import { startSession } from '../modules/sessions/talk.ts';
import { answerTranscript, askForTranscript } from '../modules/transcripts/capture.ts';
import { CONSENT_VERSION } from '../modules/transcripts/consent-text.ts';
import { aSession, type CompanyWithPair, type CompanyWithSession, seenBy } from './world.ts';

/** A talk that is going on and that both agreed to have written down. */
export interface CompanyWithRecording extends CompanyWithSession {
  readonly grantId: string;
}

/** The grant that is open in a talk; empty for none. */
export const openGrant = async (actor: Actor, sessionId: string): Promise<string> =>
  (await seenBy(actor, (db) => db.transcript.findFirst({ where: { sessionId } })))?.grantId ?? '';

/** Has both say yes in a talk that is going on, and answers the grant. */
export async function agree({ ann, bob }: CompanyWithPair, sessionId: string): Promise<string> {
  const of = { sessionId, textVersion: CONSENT_VERSION };
  await askForTranscript({ ...ann }, of);
  await answerTranscript({ ...bob }, { ...of, agrees: true });
  return openGrant(ann, sessionId);
}

/** Makes a talk that is being recorded. */
export async function aRecording(pair?: CompanyWithPair): Promise<CompanyWithRecording> {
  const cast = await aSession(10, pair);
  await startSession({ ...cast.ann }, { sessionId: cast.session });
  return { ...cast, grantId: await agree(cast, cast.session) };
}

/** A segment of a second, as `appendSegments` takes it. */
export const said = (clientId: string, text: string, startMs = 0) => ({
  clientId,
  speaker: 'MEMBER' as const,
  startMs,
  endMs: startMs + 1_000,
  text,
});
