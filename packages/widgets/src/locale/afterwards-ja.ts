import { IMPRESSION } from '../generated/audiences.ts';
import { readersJa } from './readers-ja.ts';
import type { AfterwardsMessages } from './afterwards-messages.ts';

/** Japanese of what `<taiwa-rating>` says once the answer is given. */
export const afterwardsJa: AfterwardsMessages = {
  ratingImpression: (name) => `${name}さんへの感想`,
  ratingImpressionPlaceholder: 'うれしかったこと、気づいたこと、次に話したいことなど',
  ratingImpressionReaders: (name) =>
    `あなたの名前で、すぐに${name}さんへ届きます。読めるのは${readersJa(IMPRESSION)}だけです。`,
  ratingImpressionSend: '感想を送る',
  ratingImpressionSent: (name) => `感想を${name}さんに送りました。`,
  ratingHint: 'ほかの人にも役立ちそうなこと',
  ratingHintPlaceholder: '相手のどんな言葉や進め方が良かったですか',
  ratingHintReaders: '匿名です。確認のあと、同じような場面の人に紹介されます。名前や固有名詞は書かないでください。',
  ratingHintSend: '{hint}を残す',
  ratingHintSent: '{hint}を受け取りました。確認のあと、匿名で紹介されます。',
  ratingTextNotSent: 'まだ送れていません。書いた内容はこの端末に残してあります。',
  ratingHintNotSent: 'まだ送れていません。内容はこの画面にだけ残っています。',
  ratingKeys: (keys) => `${keys} で送信`,
};
