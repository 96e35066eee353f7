import { problemMessages } from '../../kernel/problems.ts';

/** What hints say when something cannot be done. */
export const says = problemMessages({
  HINT_TOO_EARLY: {
    ja: 'ヒントは1on1が終わってから残せます。',
    en: 'A hint can be left once the 1-on-1 is over.',
  },
  HINTS_PER_DAY: {
    ja: '本日残せるヒントは{limit}件までです。',
    en: 'You can leave up to {limit} hints a day.',
  },
  HINT_REVIEWED: { ja: 'このヒントはすでに確認済みです。', en: 'This hint has been reviewed already.' },
  HINT_REVIEW_STANDS: {
    ja: 'この判断はもう取り消せません。取り消せるのは、ご自身の判断から5分間だけです。',
    en: 'This can no longer be taken back. You can take back your own decision for five minutes.',
  },
  HINT_NOT_SHARED: {
    ja: '共有できるのは、ヒントの共有を有効にしている企業の承認済みのヒントだけです。',
    en: 'Only approved hints of a company that shares its hints can be shared.',
  },
  HINT_KIND: {
    ja: 'ご自身の立場に合った種類を選んでください。',
    en: 'Please choose the kind that fits your part in the talk.',
  },
});
