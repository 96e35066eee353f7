import { FOUND, issues, tellImport, type StoryImport } from './caption-story.ts';
import type { Reader } from './reading.ts';
import type { StorySession } from './story.ts';
import { tellTranscript, type StoryTranscript } from './transcript.ts';
import { text } from './texts.ts';

type Part = 'MEMBER' | 'COUNTERPART';

/** What people read before they answer. */
export const importConsentText = {
  version: 'import-1',
  title: text('字幕を取り込みますか', 'Import captions?'),
  paragraphs: [
    text(
      'お二人がともに「はい」を選んだ場合に限り、取り込まれます。',
      'They are imported only if both of you say yes.',
    ),
    text('読めるのはお二人だけです。', 'Only the two of you can read it.'),
  ],
};

const partOf = ({ pair }: StorySession, userId: string): Part => (pair.member.id === userId ? 'MEMBER' : 'COUNTERPART');

const importsOf = ({ world }: Reader): StoryImport[] =>
  world.story.sessions.flatMap(({ transcript }) => transcript?.imports ?? []);

/** Goes on with what both agreed to: halfway, or to the end. */
export function takeIn({ transcript }: StorySession, isDone: boolean): void {
  const one = transcript?.imports[0];
  if (!transcript || one?.state !== 'AGREED') return;
  one.taken = isDone ? FOUND : 2;
  if (!isDone) return;
  one.state = 'DONE';
  const fromSeq = transcript.entries.length + 1;
  one.kept = { fromSeq, toSeq: fromSeq + FOUND - 1 };
}

/** What is deleted of captions, or no longer taken in. */
export function loseImports({ imports }: StoryTranscript, state?: 'REFUSED'): void {
  for (const one of imports) {
    if (state && one.state === 'AGREED') one.state = state;
    if (!state) one.kept = null;
  }
}

/** What names the session of an import. */
export interface Ask {
  readonly input: { readonly sessionId: string };
}

/** What one of the two says to an import. */
export interface Answer {
  readonly input: { readonly importId: string; readonly agrees: boolean };
}

/** What the story does about captions. */
export const importChanges = {
  createUpload: () => ({ __typename: 'UploadTicket', uploadId: 'upl_1', url: '/uploads/upl_1' }),
  previewTranscriptImport: () => ({
    __typename: 'TranscriptImportPreview',
    format: 'WEBVTT',
    segments: FOUND,
    endMs: 95_000,
    issues,
    speakers: [
      { label: 'Aoi Sato', cues: 3, sample: '異動の話が出ていて、少し迷っています。', guess: 'MEMBER' },
      { label: 'Speaker 2', cues: 2, sample: 'いま、どんなところで迷っていますか。', guess: 'OTHER' },
    ],
  }),
  importTranscript({ input }: Ask, reader: Reader) {
    const session = reader.world.session(input.sessionId);
    session.transcript ??= tellTranscript({ state: 'OFF' });
    const asked = tellImport({ state: 'ASKED', askedBy: partOf(session, reader.userId) });
    session.transcript.imports.unshift({ ...asked, id: `tri_${session.transcript.imports.length + 2}` });
    reader.world.signal();
    return session.transcript.imports[0];
  },
  answerTranscriptImport({ input }: Answer, reader: Reader) {
    const one = importsOf(reader).find(({ id }) => id === input.importId);
    const session = reader.world.story.sessions.find(({ transcript }) => one && transcript?.imports.includes(one));
    if (!one || !session)
      return { __typename: 'NotNow', code: 'NOTHING_ASKED', message: '取り込みの提案はありません。' };
    const isOwn = one.askedBy === partOf(session, reader.userId);
    one.state = input.agrees ? 'AGREED' : isOwn ? 'TAKEN_BACK' : 'DECLINED';
    reader.world.signal();
    return one;
  },
};
