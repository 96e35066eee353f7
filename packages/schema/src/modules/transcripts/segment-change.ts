import { z } from 'zod';
import type { Transcript, TranscriptEntry } from '../../generated/prisma/client.ts';
import type { Speaker } from '../../generated/prisma/enums.ts';
import type { Actor } from '../../kernel/actor.ts';
import { type Db, transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { id, parseInput, text } from '../../kernel/parse.ts';
import { Conflict, NotNow } from '../../kernel/problems.ts';
import { orNotFound } from '../../kernel/refusals.ts';
import { seal, unsealOrNull } from '../../kernel/seal.ts';
import { tenantKeys } from '../../kernel/tenant-keys.ts';
import { now } from '../../kernel/time.ts';
import { isErased } from '../tenancy/former-person.ts';
import { SEGMENT_LENGTH } from './append.ts';
import { addEntry, lockTranscript } from './capture-change.ts';
import { speakersOf } from './entry-view.ts';
import { speakersPlace, wordsOf, wordsPlace } from './segment-words.ts';
import { speakerKeys } from './speaker-keys.ts';
import { visibleTranscripts } from './transcript.policy.ts';
import { says } from './words.ts';

declare module '../../kernel/events.ts' {
  interface Events {
    'transcript.deleted': { sessionId: string };
  }
}

const MOST_NAMES = 50;

const speaker = () => z.enum(['MEMBER', 'COUNTERPART', 'OTHER']);

/** The transcript, locked, where the actor is one of the two. Throws NOT_FOUND. */
async function ownTranscript(db: Db, actor: Actor, sessionId: string): Promise<Transcript> {
  orNotFound(await db.transcript.findFirst({ where: { AND: visibleTranscripts(actor), sessionId } }));
  return orNotFound(await lockTranscript(db, actor.tenantId, sessionId));
}

const CorrectSegment = z.object({
  sessionId: id('ses'),
  seq: z.int().min(1),
  text: text({ min: 1, max: SEGMENT_LENGTH, lines: true }),
  speaker: speaker().nullish(),
  expectedRevision: z.int().min(0).nullish(),
});

interface Sealed extends TranscriptEntry {
  readonly words: Uint8Array<ArrayBuffer>;
  readonly clientId: string;
}

/** The segment with its words. Throws NOT_FOUND, NotNow SEGMENT_DELETED. */
async function segmentAt(db: Db, { tenantId, sessionId }: Transcript, seq: number): Promise<Sealed> {
  const entry = orNotFound(
    await db.transcriptEntry.findFirst({ where: { tenantId, sessionId, seq, kind: 'SEGMENT' } }),
  );
  const { words, clientId } = entry;
  if (!words || clientId === null) throw new NotNow(says.SEGMENT_DELETED);
  return { ...entry, words, clientId };
}

async function keepFormer(db: Db, actor: Actor, { words, ...segment }: Sealed): Promise<void> {
  const { tenantId, sessionId, seq, revision, memberId, counterpartId } = segment;
  const of = { tenantId, sessionId, seq, revision, memberId, counterpartId };
  await db.segmentHistory.create({
    data: { ...of, words, replacedAt: now(), replacedById: actor.userId },
    select: { seq: true },
  });
}

/** Throws NotNow SPEAKER_ERASED where the words would be those of somebody whose data was erased. */
async function demandSpeaker(db: Db, { tenantId, memberId, counterpartId }: Transcript, spokenBy: Speaker) {
  if (spokenBy === 'OTHER') return;
  const userId = spokenBy === 'MEMBER' ? memberId : counterpartId;
  const select = { id: true, externalId: true };
  const person = orNotFound(await db.user.findFirst({ where: { tenantId, id: userId }, select }));
  if (isErased(person)) throw new NotNow(says.SPEAKER_ERASED);
}

/**
 * Puts other words in the place of a segment's; what it said before is kept beside it. Either of the two may. Throws Conflict
 * for an older revision, NotNow SEGMENT_DELETED or SPEAKER_ERASED, InvalidInput, NOT_FOUND.
 */
export async function correctSegment(actor: Actor, input: z.input<typeof CorrectSegment>): Promise<{ id: string }> {
  const given = parseInput(actor, CorrectSegment, input);
  const { sessionId, seq } = given;
  return transact(actor, async (db) => {
    const transcript = await ownTranscript(db, actor, sessionId);
    const segment = await segmentAt(db, transcript, seq);
    const { clientId, tenantId } = segment;
    if ((given.expectedRevision ?? segment.revision) !== segment.revision) throw new Conflict(says.SEGMENT_CHANGED);
    const former = await unsealOrNull(actor, wordsPlace(sessionId, clientId, segment.revision), segment.words);
    if (former === null) throw new NotNow(says.SEGMENT_DELETED);
    const { label } = wordsOf(former);
    await keepFormer(db, actor, segment);
    const revision = segment.revision + 1;
    const spokenBy = given.speaker ?? segment.speaker ?? 'OTHER';
    await demandSpeaker(db, transcript, spokenBy);
    const keys = await speakerKeys(actor, transcript, [spokenBy]);
    const words = keys.seal(wordsPlace(sessionId, clientId, revision), spokenBy, { text: given.text, label });
    await db.transcriptEntry.update({
      where: { tenantId_sessionId_seq: { tenantId, sessionId, seq } },
      data: { words, revision, speaker: spokenBy },
      select: { seq: true },
    });
    await addEntry(db, transcript, { kind: 'CORRECTION', writtenById: actor.userId, fromSeq: seq });
    return { id: transcript.id };
  });
}

const NameSpeakers = z.object({
  sessionId: id('ses'),
  names: z
    .array(z.object({ label: text({ min: 1, max: 100 }), speaker: speaker() }))
    .min(1)
    .max(MOST_NAMES),
});

/**
 * Says who stands behind the labels that an import or a speech engine gave; other labels keep who they had. Either of the two
 * may. Throws InvalidInput, NOT_FOUND.
 */
export async function nameSpeakers(actor: Actor, input: z.input<typeof NameSpeakers>): Promise<{ id: string }> {
  const { sessionId, names } = parseInput(actor, NameSpeakers, input);
  return transact(actor, async (db) => {
    const transcript = await ownTranscript(db, actor, sessionId);
    const { tenantId, id: transcriptId, speakers } = transcript;
    const former = speakersOf(await tenantKeys(actor), { transcriptId, speakers });
    const all = new Map([...former, ...names].map((one) => [one.label, one]));
    const sealed = await seal(actor, speakersPlace(transcriptId), JSON.stringify([...all.values()].slice(-MOST_NAMES)));
    await db.transcript.update({
      where: { tenantId_id: { tenantId, id: transcriptId } },
      data: { speakers: sealed },
      select: { id: true },
    });
    await addEntry(db, transcript, { kind: 'NAMING', writtenById: actor.userId });
    return { id: transcriptId };
  });
}

const DeleteTranscript = z
  .object({ sessionId: id('ses'), fromSeq: z.int().min(1).nullish(), toSeq: z.int().min(1).nullish() })
  .refine(({ fromSeq, toSeq }) => !fromSeq || !toSeq || fromSeq <= toSeq, {
    path: ['toSeq'],
    params: { reason: says.RANGE_ORDER },
  });

// What is left says that something was said once, and keeps its name, so that it is not taken again.
const NOTHING_LEFT = {
  words: null,
  fingerprint: null,
  speaker: null,
  language: null,
  startsAt: null,
  endsAt: null,
} as const;

/**
 * Deletes what was said in a range of entries, all of it without one: the words and what they were before are gone, and what
 * is sent again is not taken again. Either of the two may, at any time. Throws InvalidInput, NOT_FOUND.
 */
export async function deleteTranscript(actor: Actor, input: z.input<typeof DeleteTranscript>): Promise<{ id: string }> {
  const { sessionId, fromSeq, toSeq } = parseInput(actor, DeleteTranscript, input);
  return transact(actor, async (db) => {
    const transcript = await ownTranscript(db, actor, sessionId);
    const { tenantId, id: transcriptId, lastSeq } = transcript;
    const range = { from: fromSeq ?? 1, to: Math.min(toSeq ?? lastSeq, lastSeq) };
    const within = { tenantId, sessionId, seq: { gte: range.from, lte: range.to } };
    await db.segmentHistory.deleteMany({ where: within });
    const { count } = await db.transcriptEntry.updateMany({
      where: { ...within, kind: 'SEGMENT', words: { not: null } },
      data: NOTHING_LEFT,
    });
    if (count === 0) return { id: transcriptId };
    await forgetUnusedNames(db, transcript);
    const covers = { fromSeq: range.from, toSeq: range.to };
    await addEntry(db, transcript, { kind: 'DELETION', writtenById: actor.userId, ...covers });
    const subject = { type: 'Transcript', id: transcriptId };
    await record(db, { type: 'transcript.deleted', subject, ids: { sessionId }, actor });
    return { id: transcriptId };
  });
}

/** Labels of speakers are names of people: they go with the last words. */
async function forgetUnusedNames(db: Db, { tenantId, id: transcriptId, sessionId }: Transcript): Promise<void> {
  const left = await db.transcriptEntry.findFirst({
    where: { tenantId, sessionId, kind: 'SEGMENT', words: { not: null } },
    select: { seq: true },
  });
  if (left) return;
  await db.transcript.update({
    where: { tenantId_id: { tenantId, id: transcriptId } },
    data: { speakers: null },
    select: { id: true },
  });
}
