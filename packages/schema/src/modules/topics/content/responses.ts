import type { ResponseKind } from '../../../generated/prisma/enums.ts';
import type { Text } from './text.ts';

/** How the counterpart answers a wished response. */
export interface ResponseStyle {
  readonly name: Text;
  /** What to do, in one or two sentences. */
  readonly advice: Text;
  /** Openings one can say as they are. */
  readonly phrases: Readonly<Record<'ja' | 'en', readonly string[]>>;
  /** What spoils it. */
  readonly avoid: Text;
}

/** A response a member can wish for, with the style that answers it. */
export interface ResponseContent {
  readonly kind: ResponseKind;
  readonly name: Text;
  readonly description: Text;
  readonly style: ResponseStyle;
}

/** The six responses in their published order, version 1. */
export const RESPONSES: readonly ResponseContent[] = [
  {
    kind: 'ADVICE',
    name: { ja: '具体的なアドバイスが欲しい', en: 'Give me concrete advice' },
    description: { ja: '経験や知識から、次の一手を教えてほしいとき', en: 'You want a next step from their experience' },
    style: {
      name: { ja: 'ティーチング', en: 'Teaching' },
      advice: {
        ja: '状況を短く確かめてから、自分ならどうするかを理由と一緒に二つほど伝え、どれを試すかは本人に選んでもらいましょう。',
        en: 'Check the situation briefly, say two things you would do and why, and let them choose which to try.',
      },
      phrases: {
        ja: [
          '今いちばん困っているのはどこですか',
          '私なら、まずこうします。理由は…',
          '試すとしたら、どちらがやりやすそうですか',
        ],
        en: [
          'Where exactly are you stuck?',
          'I would start like this, because …',
          'Which of these would you rather try?',
        ],
      },
      avoid: { ja: '質問で返し続けて、答えを先延ばしにすること', en: 'Answering with question after question' },
    },
  },
  {
    kind: 'THINK_TOGETHER',
    name: { ja: '一緒に考えてほしい', en: 'Think it through with me' },
    description: {
      ja: '答えはまだなく、対話しながら整理したいとき',
      en: 'There is no answer yet and you want to sort it out',
    },
    style: {
      name: { ja: '問いかけるコーチング', en: 'Coaching by questions' },
      advice: {
        ja: '結論を急がず、開いた質問で考えを広げてから、本人の言葉で次の一歩にまとめてもらいましょう。',
        en: 'Do not hurry to a conclusion: widen the view with open questions, then let them put the next step in their own words.',
      },
      phrases: {
        ja: ['理想の状態はどんな感じですか', 'ほかにはどんなやり方がありそうですか', '最初の小さな一歩は何でしょう'],
        en: ['What would it look like at its best?', 'What else could work?', 'What is the first small step?'],
      },
      avoid: { ja: '自分の正解へ誘導すること', en: 'Steering them to the answer you already have' },
    },
  },
  {
    kind: 'LISTEN',
    name: { ja: '話を聞いてほしい', en: 'Just listen to me' },
    description: { ja: '気持ちや出来事を、まず受けとめてほしいとき', en: 'You want to be heard before anything else' },
    style: {
      name: { ja: '聴くコーチング', en: 'Coaching by listening' },
      advice: {
        ja: '途中で助言をせず、うなずきと言い換えで最後まで聴きます。気持ちを表す言葉が出たら、そのまま返しましょう。',
        en: 'Keep advice back. Nod, put what you heard in other words, and give feelings back as they were said.',
      },
      phrases: {
        ja: ['もう少し聞かせてください', 'それは…と感じたのですね', '今、話してみてどうですか'],
        en: ['Tell me more about that.', 'So you felt …', 'How is it now that you have said it?'],
      },
      avoid: { ja: '「でも」「それより」で話を引き取ること', en: 'Taking over with “but” or “that reminds me”' },
    },
  },
  {
    kind: 'OPINION',
    name: { ja: '意見を聞きたい', en: 'Tell me what you think' },
    description: {
      ja: '自分の考えや仕事ぶりへの率直な見方を知りたいとき',
      en: 'You want an honest view of an idea or of your work',
    },
    style: {
      name: { ja: 'フィードバック', en: 'Feedback' },
      advice: {
        ja: '見たこと・影響・期待の順に、事実にもとづいて率直に伝えます。良い点と直したい点は分けて話しましょう。',
        en: 'Say what you saw, what it caused and what you hope for, honestly and from facts; keep praise and wishes apart.',
      },
      phrases: {
        ja: [
          '先日の場面で、私にはこう見えました',
          '特に良かったのは…です',
          '次はここが変わると、もっと伝わると思います',
        ],
        en: [
          'In that meeting, this is what I saw …',
          'What worked especially well was …',
          'If this changed, it would land even better.',
        ],
      },
      avoid: { ja: '人柄の評価や、ほかの人との比較', en: 'Judging the person or comparing with others' },
    },
  },
  {
    kind: 'REPORT',
    name: { ja: '報告したい', en: 'Let me report' },
    description: { ja: '進み具合や成果を伝えて、知っておいてほしいとき', en: 'You want them to know how things stand' },
    style: {
      name: { ja: '承認', en: 'Acknowledging' },
      advice: {
        ja: '最後まで聞いて、結果だけでなく工夫や努力に触れます。手助けが要るかどうかは本人に尋ねましょう。',
        en: 'Hear it to the end, name the effort and the ideas as well as the result, and ask whether help is wanted.',
      },
      phrases: {
        ja: ['ここまで進めてくれてありがとうございます', 'どんな工夫をしたのですか', '私にできることはありますか'],
        en: ['Thank you for getting it this far.', 'What did you do to make it work?', 'Is there anything I can do?'],
      },
      avoid: { ja: '報告の途中で指摘や指示を始めること', en: 'Starting to correct before the report is over' },
    },
  },
  {
    kind: 'UNDECIDED',
    name: { ja: 'おまかせ', en: 'Up to you' },
    description: { ja: 'まだ決めていない、話しながら決めたいとき', en: 'Not decided, or you want to see as you talk' },
    style: {
      name: { ja: 'はじめに尋ねる', en: 'Asking first' },
      advice: {
        ja: '話し始める前に、今日はどう応じてほしいかを一言尋ねます。途中で変わってもかまいません。',
        en: 'Before you begin, ask in one sentence what would help today. It may change on the way.',
      },
      phrases: {
        ja: ['今日は、聴くのと一緒に考えるのと、どちらがよさそうですか', '話してみて、何があると助かりますか'],
        en: [
          'Would it help more if I listened or if we thought together?',
          'Now that you have begun, what would help?',
        ],
      },
      avoid: { ja: '確かめずに、いつもの自分のやり方で進めること', en: 'Falling into your usual way without asking' },
    },
  },
];
