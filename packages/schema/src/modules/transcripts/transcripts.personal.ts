import { concernsPeople } from '../../kernel/personal.ts';
import { unsealOrNull } from '../../kernel/seal.ts';
import { ofPerson } from '../pairs/pair.policy.ts';
import { closeGrants } from './closed-grants.ts';
import { countWords, eraseWords } from './erased-words.ts';
import { wordsPlace } from './segment-words.ts';

/** What the person said, as far as it is known who spoke. */
const spokenBy = (userId: string) => [
  { memberId: userId, speaker: 'MEMBER' as const },
  { counterpartId: userId, speaker: 'COUNTERPART' as const },
];

concernsPeople('Transcript', {
  copied: (db, person) =>
    db.transcript.findMany({
      where: ofPerson(person),
      omit: { tenantId: true, speakers: true, memberSeenAt: true, counterpartSeenAt: true, barredId: true },
    }),
  // The transcript is the other’s as well; what the person said is taken out of it, and nothing more comes in.
  erased: async (db, person) => {
    await closeGrants(db, person);
    await eraseWords(db, person);
  },
  goes: async (db, person) => (await countWords(db, person)).own,
  stays: async (db, person) => (await countWords(db, person)).others,
});

concernsPeople('TranscriptEntry', {
  copied: async (db, person) => {
    const entries = await db.transcriptEntry.findMany({
      where: ofPerson(person),
      omit: { tenantId: true, fingerprint: true },
      orderBy: [{ sessionId: 'asc' }, { seq: 'asc' }],
    });
    const unsealed = ({ words, sessionId, clientId, revision }: (typeof entries)[number]) =>
      words && clientId ? unsealOrNull(person, wordsPlace(sessionId, clientId, revision), words) : null;
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
  copied: (db, person) => db.captureGrant.findMany({ where: ofPerson(person), omit: { tenantId: true } }),
  erased: 'It proves that both agreed to be recorded, bears no content, and goes with the transcript.',
});

concernsPeople('ConsentRecord', {
  copied: (db, person) => db.consentRecord.findMany({ where: ofPerson(person), omit: { tenantId: true } }),
  erased: 'It proves who agreed to what, bears no content, and goes with the session.',
});

concernsPeople('TranscriptImport', {
  copied: (db, person) =>
    db.transcriptImport.findMany({
      where: ofPerson(person),
      omit: { tenantId: true, uploadId: true, digest: true, speakers: true, issues: true },
    }),
  erased: (db, { tenantId, userId: askedById }) =>
    db.transcriptImport.updateMany({
      where: { tenantId, askedById, state: 'ASKED' },
      data: { state: 'TAKEN_BACK', speakers: new Uint8Array() },
    }),
});
