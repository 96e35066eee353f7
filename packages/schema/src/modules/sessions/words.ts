import { problemMessages } from '../../kernel/problems.ts';

/** What sessions say when something cannot be done. */
export const says = problemMessages({
  OVERLAP: {
    ja: 'この時間には、お二人のどちらかにほかの1on1の予定があります。',
    en: 'One of the two has another talk at this time.',
  },
  OUTDATED: {
    ja: '別の画面で先に更新されています。最新の内容をご確認ください。',
    en: 'This was changed elsewhere in the meantime. Please look at the latest version.',
  },
  TOO_EARLY: { ja: '開始時刻の15分前から始められます。', en: 'You can start from 15 minutes before the time.' },
  ALREADY_OVER: { ja: 'この1on1はすでに終わっています。', en: 'This talk is over.' },
  NOT_ACCEPTED: {
    ja: 'お相手の承認を待っています。',
    en: 'The other person has not accepted the time yet.',
  },
  NOT_STARTED: { ja: 'この1on1はまだ始まっていません。', en: 'This talk has not started.' },
  NOT_PREPARED: { ja: 'まだ準備の内容がありません。', en: 'Nothing has been prepared yet.' },
  IN_THE_PAST: { ja: 'これからの日時を指定してください。', en: 'Please choose a time that is still to come.' },
  NOT_YET_PAST: { ja: '終わった時間を指定してください。', en: 'Please choose a time that is over.' },
  TOO_LONG_AGO: { ja: '90日以内の日時を指定してください。', en: 'Please choose a time within the last 90 days.' },
  TOO_FAR_AHEAD: { ja: '1年以内の日時を指定してください。', en: 'Please choose a time within a year.' },
  NO_SUCH_TIME: {
    ja: '時刻の切り替えのため、この時刻は存在しません。前後の時刻を選んでください。',
    en: 'The clocks change and skip this time. Please choose an earlier or later one.',
  },
  NOT_A_WALL_TIME: { ja: '日時が正しくありません。', en: 'This is not a valid time.' },
  ONE_TIME: { ja: '日時を一つ指定してください。', en: 'Please give one time.' },
  ONE_TOPIC: {
    ja: 'テーマを選ぶか、自由に入力するか、どちらか一方にしてください。',
    en: 'Please either choose a topic or write your own.',
  },
  TOPIC_GONE: { ja: 'このテーマは選べなくなりました。', en: 'This topic can no longer be chosen.' },
  TOPIC_REQUIRED: {
    ja: '会社が必須としているトピックです。話し終えるまで、または期間が終わるまで外せません。',
    en: 'Your company requires this topic. It stays until you have talked about it or its time is over.',
  },
  NOT_OPEN: { ja: 'このテーマは引き継げません。', en: 'This topic cannot be taken up again.' },
});
