import type { CaptureReason, TranscriptState } from '../../generated/prisma/enums.ts';
import type { Session, Transcript } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { newId, registerIds } from '../../kernel/ids.ts';
import { signal } from '../../kernel/signals.ts';
import { now } from '../../kernel/time.ts';
import type { Part, TwoPeople } from '../pairs/pair.policy.ts';
import type { CaptureFacts, CaptureStep } from './capture-state.ts';

registerIds({ trn: 'Transcript', cap: 'CaptureGrant' });

interface CaptureIds extends Record<string, string> {
  sessionId: string;
  grantId: string;
}

declare module '../../kernel/events.ts' {
  interface Events {
    'capture.started': CaptureIds;
    'capture.ended': CaptureIds;
    'transcript.withdrawn': { sessionId: string };
  }
}

/** The topic on which the pages of a transcript hear of new entries. */
export const transcriptTopic = (tenantId: string, sessionId: string): string => `transcript:${tenantId}:${sessionId}`;

/** What both a person's transaction and one of the system role can do here. */
export type CaptureDb = Pick<
  Db,
  'transcript' | 'captureGrant' | 'transcriptEntry' | 'outboxEvent' | '$queryRaw' | '$executeRaw'
>;

/** Which of the two a user is; null for nobody and for others. */
export const partFor = ({ memberId, counterpartId }: TwoPeople, userId: string | null): Part | null => {
  if (userId === memberId) return 'MEMBER';
  return userId === counterpartId ? 'COUNTERPART' : null;
};

/** The user who has a part; null for none. */
export const personOf = ({ memberId, counterpartId }: TwoPeople, part: Part | null): string | null =>
  part && (part === 'MEMBER' ? memberId : counterpartId);

/** How a recording stands, for `decideCapture`. */
export const factsOf = (
  transcript: Pick<Transcript, 'state' | 'askedById' | 'barredId' | 'restingState' | 'memberId' | 'counterpartId'>,
  session: Pick<Session, 'state'>,
): CaptureFacts => ({
  state: transcript.state,
  askedBy: partFor(transcript, transcript.askedById),
  barred: partFor(transcript, transcript.barredId),
  rest: transcript.restingState,
  isLive: session.state === 'LIVE',
});

/** Locks the transcript of a session until the transaction ends, so that its entries are numbered one after the other. */
export async function lockTranscript(db: CaptureDb, tenantId: string, sessionId: string): Promise<Transcript | null> {
  await db.$queryRaw`
    select 1 from transcript where tenant_id = ${tenantId} and session_id = ${sessionId} for no key update`;
  return db.transcript.findUnique({ where: { tenantId_sessionId: { tenantId, sessionId } } });
}

interface NewEntry {
  readonly kind: 'CORRECTION' | 'DELETION' | 'CAPTURE' | 'NAMING';
  readonly writtenById: string | null;
  readonly fromSeq?: number;
  readonly toSeq?: number;
  readonly grantId?: string | null;
  readonly startsAt?: Date | null;
  readonly state?: TranscriptState;
  readonly reason?: CaptureReason;
}

/** Writes the next entry of a transcript that the caller holds locked, and wakes up who reads it; answers its number. */
export async function addEntry(db: CaptureDb, transcript: Transcript, entry: NewEntry): Promise<number> {
  const { tenantId, id, sessionId, memberId, counterpartId } = transcript;
  const at = now();
  const { lastSeq: seq } = await db.transcript.update({
    where: { tenantId_id: { tenantId, id } },
    data: { lastSeq: { increment: 1 }, changedAt: at },
    select: { lastSeq: true },
  });
  const of = { tenantId, sessionId, seq, memberId, counterpartId };
  await db.transcriptEntry.create({ data: { ...of, ...entry, writtenAt: at }, select: { seq: true } });
  await signal(db, transcriptTopic(tenantId, sessionId));
  return seq;
}

interface Change {
  readonly actor: Actor;
  readonly step: CaptureStep;
  /** When what was open ended; the present unless it was earlier. */
  readonly endedAt?: Date;
}

async function endGrant(db: CaptureDb, actor: Actor, transcript: Transcript, endedAt: Date): Promise<void> {
  const { tenantId, grantId, sessionId } = transcript;
  if (!grantId) return;
  await db.captureGrant.updateMany({ where: { tenantId, id: grantId, endedAt: null }, data: { endedAt } });
  const subject = { type: 'CaptureGrant', id: grantId };
  await record(db, { type: 'capture.ended', subject, ids: { sessionId, grantId }, actor });
}

interface Span {
  readonly grantId: string | null;
  readonly startsAt: Date | null;
}

async function beginGrant(db: CaptureDb, actor: Actor, transcript: Transcript): Promise<Span> {
  const { tenantId, sessionId, memberId, counterpartId } = transcript;
  const id = newId('cap');
  const startsAt = now();
  const row = { tenantId, id, sessionId, memberId, counterpartId, startedAt: startsAt };
  await db.captureGrant.create({ data: row, select: { id: true } });
  await record(db, {
    type: 'capture.started',
    subject: { type: 'CaptureGrant', id },
    ids: { sessionId, grantId: id },
    actor,
  });
  return { grantId: id, startsAt };
}

async function withdrawGrants(db: CaptureDb, actor: Actor, { tenantId, id, sessionId }: Transcript): Promise<void> {
  await db.captureGrant.updateMany({ where: { tenantId, sessionId, withdrawnAt: null }, data: { withdrawnAt: now() } });
  const subject = { type: 'Transcript', id };
  await record(db, { type: 'transcript.withdrawn', subject, ids: { sessionId }, actor });
}

/**
 * Takes a recording, which the caller holds locked, one step further: every span of recording has a grant of its own, which
 * ends with it. A withdrawal closes all of them for what is still on its way.
 */
export async function changeCapture(db: CaptureDb, transcript: Transcript, change: Change): Promise<void> {
  const { actor, step, endedAt = now() } = change;
  const { tenantId, id } = transcript;
  await endGrant(db, actor, transcript, endedAt);
  if (step.state === 'WITHDRAWN') await withdrawGrants(db, actor, transcript);
  const span: Span =
    step.state === 'RECORDING' ? await beginGrant(db, actor, transcript) : { grantId: null, startsAt: null };
  await db.transcript.update({
    where: { tenantId_id: { tenantId, id } },
    data: {
      state: step.state,
      restingState: step.rest,
      askedById: personOf(transcript, step.askedBy),
      barredId: personOf(transcript, step.barred),
      grantId: span.grantId,
    },
    select: { id: true },
  });
  const by = { writtenById: actor.userId || null, state: step.state, reason: step.reason };
  await addEntry(db, transcript, { kind: 'CAPTURE', ...by, ...span });
}
