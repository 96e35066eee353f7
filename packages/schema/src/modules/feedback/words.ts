import { problemMessages } from '../../kernel/problems.ts';

/** What feedback says when something cannot be done. */
export const says = problemMessages({
  NOT_ENDED: { ja: '1on1が終わってから行えます。', en: 'This is possible once the 1-on-1 is over.' },
  RATING_OVER: {
    ja: '評価できる期間（終了から72時間）を過ぎています。',
    en: 'The time to answer (72 hours after the end) is over.',
  },
  UNDO_OVER: {
    ja: '回答はすでに匿名の集計に移ったため、取り消せません。',
    en: 'The answer has joined the anonymous numbers and can no longer be taken back.',
  },
  AUDIENCE_CHANGED: {
    ja: '回答の届く範囲が変わりました。内容をご確認のうえ、もう一度お選びください。',
    en: 'Who will see the answer has changed. Please read again and choose.',
  },
  ALREADY_SENT: { ja: '感想はすでに送信済みです。', en: 'Your impression has been sent already.' },
});
