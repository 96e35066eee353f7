import { problemMessages } from '../../kernel/problems.ts';

/** What privacy says when something cannot be done. */
export const says = problemMessages({
  COPY_NOT_READY: {
    ja: 'まだ準備中です。できあがるまで少しお待ちください。',
    en: 'It is still being made. Please wait a moment.',
  },
  COPY_GONE: {
    ja: 'すでに受け取り済みか、期限が過ぎています。もう一度ご依頼ください。',
    en: 'It was taken already or has expired. Please ask for another one.',
  },
  COPIES_A_DAY: {
    ja: '1日に依頼できるのは{limit}回までです。',
    en: 'You can ask for {limit} copies a day.',
  },
  ERASURE_ASKED: { ja: 'すでに消去が予定されています。', en: 'The erasure is planned already.' },
  ERASURE_OVER: {
    ja: 'すでに消去されたか、取り消されています。',
    en: 'It was carried out or called off already.',
  },
  ERASE_ADMIN: {
    ja: '最後の管理者の情報は消去できません。先に別の方を管理者にしてください。',
    en: 'The data of the last administrator cannot be erased. Make somebody else an administrator first.',
  },
  RETENTION_FIXED: { ja: 'この項目の保存期間は変更できません。', en: 'How long this is kept cannot be chosen.' },
  RETENTION_BOUNDS: {
    ja: '選べる期間の範囲内で指定してください。',
    en: 'Please choose a number of days within the bounds.',
  },
  HELD: {
    ja: 'この方の情報は保全の対象になっているため、消去できません。',
    en: 'The data of this person is under a legal hold and cannot be erased.',
  },
  HOLD_SECOND: {
    ja: '依頼した方とは別の管理者が承認してください。',
    en: 'Another administrator than the one who asked has to confirm it.',
  },
  RESTRICTION_OPEN: {
    ja: 'この方の利用制限はすでに依頼されているか、適用中です。',
    en: 'A restriction of this data was asked for already, or holds.',
  },
  RESTRICTION_OVER: {
    ja: 'この依頼はすでに決定済みか、終了しています。',
    en: 'This was decided or is over already.',
  },
  RESTRICT_ADMIN: {
    ja: '最後の管理者の情報は利用を制限できません。先に別の方を管理者にしてください。',
    en: 'The data of the last administrator cannot be restricted. Make somebody else an administrator first.',
  },
  HOLD_OVER: { ja: 'この保全はすでに終了しています。', en: 'This hold is over already.' },
  HOLD_TOO_LONG: {
    ja: '期限は明日から2年以内で指定してください。',
    en: 'Please choose an end from tomorrow to two years from now.',
  },
});
