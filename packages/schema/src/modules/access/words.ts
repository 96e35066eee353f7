import { problemMessages } from '../../kernel/problems.ts';

/** What can stand in the way of managing access. */
export const says = problemMessages({
  ORIGIN_KNOWN: { ja: 'このオリジンはすでに登録されています。', en: 'This origin is on the list already.' },
  ORIGIN_NOT_ALLOWED: {
    ja: '登録されていないオリジンです。先に管理者が許可してください。',
    en: 'This origin is not on the list; an admin has to allow it first.',
  },
  NO_SUCH_PERSON: { ja: '該当する人が見つかりません。', en: 'There is no such active person.' },
  GRANT_OVER: {
    ja: '埋め込みの許可は終了しています。新しく取得してください。',
    en: 'The grant is over; create a new one.',
  },
  NO_CONNECTION: {
    ja: 'ここには更新する接続がありません。接続中のソケットから送ってください。',
    en: 'There is no connection to renew here; send this on the socket itself.',
  },
  NOT_AN_ORIGIN: {
    ja: 'https://host の形で入力してください（パスは不要です）。',
    en: 'Give scheme and host only, like https://intranet.example.com',
  },
});
