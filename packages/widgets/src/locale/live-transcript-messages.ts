import type { TranscriptState } from '../generated/types.ts';

/** What `<taiwa-live-transcript>` says before there is anything to read. */
export interface LiveTranscriptMessages {
  transcriptWith: (name: string) => string;
  transcriptEmptyTitle: string;
  transcriptEmptyText: string;
  /** Nothing has been recorded, and the talk is not going on. */
  transcriptNotLive: string;
  transcriptOver: string;
  transcriptState: (state: TranscriptState) => string;
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
  transcriptReconnecting: string;
  transcriptMore: string;
  transcriptReaders: string;
}
