import type { TranscriptUpdate } from '@taiwa/sdk/follow-transcript';
import type { Speaker } from '../generated/types.ts';

type Change = Extract<TranscriptUpdate['entries'][number], { readonly __typename: 'CaptureChange' }>;
/** What changed the state of a recording. */
export type CaptureReason = Change['reason'];

/** What `<taiwa-live-transcript>` says of and around the lines of a transcript. */
export interface TranscriptLinesMessages {
  /** What happened to the recording; `who` did it. */
  transcriptReason: (reason: CaptureReason, who: string) => string;
  transcriptDeleteAsk: string;
  transcriptDeleteYes: string;
  transcriptDeleteText: string;
  transcriptRangeAsk: (count: number) => string;
  transcriptRangeUntil: string;
  transcriptRangeFirst: (time: string) => string;
  transcriptRangeLast: string;
  transcriptDeleteOne: string;
  transcriptDeleteFrom: string;
  transcriptRemoved: (who: string) => string;
  transcriptYou: string;
  transcriptSomebody: string;
  transcriptLog: string;
  transcriptQuiet: string;
  transcriptReading: string;
  transcriptNewest: (unseen: number) => string;
  /** Somebody is speaking; the words may still change. */
  transcriptDraft: string;
  transcriptCorrected: string;
  transcriptCorrectedBy: (who: string, time: string) => string;
  transcriptFormer: (words: string) => string;
  transcriptActions: (who: string, time: string) => string;
  transcriptCorrect: string;
  transcriptCorrection: string;
  transcriptSpeaker: string;
  transcriptSave: string;
  transcriptChanged: (words: string) => string;
  transcriptCopyOne: string;
  transcriptCopyAll: string;
  transcriptCopySelected: string;
  transcriptCopied: (count: number) => string;
  transcriptNotCopied: string;
  transcriptTools: string;
  transcriptSize: string;
  transcriptSmaller: string;
  transcriptLarger: string;
  transcriptContrast: string;
  transcriptReadAloud: string;
  transcriptReadAloudText: string;
  transcriptNames: string;
  transcriptNamesText: string;
  transcriptNobody: string;
  /** A speaker who is neither of the two. */
  transcriptOther: string;
  /** What the shape before somebody's words is called, for the key to them. */
  transcriptShape: (speaker: Speaker) => string;
}
