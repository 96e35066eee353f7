import type { Reader } from './reading.ts';
import type { StorySession } from './story.ts';
import { importChanges, loseImports } from './transcript-imports.ts';
import {
  add,
  readTranscript,
  segmentAt,
  stand,
  tellTranscript,
  type StoryState,
  type StoryTranscript,
} from './transcript.ts';

/** What names a session. */
export interface OfSession {
  readonly input: { readonly sessionId: string };
}

/** Other words for a segment. */
export interface Correction {
  readonly input: {
    readonly sessionId: string;
    readonly seq: number;
    readonly text: string;
    readonly speaker?: 'MEMBER' | 'COUNTERPART' | 'OTHER';
    readonly expectedRevision?: number;
  };
}

/** Who stands behind labels. */
export interface Naming {
  readonly input: {
    readonly sessionId: string;
    readonly names: readonly { readonly label: string; readonly speaker: 'MEMBER' | 'COUNTERPART' | 'OTHER' }[];
  };
}

/** What is to be deleted. */
export interface Deletion {
  readonly input: { readonly sessionId: string; readonly fromSeq?: number; readonly toSeq?: number };
}

type Part = 'MEMBER' | 'COUNTERPART';

const partOf = (session: StorySession, { userId }: Reader): Part =>
  session.pair.member.id === userId ? 'MEMBER' : 'COUNTERPART';

/** Runs a change of a session's transcript as one of the two, tells everybody, and answers it as that one sees it. */
function change(sessionId: string, reader: Reader, work: (transcript: StoryTranscript, by: Part) => void) {
  const session = reader.world.session(sessionId);
  session.transcript ??= tellTranscript({ state: 'OFF' });
  work(session.transcript, partOf(session, reader));
  reader.world.signal();
  return readTranscript(session, reader.userId);
}

const step =
  (state: StoryState, reason: string) =>
  ({ input }: OfSession, reader: Reader) =>
    change(input.sessionId, reader, (transcript, by) => stand(transcript, state, reason, by));

/** What the story does about a transcript on mutations. */
export const transcriptChanges = {
  ...importChanges,
  askForTranscript: ({ input }: OfSession, reader: Reader) =>
    change(input.sessionId, reader, (transcript, by) => {
      transcript.askedBy = by;
      stand(transcript, 'ASKED', 'ASKED', by);
    }),
  answerTranscript: ({ input }: { input: { sessionId: string; agrees: boolean } }, reader: Reader) =>
    change(input.sessionId, reader, (transcript, by) => {
      if (input.agrees) return stand(transcript, 'RECORDING', 'AGREED', by);
      const isTakenBack = transcript.askedBy === by;
      if (!isTakenBack) transcript.barred = transcript.askedBy;
      stand(transcript, 'OFF', isTakenBack ? 'TAKEN_BACK' : 'DECLINED', by);
    }),
  pauseTranscript: step('PAUSED', 'PAUSED'),
  resumeTranscript: step('RECORDING', 'RESUMED'),
  stopTranscript: step('STOPPED', 'STOPPED'),
  leaveTranscript: step('STOPPED', 'LEFT'),
  withdrawConsent({ input }: OfSession, reader: Reader) {
    return change(input.sessionId, reader, (transcript, by) => {
      loseImports(transcript, 'REFUSED');
      stand(transcript, 'WITHDRAWN', 'WITHDRAWN', by);
    });
  },
  correctSegment({ input }: Correction, reader: Reader) {
    const { transcript } = reader.world.session(input.sessionId);
    const segment = transcript && segmentAt(transcript, input.seq);
    if (!segment || (input.expectedRevision ?? segment.revision) !== segment.revision)
      return { __typename: 'Conflict', code: 'SEGMENT_CHANGED', message: '先に修正されています。' };
    return change(input.sessionId, reader, (one, by) => {
      segment.text = input.text;
      segment.speaker = input.speaker ?? segment.speaker;
      segment.revision += 1;
      const now = { ...segment };
      add(one, { __typename: 'SegmentCorrection', by, segmentSeq: input.seq, segment: now });
    });
  },
  nameSpeakers: ({ input }: Naming, reader: Reader) =>
    change(input.sessionId, reader, (transcript, by) =>
      add(transcript, { __typename: 'SpeakerNaming', by, speakers: input.names }),
    ),
  deleteTranscript: ({ input }: Deletion, reader: Reader) =>
    change(input.sessionId, reader, (transcript, by) => {
      const { fromSeq = 1, toSeq = transcript.entries.length } = input;
      for (const [at, { seq, writtenAt, __typename }] of transcript.entries.entries())
        if (__typename === 'TranscriptSegment' && seq >= fromSeq && seq <= toSeq)
          transcript.entries[at] = { __typename: 'DeletedSegment', seq, writtenAt, by: null };
      loseImports(transcript);
      add(transcript, { __typename: 'TranscriptDeletion', by, fromSeq, toSeq });
    }),
};
