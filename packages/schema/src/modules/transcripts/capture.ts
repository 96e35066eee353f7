import { z } from 'zod';
import type { Prisma, Session, Transcript } from '../../generated/prisma/client.ts';
import type { ConsentAnswer } from '../../generated/prisma/enums.ts';
import type { Actor } from '../../kernel/actor.ts';
import { type Db, transact } from '../../kernel/database.ts';
import { newId, registerIds } from '../../kernel/ids.ts';
import { id, parseInput } from '../../kernel/parse.ts';
import { NotNow } from '../../kernel/problems.ts';
import { forbidden } from '../../kernel/refusals.ts';
import { sessionTopic, signal } from '../../kernel/signals.ts';
import { now } from '../../kernel/time.ts';
import { type Part, partOf } from '../pairs/pair.policy.ts';
import { findSession } from '../sessions/session-change.ts';
import { changeCapture, factsOf, lockTranscript } from './capture-change.ts';
import { type CaptureAction, decideCapture, isReason } from './capture-state.ts';
import { CONSENT_VERSION } from './consent-text.ts';
import { says } from './words.ts';

registerIds({ con: 'ConsentRecord' });

const OfSession = z.object({ sessionId: id('ses') });
const Answer = OfSession.extend({ textVersion: z.string() });
const AnswerYesOrNo = Answer.extend({ agrees: z.boolean() });

const NOBODY_ASKED = { lastSeq: 0, state: 'OFF', restingState: 'OFF' } as const;

/** The transcript of a session, locked; made where there is none yet. */
export async function lockedTranscript(db: Db, session: Session): Promise<Transcript> {
  const { tenantId, id: sessionId, memberId, counterpartId } = session;
  const seen = { memberSeenAt: now(), counterpartSeenAt: now(), changedAt: now() };
  const row = { tenantId, id: newId('trn'), sessionId, memberId, counterpartId, ...NOBODY_ASKED, ...seen };
  // Both may ask for the first time at once: the second one finds what the first one wrote.
  await db.transcript.createMany({ data: [row], skipDuplicates: true });
  const transcript = await lockTranscript(db, tenantId, sessionId);
  if (!transcript) throw new Error('The transcript was not kept.');
  return transcript;
}

interface Consent {
  readonly answer: ConsentAnswer;
  readonly textVersion: string;
}

/** Keeps what the actor said about being recorded or about an import; it is never changed. */
export function writeConsent(db: Db, actor: Actor, session: Session, consent: Consent): Promise<unknown> {
  const { tenantId, id: sessionId, memberId, counterpartId } = session;
  const { userId, language } = actor;
  const of = { tenantId, id: newId('con'), sessionId, memberId, counterpartId };
  return db.consentRecord.create({
    data: { ...of, userId, ...consent, language, givenAt: now() },
    select: { id: true },
  });
}

/** Whoever takes a step is there. */
const seenNow = (part: Part): Prisma.TranscriptUncheckedUpdateInput =>
  part === 'MEMBER' ? { memberSeenAt: now() } : { counterpartSeenAt: now() };

interface StepOfPerson {
  readonly sessionId: string;
  readonly action: CaptureAction;
  readonly consent?: Consent;
}

/**
 * Takes a step for one of the two; a step that was taken already changes nothing and leaves no record. Throws NotNow,
 * FORBIDDEN, NOT_FOUND.
 */
function takeStep(actor: Actor, { sessionId, action, consent }: StepOfPerson): Promise<{ id: string }> {
  return transact(actor, async (db) => {
    const session = await findSession(db, actor, sessionId);
    const part = partOf(actor, session);
    if (!part) throw forbidden();
    const transcript = await lockedTranscript(db, session);
    // Only now that nobody else takes a step: the talk may have ended meanwhile.
    const current = await findSession(db, actor, sessionId);
    const decision = decideCapture(action, factsOf(transcript, current), part);
    if (decision && isReason(decision)) throw new NotNow(decision);
    const { tenantId } = actor;
    const where = { tenantId_id: { tenantId, id: transcript.id } };
    await db.transcript.update({ where, data: seenNow(part), select: { id: true } });
    if (decision) {
      if (consent) await writeConsent(db, actor, session, consent);
      await changeCapture(db, transcript, { actor, step: decision });
      await signal(db, sessionTopic(tenantId, sessionId), { sessionId });
    }
    return { id: transcript.id };
  });
}

function demandCurrentText(textVersion: string): void {
  if (textVersion !== CONSENT_VERSION) throw new NotNow(says.OUTDATED_CONSENT);
}

/**
 * Asks the other for a transcript, which is one's own yes; where the other asks already, both have said yes. Who was told no
 * cannot ask again in this talk, unless the other asks. Throws NotNow, InvalidInput, FORBIDDEN, NOT_FOUND.
 */
export async function askForTranscript(actor: Actor, input: z.input<typeof Answer>): Promise<{ id: string }> {
  const { sessionId, textVersion } = parseInput(actor, Answer, input);
  demandCurrentText(textVersion);
  return takeStep(actor, { sessionId, action: 'ASK', consent: { answer: 'YES', textVersion } });
}

/** Says yes or no to the other; who asked may take it back with a no. Throws NotNow, InvalidInput, FORBIDDEN, NOT_FOUND. */
export async function answerTranscript(actor: Actor, input: z.input<typeof AnswerYesOrNo>): Promise<{ id: string }> {
  const { sessionId, textVersion, agrees } = parseInput(actor, AnswerYesOrNo, input);
  demandCurrentText(textVersion);
  const answer = agrees ? 'YES' : 'NO';
  return takeStep(actor, { sessionId, action: agrees ? 'AGREE' : 'DECLINE', consent: { answer, textVersion } });
}

const stepOf =
  (action: CaptureAction) =>
  async (actor: Actor, input: z.input<typeof OfSession>): Promise<{ id: string }> =>
    takeStep(actor, { ...parseInput(actor, OfSession, input), action });

/** Pauses the recording; either of the two may. Throws NotNow, InvalidInput, FORBIDDEN, NOT_FOUND. */
export const pauseTranscript = stepOf('PAUSE');
/** Goes on after a pause; either of the two may. Throws NotNow, InvalidInput, FORBIDDEN, NOT_FOUND. */
export const resumeTranscript = stepOf('RESUME');
/** Stops the recording; a new one needs both again. Throws NotNow, InvalidInput, FORBIDDEN, NOT_FOUND. */
export const stopTranscript = stepOf('STOP');
/** Says that one leaves the talk, which stops the recording at once. Throws InvalidInput, FORBIDDEN, NOT_FOUND. */
export const leaveTranscript = stepOf('LEAVE');

/**
 * Takes one's consent back: the recording ends, and nothing that is still on its way is taken. What was written stays until
 * either of the two deletes it. Throws NotNow, InvalidInput, FORBIDDEN, NOT_FOUND.
 */
export async function withdrawConsent(actor: Actor, input: z.input<typeof OfSession>): Promise<{ id: string }> {
  const { sessionId } = parseInput(actor, OfSession, input);
  const consent = { answer: 'WITHDRAWN', textVersion: CONSENT_VERSION } as const;
  return takeStep(actor, { sessionId, action: 'WITHDRAW', consent });
}
