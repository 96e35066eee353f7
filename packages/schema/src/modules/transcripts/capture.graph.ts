import { builder } from '../../kernel/builder.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { InvalidInput, NotNow } from '../../kernel/problems.ts';
import {
  answerTranscript,
  askForTranscript,
  leaveTranscript,
  pauseTranscript,
  resumeTranscript,
  stopTranscript,
  withdrawConsent,
} from './capture.ts';
import { TranscriptRef } from './transcript.graph.ts';

type Fields = Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0];

const sessionId = (t: Fields) => t.id({ description: 'The talk.' });
const textVersion = (t: Fields) =>
  t.string({ description: 'The version of `transcriptConsent` that the person read.' });

mutation('askForTranscript', {
  description:
    'Asks the other for a transcript of the talk that is going on, which is one’s own yes. Who was told no cannot ask again in this talk, unless the other asks. For the two.',
  scope: 'transcripts:write',
  person: true,
  input: (t) => ({ sessionId: sessionId(t), textVersion: textVersion(t) }),
  type: TranscriptRef,
  problems: [InvalidInput, NotNow],
  resolve: askForTranscript,
});

mutation('answerTranscript', {
  description: 'Says yes or no to the other’s question; with both yes the recording begins. For the two.',
  scope: 'transcripts:write',
  person: true,
  input: (t) => ({
    sessionId: sessionId(t),
    agrees: t.boolean({ description: 'Whether the person agrees.' }),
    textVersion: textVersion(t),
  }),
  type: TranscriptRef,
  problems: [InvalidInput, NotNow],
  resolve: answerTranscript,
});

const STEPS = [
  ['pauseTranscript', 'Pauses the recording: what is said meanwhile is not kept.', pauseTranscript],
  ['resumeTranscript', 'Goes on after a pause, under a new grant.', resumeTranscript],
  ['stopTranscript', 'Stops the recording; another one needs both again.', stopTranscript],
  ['leaveTranscript', 'Says that one leaves the talk, which stops the recording at once.', leaveTranscript],
  [
    'withdrawConsent',
    'Takes one’s consent back: the recording ends, nothing that is still on its way is taken. What was written stays until one of the two deletes it.',
    withdrawConsent,
  ],
] as const;

for (const [name, description, resolve] of STEPS)
  mutation(name, {
    description: `${description} For the two.`,
    scope: 'transcripts:write',
    person: true,
    input: (t) => ({ sessionId: sessionId(t) }),
    ...(name !== 'resumeTranscript' && { evenWhenFull: true }),
    type: TranscriptRef,
    problems: [InvalidInput, NotNow],
    resolve,
  });
