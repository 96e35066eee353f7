import { newId } from '../../kernel/ids.ts';
import { seal } from '../../kernel/seal.ts';
import { wordsPlace, wordsText } from '../../modules/transcripts/segment-words.ts';
import { type Cast, whoSees } from '../exposure.ts';
import { THE_TWO } from './pairs.ts';
import { ofTheSession } from './sessions.ts';

const MOMENT = new Date('2030-01-01T01:10:00Z');

/** Writes a transcript of one segment and answers its id. */
const writeTranscript = (cast: Cast) =>
  cast.write('member', async (db, actor) => {
    const of = ofTheSession(cast);
    const id = newId('trn');
    const times = { memberSeenAt: MOMENT, counterpartSeenAt: MOMENT, changedAt: MOMENT };
    await db.transcript.create({ data: { ...of, id, state: 'STOPPED', lastSeq: 1, ...times } });
    const text = wordsText({ text: 'I am worried.', label: null });
    const words = await seal(actor, wordsPlace(of.sessionId, 'one', 0), text);
    const said = { speaker: 'MEMBER', startsAt: MOMENT, endsAt: MOMENT, words } as const;
    const entry = { ...of, seq: 1, kind: 'SEGMENT', clientId: 'one', writtenAt: MOMENT } as const;
    await db.transcriptEntry.create({ data: { ...entry, ...said } });
    return id;
  });

const writeOnSession = async (cast: Cast): Promise<string> => {
  await writeTranscript(cast);
  return cast.sessionId;
};

const TEXT = 'entries { ... on TranscriptSegment { text } }';

whoSees('Transcript', { seenBy: THE_TWO, make: writeTranscript });

whoSees('Transcript', {
  as: 'by what was said',
  seenBy: THE_TWO,
  make: writeTranscript,
  document: `{ node(id: $id) { ... on Transcript { ${TEXT} } } }`,
  proof: () => 'I am worried.',
});

whoSees('Transcript', {
  as: 'on its session',
  seenBy: THE_TWO,
  make: writeOnSession,
  document: `{ node(id: $id) { ... on Session { transcript { state lastSeq ${TEXT} } } } }`,
  proof: () => 'I am worried.',
});

whoSees('Transcript', {
  as: 'by whether there is one',
  seenBy: THE_TWO,
  make: writeOnSession,
  document: '{ node(id: $id) { ... on Session { transcript { __typename } } } }',
  proof: () => '"transcript":{',
});

whoSees('ConsentRecord', {
  seenBy: THE_TWO,
  make: async (cast) => {
    await cast.write('member', async (db, { userId }) => {
      const of = { ...ofTheSession(cast), id: newId('con'), userId };
      const said = { answer: 'YES', textVersion: 'v1', language: 'ja', givenAt: MOMENT } as const;
      await db.consentRecord.create({ data: { ...of, ...said } });
    });
    return writeOnSession(cast);
  },
  document: '{ node(id: $id) { ... on Session { transcript { consents { textVersion } } } } }',
  proof: () => '"v1"',
});

whoSees('TranscriptImport', {
  seenBy: THE_TWO,
  make: async (cast) => {
    await writeTranscript(cast);
    return cast.write('member', async (db, { userId }) => {
      const id = newId('tri');
      const of = { ...ofTheSession(cast), id, askedById: userId, uploadId: 'upl_x' };
      const file = { digest: Buffer.from('d'), speakers: Buffer.from('s'), segments: 3, taken: 0, issues: [] };
      const times = { startsAt: MOMENT, endsAt: MOMENT, askedAt: MOMENT };
      await db.transcriptImport.create({ data: { ...of, ...file, ...times, state: 'ASKED' } });
      return id;
    });
  },
});
