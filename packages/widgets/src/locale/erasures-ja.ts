import type { ErasuresMessages } from './erasures-messages.ts';

/** Japanese of the element about erasures. */
export const erasuresJa: ErasuresMessages = {
  erasuresTitle: 'データの消去',
  erasuresLead: '本人から求められたときなどに、その人のデータを消去します。7日のあいだは取り消せます。',
  erasuresAsk: '消去を依頼する',
  erasuresAskedAt: '依頼',
  erasuresWhose: '消去する人',
  erasuresWhen:
    '7日後に消去し、ペアとこれからの{talk}も終わります。本人にも予定が表示され、本人と管理者はそれまで取り消せます。消去したあとは元に戻せません。',
  erasuresTypeName: '確認のため、消去する人の名前を入力してください',
  erasuresNobody: '消去する人を選んでください。',
  erasuresCancel: '消去を取り消す',
  erasuresRunning: 'まもなく消去します',
  erasuresProgress: '消去までの経過',
  erasuresNoneTitle: '消去の予定はありません',
  erasuresNoneText: '消去を依頼すると、予定と結果がここに残ります。',
  erasuresDone: (day) => `${day}に消去しました`,
  erasuresCancelled: (day) => `${day}に取り消されました`,
  erasuresLeft: (days) => `あと${days}日で消去します`,
  erasuresOtherName: (name) => `名前が一致しません。「${name}」と入力してください。`,
  erasuresPlanned: (name) => `${name}さんのデータを7日後に消去します。それまでは取り消せます。`,
  erasuresCalledOff: (name) => `${name}さんのデータの消去を取り消しました`,
  erasuresLook: '消えるものを確かめる',
  erasuresConfidential:
    '「すべて」とあるものの件数は、本人だけが見られます。どれだけ書き、答え、残したかがわかるためです。',
  erasuresAskOf: (name) => `${name}のデータを消去しますか？`,
};
