import type { Language } from '../kernel/actor.ts';
import type { Text } from '../modules/topics/content/text.ts';

/** A sentence of the demo's talk and how long it is spoken, in milliseconds from the beginning of the talk. */
export interface ScriptedSentence {
  readonly part: 'MEMBER' | 'COUNTERPART';
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
}

/** Characters spoken a second: about 350 a minute in Japanese, 150 words a minute in English. */
const PACE: Readonly<Record<Language, number>> = { ja: 6, en: 14 };
const BREATH_MS = 600;

/** The talk of the demo company's first pair in one language, sentence by sentence, at the pace people speak. */
export function scriptedTalk(language: Language): ScriptedSentence[] {
  let clock = 0;
  return TALK.map(([part, text]) => {
    const startMs = clock;
    const endMs = startMs + Math.round((text[language].length / PACE[language]) * 1000);
    clock = endMs + BREATH_MS;
    return { part, startMs, endMs, text: text[language] };
  });
}

const TALK: readonly (readonly [ScriptedSentence['part'], Text])[] = [
  [
    'COUNTERPART',
    { ja: 'お疲れさまです。今日は何から話しましょうか。', en: 'Good to see you. Where shall we start today?' },
  ],
  [
    'MEMBER',
    {
      ja: 'よろしくお願いします。新しい見積もりの進め方を、一緒に考えていただきたくて。',
      en: 'Thank you. I would like to think through the new way of estimating with you.',
    },
  ],
  [
    'COUNTERPART',
    {
      ja: 'いいですね。いま、どんなところで手が止まっていますか。',
      en: 'Gladly. Where do you get stuck at the moment?',
    },
  ],
  [
    'MEMBER',
    {
      ja: '三社分を並行して作っていて、確認を待つ時間が一番長いんです。',
      en: 'I prepare three of them side by side, and waiting for answers takes the longest.',
    },
  ],
  ['COUNTERPART', { ja: '待つというのは、どなたの確認ですか。', en: 'Whose answers are you waiting for?' }],
  [
    'MEMBER',
    {
      ja: '製造の髙橋さんと、購買の𠮷田さんです。お二人ともお忙しくて、声をかけるのをためらってしまいます。',
      en: 'Those of production and of purchasing. Both are busy, and I hesitate to ask.',
    },
  ],
  [
    'COUNTERPART',
    {
      ja: 'ためらう気持ち、よく分かります。ためらったあとは、どうしていますか。',
      en: 'I know that feeling. What do you do after you have hesitated?',
    },
  ],
  [
    'MEMBER',
    {
      ja: '夕方にまとめてメールを書きます。そうすると返事は翌日になって、お客様には二日お待ちいただくことに。',
      en: 'I write one long mail in the evening. The answer comes the next day, so the customer waits two days.',
    },
  ],
  [
    'COUNTERPART',
    {
      ja: 'なるほど。二日が一日になったら、何が変わりそうですか。',
      en: 'I see. What would change if two days became one?',
    },
  ],
  [
    'MEMBER',
    {
      ja: 'お客様との話が、熱いうちに続けられます。先週の一件も、それで決まったかもしれません。',
      en: 'We could go on while the customer is still keen. Last week that might have settled it.',
    },
  ],
  [
    'COUNTERPART',
    {
      ja: '大事なところですね。ほかの人はどうしているか、聞いたことはありますか。',
      en: 'That matters. Have you heard how others go about it?',
    },
  ],
  [
    'MEMBER',
    {
      ja: '山田さんは、朝に五分だけ製造の席に寄るそうです。立ち話で済むと言っていました。',
      en: 'A colleague stops by production for five minutes each morning. A word in passing does it, they say.',
    },
  ],
  [
    'COUNTERPART',
    { ja: 'それを自分がやるとしたら、何が気になりますか。', en: 'If you did the same, what would worry you?' },
  ],
  [
    'MEMBER',
    {
      ja: 'まだ顔を覚えてもらっていないことです。最初だけ、一緒に行っていただけたら心強いです。',
      en: 'That they hardly know me yet. If you came along the first time, it would help a lot.',
    },
  ],
  [
    'COUNTERPART',
    { ja: 'もちろんです。来週の火曜の朝はどうでしょう。', en: 'Of course. How about Tuesday morning next week?' },
  ],
  [
    'MEMBER',
    {
      ja: '火曜なら大丈夫です。九時十五分に、製造の入口でお願いします。',
      en: 'Tuesday is fine. At a quarter past nine, by the door of production.',
    },
  ],
  [
    'COUNTERPART',
    {
      ja: '分かりました。購買のほうは、どう進めましょうか。',
      en: 'Good. And purchasing, how shall we go about that?',
    },
  ],
  [
    'MEMBER',
    {
      ja: '購買は、聞くことがいつも同じなので、確認表を一枚作ってみます。',
      en: 'With purchasing I always ask the same things, so I will try a checklist of one page.',
    },
  ],
  [
    'COUNTERPART',
    {
      ja: '自分で答えを見つけましたね。表はいつごろ見せてもらえますか。',
      en: 'You have found that yourself. When may I see it?',
    },
  ],
  ['MEMBER', { ja: '金曜までに下書きをお送りします。', en: 'I will send you a draft by Friday.' }],
  [
    'COUNTERPART',
    {
      ja: '楽しみにしています。ほかに、話しておきたいことはありますか。',
      en: 'I look forward to it. Is there anything else you want to raise?',
    },
  ],
  [
    'MEMBER',
    {
      ja: 'もう一つだけ。来期は、新しいお客様も一社担当してみたいと思っています。',
      en: 'One more thing. Next term I would like to take on one new customer.',
    },
  ],
  [
    'COUNTERPART',
    {
      ja: '前向きでうれしいです。そう思ったきっかけは何でしたか。',
      en: 'I am glad to hear that. What made you want it?',
    },
  ],
  [
    'MEMBER',
    {
      ja: '展示会で説明したときに、自分の言葉が届いたと感じたんです。あの感覚をもう一度味わいたくて。',
      en: 'At the trade fair I felt that my words reached people. I would like to feel that again.',
    },
  ],
  [
    'COUNTERPART',
    {
      ja: 'いい場面でしたね。では次回、どんなお客様が合いそうか、二人で考えましょう。',
      en: 'That was a good moment. Next time, let us think about which customer would suit you.',
    },
  ],
  [
    'MEMBER',
    {
      ja: 'はい。今日の話で、何から手を付ければいいか、すっきりしました。',
      en: 'Yes. After today I see clearly what to begin with.',
    },
  ],
  [
    'COUNTERPART',
    {
      ja: '火曜の朝と、金曜の下書きですね。何かあれば、いつでも声をかけてください。',
      en: 'Tuesday morning, then, and the draft on Friday. Speak to me at any time if something comes up.',
    },
  ],
  ['MEMBER', { ja: 'ありがとうございます。それでは、また再来週に。', en: 'Thank you. See you in two weeks.' }],
];
