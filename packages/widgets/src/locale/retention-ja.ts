import type { RetentionMessages } from './retention-messages.ts';

/** Japanese of the element about how long data is kept. */
export const retentionJa: RetentionMessages = {
  retentionTitle: '保存期間',
  retentionLead: 'それぞれのデータを何日残すかを決めます。決める前に、消える件数を確かめられます。',
  retentionWhat: 'データ',
  retentionDays: '残す日数',
  retentionBounds: '選べる範囲',
  retentionRule: '決まり（英語）',
  retentionTranscript: '文字起こし',
  retentionSession: '{talk}とその記録のすべて',
  retentionPersonRead: 'だれが見たかの記録',
  retentionForEver: '期限なし',
  retentionChange: '変更する',
  retentionLook: '消えるものを確かめる',
  retentionEmpty: '空にすると、標準の期間になります。',
  retentionHolds: '保全している人のデータは消えません。',
  retentionFixed: (count) => `期間が決まっているもの（${count}種類）`,
  retentionFromTo: (least, most) => `${least}〜${most}日`,
  retentionDayCount: (days) => `${days}日`,
  retentionAsk: (what) => `${what}を残す期間`,
  retentionConfirm: (what, days) => `${what}を残す期間を「${days}」にしますか？`,
  retentionGoes: (rows) => `1時間以内に${rows}件が消えます。消えたものは元に戻せません。`,
  retentionNothing: () => '今すぐ消えるものはありません。',
  retentionSaved: (what, days) => `${what}を残す期間を${days}にしました`,
};
