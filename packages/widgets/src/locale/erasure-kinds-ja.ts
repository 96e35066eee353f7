import type { ErasureKindsMessages } from './erasure-kinds-messages.ts';

/** Japanese of what an erasure removes and leaves. */
export const erasureKindsJa: ErasureKindsMessages = {
  erasureGoes: '消えるもの',
  erasureStays: '残るもの（名前は「以前いた人」になります）',
  erasureUntold: 'すべて',
  erasureKindPROFILE: '名前、連絡先、社員番号などの登録内容',
  erasureKindPREPARATIONS: '{talk}の前に書いたメモと、自分の言葉の話題',
  erasureKindIMPRESSIONS: '感想と、試したことの記録',
  erasureKindSPEECH: '文字起こしに残る本人の発言',
  erasureKindANSWERS: 'すっきり度の回答（名前のないものも含む）',
  erasureKindHINTS: '本人が残した{hint}',
  erasureKindSIGN_UPS: '募集への申し込み',
  erasureKindREADS: 'だれが本人のデータを見たかの記録',
  erasureKindACCESS: 'ページへのサインインと、{advisor}の担当',
  erasureKindPAIRS: 'だれとだれがペアだったか',
  erasureKindTALKS: '{talk}の日時',
  erasureKindWORDS_OF_OTHERS: '相手の人が書いたこと・話したこと',
  erasureKindTRAIL: '名前のない操作の記録',
  erasureKindDECISIONS: '消去・保全・利用制限の記録',
  erasureCount: (count) => `${count}件`,
};
