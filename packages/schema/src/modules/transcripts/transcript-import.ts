import { z } from 'zod';
import type { Session, Transcript, TranscriptImport } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import { type Db, transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { newId, registerIds } from '../../kernel/ids.ts';
import { id, instant, parseInput, text } from '../../kernel/parse.ts';
import { NotNow } from '../../kernel/problems.ts';
import { forbidden, orNotFound } from '../../kernel/refusals.ts';
import { hmac } from '../../kernel/keyring.ts';
import { seal } from '../../kernel/seal.ts';
import { sessionTopic, signal } from '../../kernel/signals.ts';
import { after, now } from '../../kernel/time.ts';
import { type TakenUpload, takeUpload } from '../../kernel/uploads.ts';
import { isParticipant } from '../pairs/pair.policy.ts';
import { findSession } from '../sessions/session-change.ts';
import { addEntry, lockTranscript } from './capture-change.ts';
import { lockedTranscript, writeConsent } from './capture.ts';
import { IMPORT_CONSENT_VERSION } from './consent-text.ts';
import { demandPlan, TRANSCRIPT_FILE } from './import-preview.ts';
import { importSpeakersPlace } from './segment-words.ts';
import { visibleTranscriptImports } from './transcript.policy.ts';
import { says } from './words.ts';

registerIds({ tri: 'TranscriptImport' });

declare module '../../kernel/events.ts' {
  interface Events {
    'transcript.importAgreed': { sessionId: string; importId: string; askedById: string };
  }
}

/** For how many hours the segments of an import are taken after the yes: the job may have to wait or begin anew. */
const TAKEN_HOURS = 24;
const MOST_SPEAKERS = 50;

const ImportTranscript = z.object({
  sessionId: id('ses'),
  uploadId: id('upl'),
  startsAt: instant(),
  textVersion: z.string(),
  speakers: z
    .array(z.object({ label: text({ max: 100 }).nullish(), speaker: z.enum(['MEMBER', 'COUNTERPART', 'OTHER']) }))
    .max(MOST_SPEAKERS),
});

const AnswerImport = z.object({ importId: id('tri'), agrees: z.boolean(), textVersion: z.string() });

function demandCurrentText(textVersion: string): void {
  if (textVersion !== IMPORT_CONSENT_VERSION) throw new NotNow(says.OUTDATED_CONSENT);
}

/** A file of a talk that is over, by one of the two whom the other did not tell no. Throws NotNow. */
function demandAsking({ state }: Session, { barredId }: Transcript, { userId }: Actor): void {
  if (state !== 'ENDED') throw new NotNow(says.IMPORT_AFTER_TALK);
  if (barredId === userId) throw new NotNow(says.ASKED_ENOUGH);
}

async function ownSession(db: Db, actor: Actor, sessionId: string): Promise<Session> {
  const session = await findSession(db, actor, sessionId);
  if (!isParticipant(actor, session)) throw forbidden();
  return session;
}

const told = (db: Db, { tenantId, id: sessionId }: Session): Promise<void> =>
  signal(db, sessionTopic(tenantId, sessionId), { sessionId });

/** The same file in the same talk, and in no other. */
const digestOf = (sessionId: string, content: Uint8Array): Uint8Array<ArrayBuffer> =>
  hmac('transcript-import', `${sessionId} ${Buffer.from(content).toString('base64')}`);

interface Asked {
  readonly session: Session;
  readonly file: TakenUpload;
  readonly startsAt: Date;
  readonly speakers: z.output<typeof ImportTranscript>['speakers'];
}

/** The import of this file that is asked for, agreed to or done already, where there is one; a new one otherwise. */
async function keepImport(db: Db, actor: Actor, { session, file, startsAt, speakers }: Asked) {
  const { tenantId, id: sessionId, memberId, counterpartId } = session;
  const digest = digestOf(sessionId, file.content);
  const same = await db.transcriptImport.findFirst({
    where: { tenantId, sessionId, digest, state: { in: ['ASKED', 'AGREED', 'DONE'] } },
    select: { id: true },
  });
  if (same) return { id: same.id, isNew: false };
  const { cues, issues, endMs } = demandPlan(actor, file.content);
  const importId = newId('tri');
  const named = speakers.map(({ label, speaker }) => ({ label: label ?? null, speaker }));
  const sealed = await seal(actor, importSpeakersPlace(importId), JSON.stringify(named));
  const of = { tenantId, id: importId, sessionId, memberId, counterpartId, askedById: actor.userId };
  const counts = { segments: cues.length, taken: 0, issues: issues.map((issue) => ({ ...issue })) };
  const span = { startsAt, endsAt: new Date(startsAt.getTime() + endMs), askedAt: now() };
  const data = { ...of, state: 'ASKED' as const, uploadId: file.id, digest, speakers: sealed, ...counts, ...span };
  await db.transcriptImport.create({ data, select: { id: true } });
  return { id: importId, isNew: true };
}

/**
 * Asks the other to have the captions of a talk that is over taken into its transcript, which is one's own yes to this file;
 * nothing is taken before the other agrees. The same file again is the same import, unless it came to nothing. Throws NotNow,
 * InvalidInput, FORBIDDEN, NOT_FOUND.
 */
export async function importTranscript(actor: Actor, input: z.input<typeof ImportTranscript>): Promise<{ id: string }> {
  const { sessionId, uploadId, startsAt, textVersion, speakers } = parseInput(actor, ImportTranscript, input);
  demandCurrentText(textVersion);
  return transact(actor, async (db) => {
    const session = await ownSession(db, actor, sessionId);
    const transcript = await lockedTranscript(db, session);
    demandAsking(session, transcript, actor);
    const file = await takeUpload(db, actor, uploadId, TRANSCRIPT_FILE);
    const { id: importId, isNew } = await keepImport(db, actor, { session, file, startsAt, speakers });
    if (isNew) await writeConsent(db, actor, session, { answer: 'YES', textVersion });
    // Who asks may be asked again.
    if (transcript.barredId) await setBarred(db, transcript, null);
    await told(db, session);
    return { id: importId };
  });
}

/** The grant of an import: the span of the file, taken in later than anything that was heard live. */
async function grantFor(db: Db, found: TranscriptImport): Promise<string> {
  const { tenantId, sessionId, memberId, counterpartId, startsAt, endsAt } = found;
  const grantId = newId('cap');
  const takenUntil = after(now(), TAKEN_HOURS, 'hours');
  const span = { startedAt: startsAt, endedAt: endsAt, takenUntil };
  const of = { tenantId, id: grantId, sessionId, memberId, counterpartId };
  await db.captureGrant.create({ data: { ...of, ...span }, select: { id: true } });
  return grantId;
}

/** What was agreed to can be stopped and withdrawn from, as after a recording. */
async function openTranscript(db: Db, transcript: Transcript, by: string): Promise<void> {
  const { tenantId, id: transcriptId, state } = transcript;
  if (state === 'RECORDING' || state === 'PAUSED') return;
  await db.transcript.update({
    where: { tenantId_id: { tenantId, id: transcriptId } },
    data: { state: 'STOPPED', restingState: 'STOPPED', askedById: null, barredId: null },
    select: { id: true },
  });
  await addEntry(db, transcript, { kind: 'CAPTURE', writtenById: by, state: 'STOPPED', reason: 'AGREED' });
}

async function agree(db: Db, actor: Actor, found: TranscriptImport, transcript: Transcript): Promise<void> {
  const { tenantId, id: importId, sessionId, uploadId, askedById } = found;
  if ((await db.upload.count({ where: { tenantId, id: uploadId } })) === 0) throw new NotNow(says.TALK_FILE_GONE);
  const grantId = await grantFor(db, found);
  const where = { tenantId_id: { tenantId, id: importId } };
  await db.transcriptImport.update({
    where,
    data: { state: 'AGREED', grantId, answeredAt: now() },
    select: { id: true },
  });
  await openTranscript(db, transcript, actor.userId);
  const subject = { type: 'TranscriptImport', id: importId };
  await record(db, { type: 'transcript.importAgreed', subject, ids: { sessionId, importId, askedById }, actor });
}

async function setBarred(db: Db, { tenantId, id: transcriptId }: Transcript, barredId: string | null): Promise<void> {
  const where = { tenantId_id: { tenantId, id: transcriptId } };
  await db.transcript.update({ where, data: { barredId }, select: { id: true } });
}

/** Nothing of it stays: the file goes at once. Who was told no does not ask again. */
async function refuse(db: Db, actor: Actor, found: TranscriptImport, transcript: Transcript): Promise<void> {
  const { tenantId, id: importId, uploadId, askedById } = found;
  const isOwn = askedById === actor.userId;
  const state = isOwn ? ('TAKEN_BACK' as const) : ('DECLINED' as const);
  const data = { state, answeredAt: now(), speakers: new Uint8Array() };
  await db.transcriptImport.update({ where: { tenantId_id: { tenantId, id: importId } }, data, select: { id: true } });
  await db.upload.deleteMany({ where: { tenantId, id: uploadId } });
  if (!isOwn) await setBarred(db, transcript, askedById);
}

/**
 * Says yes or no to an import; who asked may take it back with a no. With the yes a job takes the file in. The same answer
 * again changes nothing. Throws NotNow, InvalidInput, FORBIDDEN, NOT_FOUND.
 */
export async function answerTranscriptImport(
  actor: Actor,
  input: z.input<typeof AnswerImport>,
): Promise<{ id: string }> {
  const { importId, agrees, textVersion } = parseInput(actor, AnswerImport, input);
  demandCurrentText(textVersion);
  return transact(actor, async (db) => {
    const where = { AND: visibleTranscriptImports(actor), id: importId };
    const { sessionId } = orNotFound(await db.transcriptImport.findFirst({ where, select: { sessionId: true } }));
    const session = await ownSession(db, actor, sessionId);
    const transcript = orNotFound(await lockTranscript(db, actor.tenantId, sessionId));
    const found = orNotFound(await db.transcriptImport.findFirst({ where }));
    if (found.state !== 'ASKED') {
      if (agrees === (found.state === 'AGREED' || found.state === 'DONE')) return { id: importId };
      throw new NotNow(says.NOTHING_ASKED);
    }
    if (agrees && found.askedById === actor.userId) throw new NotNow(says.NOTHING_ASKED);
    await writeConsent(db, actor, session, { answer: agrees ? 'YES' : 'NO', textVersion });
    await (agrees ? agree : refuse)(db, actor, found, transcript);
    await told(db, session);
    return { id: importId };
  });
}
