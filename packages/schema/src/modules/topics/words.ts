import { problemMessages } from '../../kernel/problems.ts';

/** What topics say when something cannot be done. */
export const says = problemMessages({
  LAST_TOPIC: {
    ja: '表示するトピックを少なくとも一つ残してください。',
    en: 'At least one topic has to stay on the list.',
  },
  NOT_EVERY_TOPIC: {
    ja: '表示中のトピックをすべて一度ずつ並べてください。',
    en: 'Please give every topic on the list exactly once.',
  },
  PERIOD_ORDER: { ja: '終了日は開始日以降にしてください。', en: 'The last day must not be before the first.' },
  PERIOD_TOO_LONG: { ja: '期間は1年以内にしてください。', en: 'Please choose a period of at most one year.' },
  TOPIC_HIDDEN: { ja: 'このトピックは一覧から外されています。', en: 'This topic has been taken off the list.' },
});
