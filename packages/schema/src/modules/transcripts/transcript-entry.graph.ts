import { builder } from '../../kernel/builder.ts';
import { type FormerWords, formerWordsOf } from './segment-history.ts';
import { PartEnum } from '../pairs/pair.graph.ts';
import type {
  CaptureView,
  CorrectionView,
  DeletedView,
  DeletionView,
  EntryView,
  NamingView,
  SegmentView,
  SpeakerName,
} from './entry-view.ts';

/** Where the recording of a talk stands. */
export const TranscriptStateEnum = builder.enumType('TranscriptState', {
  description: 'Where the recording of a talk stands.',
  values: {
    OFF: { description: 'Nothing is recorded and nobody is asking.' },
    ASKED: { description: 'One of the two asks; nothing is recorded.' },
    RECORDING: { description: 'Both said yes; what is said is written down.' },
    PAUSED: { description: 'Both said yes; nothing is written down for the moment.' },
    STOPPED: { description: 'It was recorded, and is no longer.' },
    WITHDRAWN: {
      description: 'One of the two took their consent back; nothing more is taken. Devices empty their outbox.',
    },
  } as const,
});

const CaptureReasonEnum = builder.enumType('CaptureReason', {
  description: 'What changed the state of a recording.',
  values: {
    ASKED: { description: 'One of the two asked, which is their own yes.' },
    TAKEN_BACK: { description: 'Who asked took it back.' },
    AGREED: { description: 'The other said yes.' },
    DECLINED: { description: 'The other said no.' },
    PAUSED: { description: 'One of the two paused it.' },
    RESUMED: { description: 'One of the two went on.' },
    STOPPED: { description: 'One of the two stopped it.' },
    LEFT: { description: 'One of the two said that they leave.' },
    ABSENT: { description: 'One of the two was without a connection for a minute.' },
    ENDED: { description: 'The talk ended.' },
    WITHDRAWN: { description: 'One of the two took their consent back.' },
  } as const,
});

/** Who said something. */
export const SpeakerEnum = builder.enumType('Speaker', {
  description: 'Who said something.',
  values: {
    MEMBER: { description: 'The one whose talk it is.' },
    COUNTERPART: { description: 'The one who is there for them.' },
    OTHER: { description: 'Somebody else, or not known.' },
  } as const,
});

/** Who stands behind a label. */
export const SpeakerNameRef = builder.objectRef<SpeakerName>('SpeakerName').implement({
  description: 'Who stands behind a label that an import or a speech engine gave.',
  fields: (t) => ({
    label: t.exposeString('label', { description: 'What the source called the speaker.' }),
    speaker: t.expose('speaker', { type: SpeakerEnum, description: 'Who it is.' }),
  }),
});

/** One entry of a transcript. */
export const EntryRef = builder.interfaceRef<EntryView>('TranscriptEntry').implement({
  description:
    'One entry of a transcript. They are numbered from 1 without a gap; reading them in order, and again from where one stopped, leads to how the transcript is now.',
  fields: (t) => ({
    seq: t.exposeInt('seq', { description: 'Its number; give the last one as `after` to go on behind it.' }),
    writtenAt: t.expose('writtenAt', { type: 'DateTime', description: 'When the server kept it.' }),
    by: t.expose('by', {
      type: PartEnum,
      nullable: true,
      description: 'Which of the two did it; null for a server and for what happened by itself.',
    }),
  }),
  resolveType: ({ kind }) => TYPES[kind],
});

const TYPES = {
  SEGMENT: 'TranscriptSegment',
  DELETED: 'DeletedSegment',
  CORRECTION: 'SegmentCorrection',
  DELETION: 'TranscriptDeletion',
  CAPTURE: 'CaptureChange',
  NAMING: 'SpeakerNaming',
} as const;

const FormerWordsRef = builder.objectRef<FormerWords>('FormerWords').implement({
  description: 'What a segment said before one of the two corrected it.',
  fields: (t) => ({
    revision: t.exposeInt('revision', { description: 'The revision of the segment that these words were.' }),
    text: t.exposeString('text', { description: 'The words.' }),
    replacedAt: t.expose('replacedAt', { type: 'DateTime', description: 'When they were corrected.' }),
    replacedBy: t.expose('replacedBy', {
      type: PartEnum,
      nullable: true,
      description: 'Which of the two corrected them.',
    }),
  }),
});

const SegmentRef = builder.objectRef<SegmentView>(TYPES.SEGMENT).implement({
  description: 'Something that was said, as it is now: corrections and names of speakers are in it.',
  interfaces: [EntryRef],
  fields: (t) => ({
    clientId: t.exposeID('clientId', { description: 'Its name at its source.' }),
    speaker: t.expose('speaker', { type: SpeakerEnum, description: 'Who said it.' }),
    speakerLabel: t.exposeString('speakerLabel', {
      nullable: true,
      description: 'What an import or a speech engine called the speaker.',
    }),
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'When it was begun to be said.' }),
    endsAt: t.expose('endsAt', { type: 'DateTime', description: 'When it had been said.' }),
    text: t.exposeString('text', { description: 'The words.' }),
    language: t.exposeString('language', { nullable: true, description: 'The language spoken, as BCP 47.' }),
    revision: t.exposeInt('revision', { description: 'Raised with every correction, from 0.' }),
    history: t.field({
      type: [FormerWordsRef],
      description: 'What it said before it was corrected, oldest first.',
      resolve: async (segment, _args, { actor }) => [...(await formerWordsOf(actor, segment))],
    }),
  }),
});

builder.objectRef<DeletedView>(TYPES.DELETED).implement({
  description: 'Where something was said that one of the two has deleted.',
  interfaces: [EntryRef],
});

builder.objectRef<CorrectionView>(TYPES.CORRECTION).implement({
  description: 'That a segment was corrected.',
  interfaces: [EntryRef],
  fields: (t) => ({
    segmentSeq: t.exposeInt('segmentSeq', { description: 'The number of the segment.' }),
    segment: t.expose('segment', {
      type: SegmentRef,
      nullable: true,
      description: 'The segment as it is now, to put in the place of the former; null once it was deleted.',
    }),
  }),
});

builder.objectRef<DeletionView>(TYPES.DELETION).implement({
  description: 'That the segments in a range were deleted: whoever shows or holds them removes them.',
  interfaces: [EntryRef],
  fields: (t) => ({
    fromSeq: t.exposeInt('fromSeq', { description: 'The first entry of the range.' }),
    toSeq: t.exposeInt('toSeq', { description: 'The last entry of the range.' }),
  }),
});

builder.objectRef<CaptureView>(TYPES.CAPTURE).implement({
  description: 'That the recording was asked for, began, paused or ended.',
  interfaces: [EntryRef],
  fields: (t) => ({
    state: t.expose('state', { type: TranscriptStateEnum, description: 'Where it stood from then on.' }),
    reason: t.expose('reason', { type: CaptureReasonEnum, description: 'What brought it there.' }),
    grantId: t.exposeID('grantId', {
      nullable: true,
      description: 'The grant that began with it: segments name it. Null unless recording began.',
    }),
    grantStartedAt: t.expose('grantStartedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'From when the times of its segments count.',
    }),
  }),
});

builder.objectRef<NamingView>(TYPES.NAMING).implement({
  description: 'That labels of speakers were given to people: segments with these labels are theirs.',
  interfaces: [EntryRef],
  fields: (t) => ({
    speakers: t.expose('speakers', { type: [SpeakerNameRef], description: 'Who stands behind which label now.' }),
  }),
});
