import { ATTEMPT, IMPRESSION } from '../generated/audiences.ts';
import { readersJa, readersWithJa } from './readers-ja.ts';
import type { ImpressionsMessages } from './impressions-messages.ts';

/** Japanese of `<taiwa-impressions>`. */
export const impressionsJa: ImpressionsMessages = {
  impressionsTitle: '届いた感想',
  impressionsOwnTitle: '送った感想と、相手が試したこと',
  impressionsEmptyTitle: '感想はまだありません',
  impressionsEmptyText:
    '{talk}のあとに送られた感想が、すぐここに届きます。話した直後に「一言もらえるとうれしいです」と伝えておくと、届きやすくなります。',
  impressionsEmptyMember: '{talk}のあとに感想を送ると、ここで読み返せます。',
  impressionsNew: '新着',
  impressionsUnread: (count) => `新しい感想が${count}件あります`,
  impressionsArrived: (name) => `${name}さんから感想が届きました`,
  impressionsOn: (title) => `「${title}」`,
  impressionsTwoOnly: `感想と試したことを読めるのは、${readersJa(IMPRESSION, ATTEMPT)}だけです。`,
  impressionsOlder: 'さらに前の感想を見る',
  impressionsNotMore: '読み込めませんでした。もう一度お試しください。',
  impressionsTold: (grade) => `すっきり度：${grade}（ご本人からの回答）`,
  impressionsWithout: '最近の{talk}',
  impressionsAll: (count) => `最近の{talk}をすべて見る（${count}件）`,
  impressionsSent: 'あなたが送った感想',
  impressionsYours: 'あなたの感想',
  impressionsRead: (name) => `${name}さんが読みました`,
  impressionsNotRead: (name) => `${name}さんはまだ読んでいません`,
  impressionsTried: '試したこと',
  impressionsTriedBy: (name) => `${name}さんが試したこと`,
  impressionsTry: '試したことを書く',
  impressionsTryFor: (name, day) => `${day}の${name}さんとの{talk}で試したことを書く`,
  impressionsTryAgain: '書き直す',
  impressionsTryPlaceholder: 'どんな聞き方や言葉を試しましたか。相手の様子はどうでしたか',
  impressionsTryReaders: (name) => `${readersWithJa(name, ATTEMPT)}だけが読めます。`,
  impressionsTrySave: '保存する',
  impressionsHint: '{hint}として社内に伝える',
  impressionsHintFor: (name) => `${name}さんとの{talk}で試したことを、{hint}として社内に伝える`,
  impressionsHintLabel: 'ほかの人にも役立ちそうな工夫',
  impressionsHintPlaceholder: 'どんな場面で、どんな言葉や進め方をしましたか',
  impressionsHintReaders:
    '匿名です。確認のあと、同じような場面の人に紹介されます。名前や固有名詞、相手の話の内容は書かないでください。',
  impressionsHintSend: '{hint}を残す',
  impressionsHintLeft: '{hint}を受け取りました。確認のあと、匿名で紹介されます。',
};
