import { problemMessages } from '../../kernel/problems.ts';

/** What the guideline says when something cannot be done. */
export const says = problemMessages({
  GUIDELINE_FOR_ONE: {
    ja: '部署、メンバー、ペアのうち、一つだけ指定してください。',
    en: 'Please give a department, a person or a pair, not several of them.',
  },
  GUIDELINE_ORDER: { ja: '終了日は開始日以降にしてください。', en: 'The last day must not be before the first.' },
  GUIDELINE_LATER: {
    ja: 'この期間には、あとから始まるガイドラインがすでにあります。先にそちらを終了してください。',
    en: 'Another guideline begins within this time. Please end that one first.',
  },
});
