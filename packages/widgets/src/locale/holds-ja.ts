import type { HoldsMessages } from './holds-messages.ts';

/** Japanese of the element about legal holds. */
export const holdsJa: HoldsMessages = {
  holdsTitle: 'データの保全',
  holdsLead:
    '調査などのあいだ、指定した人のデータが消えないようにします。話した内容を見られるようになるわけではありません。',
  holdsAsk: '保全を依頼する',
  holdsAskText: 'もう一人の管理者が承認すると有効になります。対象の人にも、保全していることと理由が表示されます。',
  holdsAsked: '依頼しました。別の管理者の承認を待っています。',
  holdsWhose: '対象の人',
  holdsWho: '依頼・承認',
  holdsReason: '理由',
  holdsReasonReaders: '理由は、対象の人と管理者が読みます。',
  holdsUntil: '期限',
  holdsNobody: '対象の人を選んでください。',
  holdsWAITS: '承認待ち',
  holdsHOLDS: '保全中',
  holdsOVER: '終了',
  holdsConfirm: '承認する',
  holdsConfirmText: '承認すると、期限か解除までのあいだ、この人たちのデータは消えなくなります。',
  holdsConfirmed: '承認しました。今から保全します。',
  holdsRelease: '保全を解除する',
  holdsWithdraw: '依頼を取り下げる',
  holdsReleaseText: '解除すると、保存期間を過ぎたデータや消去の予定があるデータは消えます。',
  holdsReleased: '保全を終えました',
  holdsNoneTitle: '保全しているデータはありません',
  holdsNoneText: '調査や訴訟に備えるときだけ使います。二人の管理者の承認が必要です。',
  holdsAndMore: (names, others) => `${names}ほか${others}人`,
  holdsAskedBy: (name) => `依頼：${name}`,
  holdsConfirmedBy: (name) => `承認：${name}`,
  holdsConfirmAsk: (people) => `${people}のデータの保全を承認しますか？`,
  holdsReleaseAsk: (people) => `${people}のデータの保全を終えますか？`,
};
