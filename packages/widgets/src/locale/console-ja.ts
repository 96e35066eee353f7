import type { ConsoleMessages } from './console-messages.ts';

/** Japanese of what the console shares. */
export const consoleJa: ConsoleMessages = {
  consoleSearch: '検索',
  consoleAll: 'すべて',
  consolePages: 'ページ',
  consolePrevious: '前へ',
  consoleNext: '次へ',
  consolePage: (page) => `${page}ページ目`,
  consoleTick: (name) => `${name}を選ぶ`,
  consoleTickAll: 'このページをすべて選ぶ',
  consoleTicked: (count) => `${count}件を選んでいます`,
  consoleUntick: '選択を解除する',
  consoleMenu: (name) => `${name}の操作`,
  consoleEdit: '変更する',
  consoleSave: '保存する',
  consoleNoMatch: '条件に合うものがありません',
  consoleNoMatchText: '検索する言葉を短くするか、絞り込みを外してみてください。',
  consoleWiden: '絞り込みを外す',
  consoleWorking: (done, all) => `実行しています（${done}／${all}）`,
  consoleRestored: '前に入力した内容を戻しました。まだ保存されていません。',
  consoleUndone: '元に戻しました',
  consoleNotUndone: '元に戻せませんでした。もう一度お試しください。',
  consoleFindPerson: '名前で探す',
  consoleFoundNobody: '見つかりませんでした。別の書き方で探してみてください。',
  consoleChooseAnother: '選び直す',
  consolePersonFound: (name, number, department) => `${name}（${number}・${department}）`,
};
