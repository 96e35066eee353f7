import { ATTEMPT, IMPRESSION, PREPARATION, THEME } from '../generated/audiences.ts';
import { readersJa } from './readers-ja.ts';
import type { SessionMessages } from './session-messages.ts';

/** Japanese of `<taiwa-session>`. */
export const sessionJa: SessionMessages = {
  sessionEmptyTitle: '始められる{talk}はありません',
  sessionEmptyText: '次の{talk}が近づくと、ここから始められます。',
  sessionStart: '{talk}を始める',
  sessionEnd: '{talk}を終える',
  sessionEndAsk: 'お二人の{talk}を終えますか？',
  sessionEndYes: '終える',
  sessionEndNo: '続ける',
  sessionStartsAt: (time) => `${time}に始まります`,
  sessionStartFrom: (time) => `${time}から始められます`,
  sessionElapsed: '経過時間',
  sessionLeft: (minutes) => `残り${minutes}分`,
  sessionOver: (minutes) => `予定より${minutes}分過ぎています`,
  sessionHere: '参加しています',
  sessionNotHere: 'まだ来ていません',
  sessionYou: 'あなた',
  sessionEnded: (time) => `${time}に終了しました`,
  sessionEndedText: `お疲れさまでした。話した内容を見られるのは、${readersJa(PREPARATION, THEME, IMPRESSION, ATTEMPT)}だけです。`,
  sessionCancelled: 'この{talk}は中止になりました。',
  sessionAgenda: '今回話すこと',
  sessionDone: '話せたこと',
  sessionMarkDone: (title) => `「${title}」を話せたことにする`,
  sessionPresence: '参加状況',
};
