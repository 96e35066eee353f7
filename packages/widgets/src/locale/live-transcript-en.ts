import { TRANSCRIPT } from '../generated/audiences.ts';
import type { TranscriptState } from '../generated/types.ts';
import type { LiveTranscriptMessages } from './live-transcript-messages.ts';
import { readersEn } from './readers-en.ts';

const STATES: Readonly<Record<TranscriptState, string>> = {
  OFF: 'Not recording',
  ASKED: 'Asking – not recording',
  RECORDING: 'Recording',
  PAUSED: 'Paused',
  STOPPED: 'Recording ended',
  WITHDRAWN: 'Ended: consent taken back',
};

/** English of `<taiwa-live-transcript>`. */
export const liveTranscriptEn: LiveTranscriptMessages = {
  transcriptWith: (name) => `Transcript of your {talk} with ${name}`,
  transcriptEmptyTitle: 'No talk to take a transcript of',
  transcriptEmptyText: 'Once your {talk} has begun, and if both of you agree, what is said appears here in writing.',
  transcriptNotLive: 'Once the {talk} has begun, and if both of you agree, a transcript can be taken.',
  transcriptOver: 'There is no transcript of this {talk}.',
  transcriptState: (state) => STATES[state],
  transcriptSuggest: 'Suggest a transcript',
  transcriptSuggestText:
    'If you would like to have the talk in writing, you can suggest it. Nothing is recorded until both of you agree.',
  transcriptAsk: (name) => `Agree, and ask ${name}`,
  transcriptAsked: (name) => `Waiting for ${name} to answer. Until then nothing is recorded.`,
  transcriptAsks: (name) => `${name} suggests a transcript.`,
  transcriptTakeBack: 'Take it back',
  transcriptAgree: 'Yes, I agree',
  transcriptDecline: 'No, not this time',
  transcriptDeclined: (name) => `No transcript this time. It can begin if ${name} suggests one.`,
  transcriptPause: 'Pause',
  transcriptResume: 'Resume',
  transcriptStop: 'Stop',
  transcriptLeave: 'Leave the talk',
  transcriptLeaveText: 'When you leave, the recording ends at once.',
  transcriptWithdraw: 'Take my consent back',
  transcriptWithdrawAsk: 'Take your consent back?',
  transcriptWithdrawText:
    'The recording ends at once, and nothing that is still on its way is taken. You can then delete what was written.',
  transcriptWithdrawn: 'Consent was taken back. What was written until then is still here; you can delete it.',
  transcriptKeep: 'Keep it',
  transcriptDelete: 'Delete the transcript',
  transcriptReconnecting: 'Reconnecting. Everything said meanwhile appears once the connection is back.',
  transcriptMore: 'More',
  transcriptReaders: `Only ${readersEn(TRANSCRIPT)} can read this. It is deleted 90 days after the last words.`,
};
