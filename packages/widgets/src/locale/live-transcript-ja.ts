import { TRANSCRIPT } from '../generated/audiences.ts';
import type { TranscriptState } from '../generated/types.ts';
import type { LiveTranscriptMessages } from './live-transcript-messages.ts';
import { readersJa } from './readers-ja.ts';

const STATES: Readonly<Record<TranscriptState, string>> = {
  OFF: '記録していません',
  ASKED: '確認中（記録していません）',
  RECORDING: '記録中',
  PAUSED: '一時停止中',
  STOPPED: '記録を終えました',
  WITHDRAWN: '同意の取り消しで終了',
};

/** Japanese of `<taiwa-live-transcript>`. */
export const liveTranscriptJa: LiveTranscriptMessages = {
  transcriptWith: (name) => `${name}さんとの{talk}の文字起こし`,
  transcriptEmptyTitle: '文字起こしをする{talk}はありません',
  transcriptEmptyText: '{talk}が始まると、お二人の同意のうえで、ここに会話を文字で残せます。',
  transcriptNotLive: '{talk}が始まると、お二人の同意のうえで文字起こしができます。',
  transcriptOver: 'この{talk}の文字起こしはありません。',
  transcriptState: (state) => STATES[state],
  transcriptSuggest: '文字起こしを提案する',
  transcriptSuggestText: '会話を文字で残したいときは、お相手に提案できます。お二人が同意するまで、何も記録されません。',
  transcriptAsk: (name) => `同意して、${name}さんに尋ねる`,
  transcriptAsked: (name) => `${name}さんのお返事を待っています。お返事があるまで、何も記録されません。`,
  transcriptAsks: (name) => `${name}さんが文字起こしを提案しています。`,
  transcriptTakeBack: '提案を取り下げる',
  transcriptAgree: 'はい、同意します',
  transcriptDecline: 'いいえ、今回はしません',
  transcriptDeclined: (name) => `今回は文字起こしをしません。${name}さんから提案があれば始められます。`,
  transcriptPause: '一時停止する',
  transcriptResume: '再開する',
  transcriptStop: '記録を終える',
  transcriptLeave: '退出する',
  transcriptLeaveText: '退出すると、記録もすぐに終わります。',
  transcriptWithdraw: '同意を取り消す',
  transcriptWithdrawAsk: '同意を取り消しますか？',
  transcriptWithdrawText:
    '記録はすぐに終わり、まだ届いていない発言も受け付けません。ここまでの記録は、続けて削除できます。',
  transcriptWithdrawn: '同意が取り消されました。ここまでの記録は残っています。削除することもできます。',
  transcriptKeep: '残しておく',
  transcriptDelete: '記録をすべて削除する',
  transcriptReconnecting: '再接続しています。つながると、続きからすべて表示します。',
  transcriptMore: 'そのほかの操作',
  transcriptReaders: `読めるのは${readersJa(TRANSCRIPT)}だけです。最後の発言から90日で自動で削除されます。`,
};
