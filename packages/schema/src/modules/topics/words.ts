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
  PACK_COUNTS_AS: {
    ja: '独自のトピックには、集計先の種類（countsAs）を指定してください。標準の7つは、その種類のまま数えられます。',
    en: 'A topic of your own needs the kind it counts as (countsAs); one of the seven always counts as itself.',
  },
  PACK_TOPIC_TWICE: { ja: '同じキーのトピックが2つあります。', en: 'Two topics have the same key.' },
  PACK_LEVELS: { ja: '段階は1から6まで順に並べてください。', en: 'Please give the levels from 1 to 6 in order.' },
  PACK_NOT_JSON: { ja: 'JSONとして読み取れません（UTF-8）。', en: 'This cannot be read as JSON in UTF-8.' },
  PACK_NOT_OWN: {
    ja: '標準の内容は変更できません。先に自社用として引き継いでください。',
    en: 'The built-in content cannot be changed. Take it over as your own first.',
  },
  PACK_OVER: {
    ja: '取り消せるのは、いま使っている最新の版だけです。',
    en: 'Only the latest version, which is in use, can be taken back.',
  },
  PACK_USED: {
    ja: 'この版のトピックがその後使われたか変更されたため、取り消せません。',
    en: 'A topic of this version has been used or changed since, so it cannot be taken back.',
  },
  PACK_TOO_MANY_TOPICS: {
    ja: 'トピックは非表示のものを含めて{limit}件までです。',
    en: 'There can be at most {limit} topics, hidden ones included.',
  },
  PERIOD_ORDER: { ja: '終了日は開始日以降にしてください。', en: 'The last day must not be before the first.' },
  PERIOD_TOO_LONG: { ja: '期間は1年以内にしてください。', en: 'Please choose a period of at most one year.' },
  TOPIC_HIDDEN: { ja: 'このトピックは一覧から外されています。', en: 'This topic has been taken off the list.' },
});
