import { TRANSCRIPT } from '../generated/audiences.ts';
import type { TranscriptImportIssueFragment } from '../generated/types.ts';
import { readersEn } from './readers-en.ts';
import type { TranscriptImportMessages } from './transcript-import-messages.ts';

const REASONS: Readonly<Record<TranscriptImportIssueFragment['reason'], string>> = {
  TIME_UNREADABLE: 'its time cannot be read',
  ENDS_BEFORE_IT_STARTS: 'it ends before it starts',
  TEXT_WITHOUT_TIME: 'it has no time',
  TOO_LATE: 'it lies more than 24 hours after the start',
  TOO_LONG: 'it is too long',
  UNUSABLE: 'it has characters that cannot be kept',
};

const segments = (count: number): string => (count === 1 ? '1 segment' : `${count} segments`);

/** English of `<taiwa-transcript-import>`. */
export const transcriptImportEn: TranscriptImportMessages = {
  captionsTitle: (name) => `Import captions of your {talk} with ${name}`,
  captionsLead:
    'Captions that another meeting service saved can be added to the transcript of this {talk}, and only if both of you say yes.',
  captionsEmptyTitle: 'There is no {talk} to import captions of',
  captionsEmptyText: 'Once a {talk} is over, captions of a meeting service can be imported here.',
  captionsNotOver: 'Captions can be imported once this {talk} is over.',
  captionsFile: 'File of captions (WebVTT or SRT)',
  captionsCheck: 'Check the file',
  captionsSending: 'Sending…',
  captionsHarmless: 'Checking imports nothing and tells nobody.',
  captionsFound: (count, minutes) => `Found ${segments(count)}, about ${minutes} min.`,
  captionsWho: 'Who is speaking?',
  captionsUnnamed: 'Without a name',
  captionsCues: segments,
  captionsOther: 'Somebody else or not known',
  captionsStart: 'When the recording began',
  captionsStartHint: 'Times in the file count from here.',
  captionsIssues: (count) => `${count === 1 ? '1 place' : `${count} places`} cannot be imported. Everything else can.`,
  captionsIssue: (line, reason) => `Line ${line}: ${REASONS[reason]}`,
  captionsAnother: 'Choose another file',
  captionsAsk: (name) => `Agree and ask ${name}`,
  captionsAsked: (name) => `Waiting for ${name}. Nothing is imported before they answer.`,
  captionsTakeBack: 'Take it back',
  captionsAsks: (name, count) => `${name} would like to import ${segments(count)}.`,
  captionsAgree: 'Yes, I agree',
  captionsDecline: 'No, do not import them',
  captionsDeclined: 'Nothing is imported. The file was deleted.',
  captionsTaking: 'Importing',
  captionsProgress: (done, all) => `${done} of ${segments(all)}`,
  captionsDone: (count) => `Imported ${segments(count)}.`,
  captionsRefused: 'It ended before all of it was in, because consent was taken back.',
  captionsStop: 'Stop importing',
  captionsStopAsk: 'Stop importing?',
  captionsStopText:
    'Your consent to the transcript is taken back, and what is not imported yet is not taken. What is there can be deleted next.',
  captionsUndo: 'Undo this import',
  captionsUndoAsk: 'Delete what was imported?',
  captionsUndoText: 'What was imported disappears for both of you. This cannot be undone.',
  captionsUndone: 'What was imported has been deleted.',
  captionsReaders: `Only ${readersEn(TRANSCRIPT)} can read it.`,
};
