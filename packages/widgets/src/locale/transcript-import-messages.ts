import type { TranscriptImportIssueFragment } from '../generated/types.ts';

/** What `<taiwa-transcript-import>` says. */
export interface TranscriptImportMessages {
  captionsTitle: (name: string) => string;
  captionsLead: string;
  captionsEmptyTitle: string;
  captionsEmptyText: string;
  /** The talk is still to come or going on. */
  captionsNotOver: string;
  captionsFile: string;
  captionsCheck: string;
  captionsSending: string;
  captionsHarmless: string;
  captionsFound: (count: number, minutes: number) => string;
  captionsWho: string;
  captionsUnnamed: string;
  captionsCues: (count: number) => string;
  captionsOther: string;
  captionsStart: string;
  captionsStartHint: string;
  captionsIssues: (count: number) => string;
  captionsIssue: (line: number, reason: TranscriptImportIssueFragment['reason']) => string;
  captionsAnother: string;
  captionsAsk: (name: string) => string;
  captionsAsked: (name: string) => string;
  captionsTakeBack: string;
  captionsAsks: (name: string, count: number) => string;
  captionsAgree: string;
  captionsDecline: string;
  captionsDeclined: string;
  captionsTaking: string;
  captionsProgress: (done: number, all: number) => string;
  captionsDone: (count: number) => string;
  captionsRefused: string;
  captionsStop: string;
  captionsStopAsk: string;
  captionsStopText: string;
  captionsUndo: string;
  captionsUndoAsk: string;
  captionsUndoText: string;
  captionsUndone: string;
  captionsReaders: string;
}
