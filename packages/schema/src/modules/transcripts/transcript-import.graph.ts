import { z } from 'zod';
import { builder } from '../../kernel/builder.ts';
import { guardedNode } from '../../kernel/guarded.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { InvalidInput, NotNow } from '../../kernel/problems.ts';
import { PartEnum } from '../pairs/pair.graph.ts';
import type { ImportIssue } from './caption-plan.ts';
import { partFor } from './capture-change.ts';
import { type ImportRemains, remainsOf } from './import-remains.ts';
import { type FoundSpeaker, type ImportPreview, previewImport } from './import-preview.ts';
import { SpeakerEnum } from './transcript-entry.graph.ts';
import { answerTranscriptImport, importTranscript } from './transcript-import.ts';
import { TranscriptRef } from './transcript.graph.ts';
import { visibleTranscriptImports } from './transcript.policy.ts';

const ImportReasonEnum = builder.enumType('TranscriptImportReason', {
  description: 'Why a place in a file is not taken over.',
  values: {
    TIME_UNREADABLE: { description: 'Its time cannot be read.' },
    ENDS_BEFORE_IT_STARTS: { description: 'Its time runs backwards.' },
    TEXT_WITHOUT_TIME: { description: 'It has no time.' },
    TOO_LATE: { description: 'It lies more than 24 hours after the start.' },
    TOO_LONG: { description: 'It has more characters than a segment keeps.' },
    UNUSABLE: { description: 'It has characters that cannot be kept.' },
  } as const,
});

const ImportIssueRef = builder.objectRef<ImportIssue>('TranscriptImportIssue').implement({
  description: 'A place in a file that is not taken over; what is not listed is.',
  fields: (t) => ({
    line: t.exposeInt('line', { description: 'The line of the file, counted from 1.' }),
    reason: t.expose('reason', { type: ImportReasonEnum, description: 'Why not.' }),
  }),
});

const FoundSpeakerRef = builder.objectRef<FoundSpeaker>('ImportedSpeaker').implement({
  description: 'A name that a file of captions gives.',
  fields: (t) => ({
    label: t.exposeString('label', {
      nullable: true,
      description: 'The name; null for what the file names nobody for.',
    }),
    cues: t.exposeInt('cues', { description: 'How often they speak.' }),
    sample: t.exposeString('sample', { description: 'Something they say at the beginning, at most 200 characters.' }),
    guess: t.expose('guess', {
      type: SpeakerEnum,
      description: 'Who it most likely is, by the names of the two in both languages; OTHER where that is not clear.',
    }),
  }),
});

const FormatEnum = builder.enumType('CaptionFormat', {
  description: 'How a file of captions is written.',
  values: { WEBVTT: { description: 'WebVTT.' }, SRT: { description: 'SubRip.' } } as const,
});

const PreviewRef = builder.objectRef<ImportPreview>('TranscriptImportPreview').implement({
  description: 'What an import of a file would take over; nothing has changed.',
  fields: (t) => ({
    format: t.expose('format', { type: FormatEnum, description: 'How the file is written.' }),
    segments: t.int({ description: 'How many segments it becomes.', resolve: ({ cues }) => cues.length }),
    endMs: t.exposeInt('endMs', { description: 'Milliseconds from the start of the file to its last words.' }),
    speakers: t.field({
      type: [FoundSpeakerRef],
      description: 'The names, in the order they first speak.',
      resolve: ({ speakers }) => [...speakers],
    }),
    issues: t.field({
      type: [ImportIssueRef],
      description: 'What is not taken over, by line.',
      resolve: ({ issues }) => [...issues],
    }),
  }),
});

mutation('previewTranscriptImport', {
  description:
    'What an import of a file, sent for TRANSCRIPT, would take over, and what not; changes nothing. For its sender, where they are one of the two.',
  scope: 'transcripts:write',
  person: true,
  input: (t) => ({
    sessionId: t.id({ description: 'The talk.' }),
    uploadId: t.id({ description: 'The file.' }),
  }),
  type: PreviewRef,
  problems: [InvalidInput, NotNow],
  resolve: previewImport,
});

const StateEnum = builder.enumType('TranscriptImportState', {
  description: 'How far an import of captions is.',
  values: {
    ASKED: { description: 'One of the two asks; nothing is taken.' },
    TAKEN_BACK: { description: 'Who asked took it back; the file is gone.' },
    DECLINED: { description: 'The other said no; the file is gone.' },
    AGREED: { description: 'Both said yes; the file is being taken in.' },
    DONE: { description: 'All of it is in the transcript.' },
    REFUSED: { description: 'Consent was taken back before all of it was in.' },
  } as const,
});

const RemainsRef = builder.objectRef<ImportRemains>('TranscriptImportRemains').implement({
  description: 'The segments of an import that are in the transcript.',
  fields: (t) => ({
    fromSeq: t.exposeInt('fromSeq', { description: 'The number of the first.' }),
    toSeq: t.exposeInt('toSeq', { description: 'The number of the last.' }),
  }),
});

const Issues = z.array(z.custom<ImportIssue>());

/** Captions that one of the two brought. */
const TranscriptImportRef = guardedNode('TranscriptImport', {
  scope: 'transcripts:read',
  visible: visibleTranscriptImports,
  audience: ['TWO'],
  audienceNote: 'the names of its speakers are sealed, the file is gone once it is taken in or refused',
  fields: (t) => ({
    state: t.expose('state', { type: StateEnum, description: 'How far it is.' }),
    askedBy: t.field({
      type: PartEnum,
      nullable: true,
      description: 'Which of the two brought the file.',
      select: { askedById: true, memberId: true, counterpartId: true },
      resolve: (row) => partFor(row, row.askedById),
    }),
    askedAt: t.expose('askedAt', { type: 'DateTime' }),
    startsAt: t.expose('startsAt', { type: 'DateTime' }),
    endsAt: t.expose('endsAt', { type: 'DateTime' }),
    segments: t.exposeInt('segments'),
    taken: t.exposeInt('taken'),
    kept: t.field({
      type: RemainsRef,
      nullable: true,
      description:
        'What is left of it in the transcript, to delete as a range; null before it is taken in and after it was deleted.',
      select: { sessionId: true, grantId: true },
      resolve: ({ sessionId, grantId }, _args, { actor }) =>
        grantId ? remainsOf(actor, { sessionId, grantId }) : null,
    }),
    issues: t.field({
      type: [ImportIssueRef],
      description: 'What is not taken over, by line.',
      select: { issues: true },
      resolve: ({ issues }) => Issues.parse(issues),
    }),
  }),
});

builder.prismaObjectField(TranscriptRef, 'imports', (t) =>
  t.relation('imports', {
    description: 'The captions that the two brought, newest first.',
    query: (_args, { actor }) => ({ where: visibleTranscriptImports(actor), orderBy: { id: 'desc' } }),
  }),
);

const SpeakerInput = builder.inputType('ImportedSpeakerInput', {
  description: 'Who stands behind a name of a file.',
  fields: (t) => ({
    label: t.string({ required: false, description: 'The name; absent for what the file names nobody for.' }),
    speaker: t.field({ type: SpeakerEnum, description: 'Who it is.' }),
  }),
});

mutation('importTranscript', {
  description:
    'Asks the other to have a file of captions taken into the transcript of a talk that is over, which is one’s own yes; nothing is taken before the other agrees. The same file again is the same import. Who was told no cannot ask again. For the two.',
  scope: 'transcripts:write',
  person: true,
  input: (t) => ({
    sessionId: t.id({ description: 'The talk.' }),
    uploadId: t.id({ description: 'The file, sent for TRANSCRIPT.' }),
    startsAt: t.field({ type: 'DateTime', description: 'When the recording that the file belongs to began.' }),
    speakers: t.field({
      type: [SpeakerInput],
      description: 'At most 50; other names are OTHER and can be named later.',
    }),
    textVersion: t.string({ description: 'The version of `transcriptImportConsent` that the person read.' }),
  }),
  type: TranscriptImportRef,
  problems: [InvalidInput, NotNow],
  resolve: importTranscript,
});

mutation('answerTranscriptImport', {
  description:
    'Says yes or no to an import that the other asks for; who asked takes it back with a no. With the yes the file is taken in, by the way of every segment. For the two.',
  scope: 'transcripts:write',
  person: true,
  input: (t) => ({
    importId: t.id({ description: 'The import.' }),
    agrees: t.boolean({ description: 'Whether the person agrees.' }),
    textVersion: t.string({ description: 'The version of `transcriptImportConsent` that the person read.' }),
  }),
  type: TranscriptImportRef,
  problems: [InvalidInput, NotNow],
  resolve: answerTranscriptImport,
});
