import { problemMessages } from '../../kernel/problems.ts';

/** What transcripts say when something cannot be done. */
export const says = problemMessages({
  TALK_NOT_LIVE: {
    ja: '文字起こしは1on1の進行中に行えます。',
    en: 'A transcript can be taken while the 1-on-1 is going on.',
  },
  ASKED_ENOUGH: {
    ja: 'お相手は今回、文字起こしを希望されていません。お相手から希望があれば始められます。',
    en: 'The other person would rather not have a transcript this time. It can begin if they ask for it.',
  },
  OUTDATED_CONSENT: {
    ja: '説明文が新しくなりました。内容をご確認のうえ、もう一度お選びください。',
    en: 'The text has changed. Please read it again and choose.',
  },
  NOTHING_ASKED: {
    ja: '文字起こしの確認は現在届いていません。',
    en: 'Nobody is asking for a transcript at the moment.',
  },
  NOT_RECORDING: { ja: '文字起こしは行われていません。', en: 'No transcript is being taken.' },
  NO_CONSENT: { ja: '文字起こしへの同意がありません。', en: 'You have not agreed to a transcript.' },
  CONSENT_WITHDRAWN: {
    ja: '同意が取り消されたため、記録されません。端末に残っている分も削除してください。',
    en: 'Consent was taken back, so nothing more is kept. Please also delete what is still on the device.',
  },
  CAPTURE_OVER: {
    ja: '文字起こしの終了から15分を過ぎたため、受け付けられません。',
    en: 'This arrived more than 15 minutes after the transcript ended and can no longer be taken.',
  },
  SPOKEN_OUTSIDE: {
    ja: '文字起こしが止まっている間の発言は記録されません。',
    en: 'What was said while no transcript was taken is not kept.',
  },
  SEGMENT_DIFFERS: {
    ja: '同じ番号の発言が、別の内容ですでに記録されています。',
    en: 'A segment with the same id has already been kept with other content.',
  },
  SENT_TWICE: { ja: '同じ番号が2回使われています。', en: 'The same id is used twice.' },
  ENDS_BEFORE_START: { ja: '終わりは始まりより後にしてください。', en: 'It has to end after it starts.' },
  SEGMENT_DELETED: { ja: 'この発言は削除されています。', en: 'This segment has been deleted.' },
  SPEAKER_ERASED: {
    ja: 'この方のデータは消去されているため、発言者として選べません。',
    en: 'The data of this person was erased, so nothing can be kept as said by them.',
  },
  SEGMENT_CHANGED: {
    ja: 'この発言は先に修正されています。最新の内容をご確認ください。',
    en: 'This segment was corrected in the meantime. Please look at the latest version.',
  },
  IMPORT_AFTER_TALK: {
    ja: '字幕ファイルの取り込みは、1on1の終了後に行えます。',
    en: 'Captions can be imported once the 1-on-1 has ended.',
  },
  CAPTIONS_NO_TEXT: {
    ja: '字幕ファイルとして読み取れません。WebVTTまたはSRTのファイルを選んでください。',
    en: 'This cannot be read as captions. Please choose a WebVTT or SRT file.',
  },
  CAPTIONS_EMPTY: {
    ja: 'ファイルに取り込める発言がありません。',
    en: 'The file has nothing that can be imported.',
  },
  TALK_FILE_GONE: {
    ja: 'ファイルの保存期間が過ぎました。もう一度アップロードしてください。',
    en: 'The file has been removed in the meantime. Please upload it again.',
  },
  NO_SUCH_ENTRY: {
    ja: 'この番号の記録はありません。はじめから読み直してください。',
    en: 'There is no entry with this number. Read the transcript again from its beginning.',
  },
  RANGE_ORDER: {
    ja: '範囲の終わりは始まり以降にしてください。',
    en: 'The range has to end where it starts, or later.',
  },
});
