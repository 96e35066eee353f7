import type { TranscriptUpdate } from '@taiwa/sdk/follow-transcript';
import type { Speaker, TranscriptState } from '../generated/types.ts';

type Change = Extract<TranscriptUpdate['entries'][number], { readonly __typename: 'CaptureChange' }>;
/** What changed the state of a recording. */
export type CaptureReason = Change['reason'];

/** What `<taiwa-live-transcript>` says. */
export interface LiveTranscriptMessages {
  transcriptTitle: string;
  transcriptWith: (name: string) => string;
  transcriptEmptyTitle: string;
  transcriptEmptyText: string;
  /** Nothing has been recorded, and the talk is not going on. */
  transcriptNotLive: string;
  transcriptOver: string;
  transcriptState: (state: TranscriptState) => string;
  /** What happened to the recording; `who` did it. */
  transcriptReason: (reason: CaptureReason, who: string) => string;
  transcriptSuggest: string;
  transcriptSuggestText: string;
  transcriptAsk: (name: string) => string;
  transcriptAsked: (name: string) => string;
  transcriptAsks: (name: string) => string;
  transcriptTakeBack: string;
  transcriptAgree: string;
  transcriptDecline: string;
  /** The other said no; nothing more is asked. */
  transcriptDeclined: (name: string) => string;
  transcriptPause: string;
  transcriptResume: string;
  transcriptStop: string;
  transcriptLeave: string;
  transcriptLeaveText: string;
  transcriptWithdraw: string;
  transcriptWithdrawAsk: string;
  transcriptWithdrawText: string;
  transcriptWithdrawn: string;
  transcriptKeep: string;
  transcriptDelete: string;
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
  transcriptReconnecting: string;
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
  transcriptMore: string;
  transcriptNames: string;
  transcriptNamesText: string;
  transcriptNobody: string;
  transcriptReaders: string;
  /** A speaker who is neither of the two. */
  transcriptOther: string;
  /** What the shape before somebody's words is called, for the key to them. */
  transcriptShape: (speaker: Speaker) => string;
}
