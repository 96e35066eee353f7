import { builder } from '../../kernel/builder.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { Conflict, InvalidInput, NotNow } from '../../kernel/problems.ts';
import { problemType } from '../../kernel/problems.graph.ts';
import type { Kept } from './append-batch.ts';
import { SegmentConflict, SegmentsRefused } from './append-problems.ts';
import { type AppendedSegments, appendSegments, MOST_SEGMENTS, SEGMENT_LENGTH } from './append.ts';
import { DRAFT_LENGTH, type DraftSent, sendTranscriptDraft } from './draft.ts';
import { correctSegment, deleteTranscript, nameSpeakers } from './segment-change.ts';
import { SpeakerEnum } from './transcript-entry.graph.ts';
import { TranscriptRef } from './transcript.graph.ts';

problemType(
  SegmentsRefused,
  'These segments can never be taken: consent was taken back, they came too late, or they were said while nothing was recorded. Nothing of the call was kept; drop these and send the others again.',
  (t) => ({
    clientIds: t.stringList({
      description: 'The segments that can never be taken.',
      resolve: (problem) => [...problem.clientIds],
    }),
  }),
);
problemType(
  SegmentConflict,
  'These ids were used before for segments with other content. Nothing of the call was kept.',
  (t) => ({
    clientIds: t.stringList({
      description: 'The ids that are taken.',
      resolve: (problem) => [...problem.clientIds],
    }),
  }),
);

const SegmentInput = builder.inputType('SegmentInput', {
  description: 'Something that was said.',
  fields: (t) => ({
    clientId: t.id({
      description: 'Its name at its source: up to 100 visible ASCII characters. Sent again, it is kept once.',
    }),
    speaker: t.field({ type: SpeakerEnum, description: 'Who said it; OTHER where only a label is known.' }),
    speakerLabel: t.string({ required: false, description: 'What an import or a speech engine calls the speaker.' }),
    startMs: t.int({ description: 'When it was begun to be said: milliseconds from the start of the grant.' }),
    endMs: t.int({ description: 'When it had been said: milliseconds from the start of the grant.' }),
    text: t.string({ description: `The words, 1 to ${SEGMENT_LENGTH} characters.` }),
    language: t.string({ required: false, description: 'The language spoken, as BCP 47: `ja`, `en-GB`.' }),
  }),
});

const AppendedSegmentRef = builder.objectRef<Kept>('AppendedSegment').implement({
  description: 'A segment that is kept.',
  fields: (t) => ({
    clientId: t.exposeID('clientId', { description: 'Its name at its source.' }),
    seq: t.exposeInt('seq', { description: 'Its number in the transcript.' }),
  }),
});

const AppendedSegmentsRef = builder.objectRef<AppendedSegments>('AppendedSegments').implement({
  description: 'What is kept of a call: all of it.',
  fields: (t) => ({
    segments: t.field({
      type: [AppendedSegmentRef],
      description: 'The segments in the order of the call.',
      resolve: ({ segments }) => [...segments],
    }),
  }),
});

mutation('appendSegments', {
  description: `Takes up to ${MOST_SEGMENTS} segments in, all or none, and answers once they are kept for good. What came before keeps its number, so that sending again is safe. What was said inside a grant is taken until 15 minutes after its end, unless consent was taken back. For the two, and for servers that hold a grant.`,
  scope: 'transcripts:write',
  input: (t) => ({
    sessionId: t.id({ description: 'The talk.' }),
    grantId: t.id({ description: 'The grant in which it was said.' }),
    segments: t.field({ type: [SegmentInput], description: `1 to ${MOST_SEGMENTS}, oldest first.` }),
  }),
  type: AppendedSegmentsRef,
  problems: [InvalidInput, SegmentsRefused, SegmentConflict],
  resolve: appendSegments,
});

const DraftSentRef = builder.objectRef<DraftSent>('TranscriptDraftSent').implement({
  description: 'What became of a draft.',
  fields: (t) => ({
    isSent: t.exposeBoolean('isSent', { description: 'Whether it was sent on; false where there were too many.' }),
  }),
});

mutation('sendTranscriptDraft', {
  description:
    'Shows who watches now what a speech engine thinks it hears. The next one takes its place, an empty one takes it away; nothing is kept, and what is too much is dropped. For the two, and for servers that hold a grant.',
  scope: 'transcripts:write',
  input: (t) => ({
    sessionId: t.id({ description: 'The talk.' }),
    grantId: t.id({ description: 'The grant that is open.' }),
    speaker: t.field({ type: SpeakerEnum, description: 'Who is speaking.' }),
    text: t.string({ description: `What was heard so far, up to ${DRAFT_LENGTH} characters.` }),
  }),
  type: DraftSentRef,
  problems: [InvalidInput, NotNow],
  resolve: sendTranscriptDraft,
});

mutation('correctSegment', {
  description: 'Puts other words in the place of a segment’s; what it said before is kept beside it. For the two.',
  scope: 'transcripts:write',
  person: true,
  input: (t) => ({
    sessionId: t.id({ description: 'The talk.' }),
    seq: t.int({ description: 'The number of the segment.' }),
    text: t.string({ description: `The words, 1 to ${SEGMENT_LENGTH} characters.` }),
    speaker: t.field({ type: SpeakerEnum, required: false, description: 'Who really said it.' }),
    expectedRevision: t.int({
      required: false,
      description: 'The revision of the segment that was corrected; an older one is a Conflict.',
    }),
  }),
  type: TranscriptRef,
  problems: [InvalidInput, Conflict, NotNow],
  resolve: correctSegment,
});

const SpeakerNameInput = builder.inputType('SpeakerNameInput', {
  description: 'Who stands behind a label.',
  fields: (t) => ({
    label: t.string({ description: 'What the source called the speaker.' }),
    speaker: t.field({ type: SpeakerEnum, description: 'Who it is.' }),
  }),
});

mutation('nameSpeakers', {
  description: 'Says who stands behind the labels of an import or a speech engine. For the two.',
  scope: 'transcripts:write',
  person: true,
  input: (t) => ({
    sessionId: t.id({ description: 'The talk.' }),
    names: t.field({ type: [SpeakerNameInput], description: 'At most 50; other labels keep who they had.' }),
  }),
  type: TranscriptRef,
  problems: [InvalidInput],
  resolve: nameSpeakers,
});

mutation('deleteTranscript', {
  evenWhenFull: true,
  description:
    'Deletes what was said, with what it was before corrections: all of it, or a range of entries. It cannot be taken back, and what is sent again is not taken again. For the two.',
  scope: 'transcripts:write',
  person: true,
  input: (t) => ({
    sessionId: t.id({ description: 'The talk.' }),
    fromSeq: t.int({ required: false, description: 'The first entry; the very first one if absent.' }),
    toSeq: t.int({ required: false, description: 'The last entry; the newest one if absent.' }),
  }),
  type: TranscriptRef,
  problems: [InvalidInput],
  resolve: deleteTranscript,
});
