import { TRANSCRIPT } from '../generated/audiences.ts';
import type { TranscriptImportIssueFragment } from '../generated/types.ts';
import { readersJa } from './readers-ja.ts';
import type { TranscriptImportMessages } from './transcript-import-messages.ts';

const REASONS: Readonly<Record<TranscriptImportIssueFragment['reason'], string>> = {
  TIME_UNREADABLE: '時刻を読み取れません',
  ENDS_BEFORE_IT_STARTS: '終わりの時刻が始まりより前です',
  TEXT_WITHOUT_TIME: '時刻がありません',
  TOO_LATE: '始まりから24時間を超えています',
  TOO_LONG: '文字数が多すぎます',
  UNUSABLE: '使えない文字があります',
};

/** Japanese of `<taiwa-transcript-import>`. */
export const transcriptImportJa: TranscriptImportMessages = {
  captionsTitle: (name) => `${name}さんとの{talk}の字幕を取り込む`,
  captionsLead:
    'ほかの会議サービスで保存した字幕ファイルを、この{talk}の文字起こしに加えられます。お二人が同意した場合に限り、取り込まれます。',
  captionsEmptyTitle: '字幕を取り込める{talk}はありません',
  captionsEmptyText: '{talk}が終わると、会議サービスの字幕ファイルをここから取り込めます。',
  captionsNotOver: 'この{talk}が終わると、字幕ファイルを取り込めます。',
  captionsFile: '字幕ファイル（WebVTTまたはSRT）',
  captionsCheck: '内容を確認する',
  captionsSending: '送信しています…',
  captionsHarmless: '確認だけでは何も取り込まれず、お相手にも知らされません。',
  captionsFound: (count, minutes) => `約${minutes}分、${count}件の発言が見つかりました。`,
  captionsWho: 'どなたの発言ですか',
  captionsUnnamed: '名前のない発言',
  captionsCues: (count) => `${count}件`,
  captionsOther: 'ほかの人・わからない',
  captionsStart: '録画や録音が始まった日時',
  captionsStartHint: '発言の時刻は、この日時から数えます。',
  captionsIssues: (count) => `取り込めないところが${count}か所あります。そのほかは取り込めます。`,
  captionsIssue: (line, reason) => `${line}行目：${REASONS[reason]}`,
  captionsAnother: '別のファイルを選ぶ',
  captionsAsk: (name) => `同意して、${name}さんに尋ねる`,
  captionsAsked: (name) => `${name}さんのお返事を待っています。お返事があるまで、何も取り込まれません。`,
  captionsTakeBack: '取り下げる',
  captionsAsks: (name, count) => `${name}さんが、${count}件の発言の取り込みを提案しています。`,
  captionsAgree: 'はい、同意します',
  captionsDecline: 'いいえ、取り込みません',
  captionsDeclined: '今回は取り込みません。ファイルは削除されました。',
  captionsTaking: '取り込んでいます',
  captionsProgress: (done, all) => `${all}件のうち${done}件`,
  captionsDone: (count) => `${count}件の発言を取り込みました。`,
  captionsRefused: '同意が取り消されたため、途中で終わりました。',
  captionsStop: '取り込みをやめる',
  captionsStopAsk: '取り込みをやめますか？',
  captionsStopText:
    '文字起こしへの同意が取り消され、まだ取り込まれていない発言は受け付けません。取り込まれた分は、続けて削除できます。',
  captionsUndo: '取り込みを元に戻す',
  captionsUndoAsk: '取り込んだ発言を削除しますか？',
  captionsUndoText: '取り込んだ発言は、お二人の画面から消えます。この操作は取り消せません。',
  captionsUndone: '取り込んだ発言は削除されました。',
  captionsReaders: `読めるのは${readersJa(TRANSCRIPT)}だけです。`,
};
