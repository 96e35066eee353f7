import type { BriefMessages } from './brief-messages.ts';

/** Japanese of `<taiwa-brief>`. */
export const briefJa: BriefMessages = {
  briefTitle: (name) => `${name}さんが話したいこと`,
  briefEmptyTitle: '予定されている{talk}はありません',
  briefEmptyText: '{talk}の前になると、相手が話したいことをここで数秒で確認できます。',
  briefNothingTitle: (name) => `${name}さんはまだ話したいことを選んでいません`,
  briefNothingText: '選ばれるとすぐ、ここに表示されます。当日は「今日は何を話しましょうか」から始めてもかまいません。',
  briefWants: '望んでいる応じ方',
  briefStyle: 'この応じ方のこつ',
  briefPhrases: '使える一言',
  briefAvoid: '避けたいこと',
  briefHints: 'ほかの人がうまくいったこと',
  briefAlso: 'ほかに話したいこと',
  briefNote: (name) => `${name}さんからの一言`,
  briefOpen: '前回から続いていること',
  briefStage: (level) => `関係の段階 ${level}／6`,
  briefTips: '今の段階で心がけたいこと',
  briefQuestions: '聞いてみるとよい質問',
  briefUpdated: '更新されました',
};
