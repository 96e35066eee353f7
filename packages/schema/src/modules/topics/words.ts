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
});
