import type { Actor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/database.ts';
import { concernsPeople } from '../../kernel/personal.ts';
import { seal, tenantKeys, unseal } from '../../kernel/seal.ts';
import { speakersOf } from './entry-view.ts';
import { speakersPlace, wordsOf, wordsPlace } from './segment-words.ts';

const own = ({ tenantId, userId }: Actor) => ({ tenantId, OR: [{ memberId: userId }, { counterpartId: userId }] });

/** What the person said, as far as it is known who spoke. */
const spokenBy = (userId: string) => [
  { memberId: userId, speaker: 'MEMBER' as const },
  { counterpartId: userId, speaker: 'COUNTERPART' as const },
];

/** What was said under labels that stand for the person, and the labels: sealed, so that each segment has to be looked at. */
async function eraseLabelled(db: Db, person: Actor): Promise<void> {
  const { tenantId, userId } = person;
  const keys = await tenantKeys(person);
  const named = await db.transcript.findMany({ where: { ...own(person), speakers: { not: null } } });
  for (const { id: transcriptId, sessionId, memberId, speakers } of named) {
    const part = memberId === userId ? 'MEMBER' : 'COUNTERPART';
    const names = speakersOf(keys, { transcriptId, speakers });
    const labels = new Set<string | null>(names.flatMap(({ label, speaker }) => (speaker === part ? [label] : [])));
    const segments = await db.transcriptEntry.findMany({ where: { tenantId, sessionId, words: { not: null } } });
    const seqs = segments.flatMap(({ seq, clientId, revision, words }) => {
      const place = wordsPlace(sessionId, clientId ?? '', revision);
      return words && labels.has(wordsOf(keys.unseal(place, words)).label) ? [seq] : [];
    });
    const theirs = { tenantId, sessionId, seq: { in: seqs } };
    await db.segmentHistory.deleteMany({ where: theirs });
    await db.transcriptEntry.updateMany({ where: theirs, data: { words: null, fingerprint: null } });
    const others = JSON.stringify(names.filter(({ label }) => !labels.has(label)));
    const sealed = await seal(person, speakersPlace(transcriptId), others);
    await db.transcript.updateMany({ where: { tenantId, id: transcriptId }, data: { speakers: sealed } });
  }
}

concernsPeople('Transcript', {
  copied: (db, person) =>
    db.transcript.findMany({
      where: own(person),
      omit: { tenantId: true, speakers: true, memberSeenAt: true, counterpartSeenAt: true, barredId: true },
    }),
  // The transcript is the other’s as well; what the person said is taken out of it.
  erased: eraseLabelled,
});

concernsPeople('TranscriptEntry', {
  copied: async (db, person) => {
    const entries = await db.transcriptEntry.findMany({
      where: own(person),
      omit: { tenantId: true, fingerprint: true },
      orderBy: [{ sessionId: 'asc' }, { seq: 'asc' }],
    });
    const unsealed = ({ words, sessionId, clientId, revision }: (typeof entries)[number]) =>
      words && clientId ? unseal(person, wordsPlace(sessionId, clientId, revision), words) : null;
    return Promise.all(entries.map(async (entry) => ({ ...entry, words: await unsealed(entry) })));
  },
  erased: (db, { tenantId, userId }) =>
    db.transcriptEntry.updateMany({
      where: { tenantId, OR: spokenBy(userId) },
      data: { words: null, fingerprint: null },
    }),
});

concernsPeople('SegmentHistory', {
  copied: 'It is what a segment said before it was corrected; the copy has it as it reads now.',
  erased: (db, { tenantId, userId }) =>
    db.segmentHistory.deleteMany({ where: { tenantId, entry: { OR: spokenBy(userId) } } }),
});

concernsPeople('CaptureGrant', {
  copied: (db, person) => db.captureGrant.findMany({ where: own(person), omit: { tenantId: true } }),
  erased: 'It proves that both agreed to be recorded, bears no content, and goes with the transcript.',
});

concernsPeople('ConsentRecord', {
  copied: (db, person) => db.consentRecord.findMany({ where: own(person), omit: { tenantId: true } }),
  erased: 'It proves who agreed to what, bears no content, and goes with the session.',
});

concernsPeople('TranscriptImport', {
  copied: (db, person) =>
    db.transcriptImport.findMany({
      where: own(person),
      omit: { tenantId: true, uploadId: true, digest: true, speakers: true, issues: true },
    }),
  erased: (db, { tenantId, userId: askedById }) =>
    db.transcriptImport.updateMany({
      where: { tenantId, askedById, state: 'ASKED' },
      data: { state: 'TAKEN_BACK', speakers: new Uint8Array() },
    }),
});
