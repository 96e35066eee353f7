import type { Transcript } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/database.ts';
import { seal } from '../../kernel/seal.ts';
import { tenantKeys } from '../../kernel/tenant-keys.ts';
import { unsealerFor } from '../../kernel/unsealer.ts';
import { ofPerson } from '../pairs/pair.policy.ts';
import { addEntry, lockTranscript } from './capture-change.ts';
import { speakersOf } from './entry-view.ts';
import { speakersPlace, wordsOf, wordsPlace } from './segment-words.ts';

const GONE = { words: null, fingerprint: null } as const;

/** Numbers that follow on each other, as ranges; in their order. */
function rangesOf(seqs: readonly number[]): { fromSeq: number; toSeq: number }[] {
  const ranges: { fromSeq: number; toSeq: number }[] = [];
  for (const seq of seqs) {
    const last = ranges.at(-1);
    if (last && last.toSeq + 1 === seq) last.toSeq = seq;
    else ranges.push({ fromSeq: seq, toSeq: seq });
  }
  return ranges;
}

interface Said {
  readonly seqs: readonly number[];
  /** How many segments others said. */
  readonly others: number;
  /** Labels that stand for the person: names of theirs. */
  readonly labels: ReadonlySet<string | null>;
}

/** What the person said in a talk, as its speaker or under a label that stands for them: sealed, so each is looked at. */
async function saidBy(db: Db, person: Actor, transcript: Transcript): Promise<Said> {
  const { userId } = person;
  const { tenantId, sessionId, id: transcriptId, memberId, speakers } = transcript;
  const part = memberId === userId ? 'MEMBER' : 'COUNTERPART';
  const names = speakersOf(await tenantKeys(person), { transcriptId, speakers });
  const labels = new Set<string | null>(names.flatMap(({ label, speaker }) => (speaker === part ? [label] : [])));
  const segments = await db.transcriptEntry.findMany({
    where: { tenantId, sessionId, kind: 'SEGMENT', words: { not: null } },
    orderBy: { seq: 'asc' },
  });
  const keys = await unsealerFor(
    person,
    segments.map(({ words }) => words),
  );
  const seqs = segments.flatMap(({ seq, clientId, revision, words, speaker }) => {
    if (speaker === part) return [seq];
    const place = wordsPlace(sessionId, clientId ?? '', revision);
    const text = words && labels.size > 0 ? keys.unseal(place, words) : null;
    return text !== null && labels.has(wordsOf(text).label) ? [seq] : [];
  });
  return { seqs, others: segments.length - seqs.length, labels };
}

/** Takes names of the person off the list of who speaks. */
async function forgetLabels(db: Db, person: Actor, transcript: Transcript, labels: Said['labels']): Promise<void> {
  const { tenantId, id: transcriptId, speakers } = transcript;
  if (labels.size === 0) return;
  const others = speakersOf(await tenantKeys(person), { transcriptId, speakers }).filter(
    ({ label }) => !labels.has(label),
  );
  const sealed = await seal(person, speakersPlace(transcriptId), JSON.stringify(others));
  await db.transcript.updateMany({ where: { tenantId, id: transcriptId }, data: { speakers: sealed } });
}

/** How many segments of all transcripts of a person they said themselves, and how many others; those that were deleted count for nothing. */
export async function countWords(db: Db, person: Actor): Promise<{ own: number; others: number }> {
  const counts = { own: 0, others: 0 };
  for (const transcript of await db.transcript.findMany({ where: ofPerson(person) })) {
    const { seqs, others } = await saidBy(db, person, transcript);
    counts.own += seqs.length;
    counts.others += others;
  }
  return counts;
}

/**
 * Removes what the person said from every transcript of theirs, also what it was before corrections and the labels that stand
 * for them. An entry says of each range that it was deleted: by it every process and every open page drops the words at once.
 * Again changes nothing.
 */
export async function eraseWords(db: Db, person: Actor): Promise<void> {
  const { tenantId } = person;
  const theirs = { where: ofPerson(person), select: { sessionId: true } };
  for (const { sessionId } of await db.transcript.findMany(theirs)) {
    const transcript = await lockTranscript(db, tenantId, sessionId);
    if (!transcript) continue;
    const { seqs, labels } = await saidBy(db, person, transcript);
    const said = { tenantId, sessionId, seq: { in: [...seqs] } };
    await db.segmentHistory.deleteMany({ where: said });
    await db.transcriptEntry.updateMany({ where: said, data: GONE });
    await forgetLabels(db, person, transcript, labels);
    for (const range of rangesOf(seqs))
      await addEntry(db, transcript, { kind: 'DELETION', writtenById: null, ...range });
  }
}
