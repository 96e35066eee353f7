import { problemMessages } from '../../kernel/problems.ts';

/** What pairs say when something cannot be done; ENDED, WRONG_STATE and LIVE are for later modules too. */
export const says = problemMessages({
  SAME_PERSON: { ja: '別の方を選んでください。', en: 'Please choose two different people.' },
  HAS_LEFT: { ja: 'この方はすでに退職または無効になっています。', en: 'This person has left.' },
  PAIR_REOPEN_TOO_LATE: {
    ja: '終了から24時間が過ぎたため、取り消せません。新しいペアを作ってください。',
    en: 'It ended more than 24 hours ago and cannot be taken back any more. Please make a new pair.',
  },
  NOWHERE: {
    ja: '異動先の部署か、新しい上司を指定してください。',
    en: 'Please give a department, a manager, or both.',
  },
  SIGN_UP_CLOSED: { ja: 'この募集は終了しました。', en: 'This invitation is closed.' },
  ENDED: { ja: 'このペアはすでに終了しています。', en: 'This pair has ended.' },
  PAUSED: {
    ja: 'この期間にはすでにお休みが登録されています。',
    en: 'There is a pause in this time already.',
  },
  WRONG_STATE: { ja: '今の状態ではこの操作はできません。', en: 'This is not possible in the present state.' },
  LIVE: { ja: '1on1の途中です。先に1on1を終了してください。', en: 'A talk is going on. End the talk first.' },
  PAUSE_ORDER: { ja: '終了日は開始日以降にしてください。', en: 'The last day must not be before the first.' },
});
