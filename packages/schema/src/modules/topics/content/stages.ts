import type { Text } from './text.ts';

/** What talks are for at one level of a relationship. */
export interface Stage {
  /** 1 to 6. */
  readonly level: number;
  readonly name: Text;
  readonly purpose: Text;
  readonly tips: Readonly<Record<'ja' | 'en', readonly string[]>>;
}

/** The six levels of a relationship, version 1. */
export const STAGES: readonly Stage[] = [
  {
    level: 1,
    name: { ja: '接点を増やして信頼をつくる', en: 'More contact builds trust' },
    purpose: {
      ja: 'まずは話す機会を重ね、安心して話せる相手だと感じてもらう',
      en: 'Meet often enough that talking feels safe',
    },
    tips: {
      ja: ['短くても予定どおりに開く', '仕事の確認より、相手の関心から始める', '話してくれたことに礼を言う'],
      en: [
        'Keep the date, even for a short talk',
        'Begin with what interests them, not with a check of work',
        'Thank them for what they told you',
      ],
    },
  },
  {
    level: 2,
    name: { ja: '自分のことを話し合う', en: 'Telling about oneself' },
    purpose: {
      ja: 'お互いの価値観や背景を知り、言いにくいことも言える土台をつくる',
      en: 'Know what matters to each other, so that harder things can be said',
    },
    tips: {
      ja: ['自分の失敗や迷いを先に話す', '話したくないことは聞かない', '聞いたことをよそで話さない'],
      en: [
        'Tell of a failure or a doubt of your own first',
        'Leave alone what they keep to themselves',
        'Let nothing of it leave the room',
      ],
    },
  },
  {
    level: 3,
    name: { ja: 'うまくいっていることを確かめる', en: 'Confirming what goes well' },
    purpose: {
      ja: '日々の良い動きを言葉にして、自信につなげる',
      en: 'Put good work into words, so that confidence grows',
    },
    tips: {
      ja: ['具体的な場面を挙げてほめる', '結果になる前の工夫にも触れる', '本人が手応えを感じた瞬間を尋ねる'],
      en: [
        'Name the very moment that was good',
        'Notice effort before it shows in results',
        'Ask when they felt it worked',
      ],
    },
  },
  {
    level: 4,
    name: { ja: '問いとフィードバックで気づく', en: 'Questions and feedback bring insight' },
    purpose: {
      ja: '新しい見方に自分で気づき、課題を自分の言葉にする',
      en: 'Find a new view and say the task in their own words',
    },
    tips: {
      ja: ['答えを知らない質問をする', '沈黙を待つ', '見た事実と自分の解釈を分けて伝える'],
      en: [
        'Ask what you do not know the answer to',
        'Wait through silence',
        'Keep what you saw apart from what you think of it',
      ],
    },
  },
  {
    level: 5,
    name: { ja: '気づきから新しい行動へ', en: 'New action from insight' },
    purpose: {
      ja: '気づきを小さな行動に変え、続くように支える',
      en: 'Turn insight into small steps and help them last',
    },
    tips: {
      ja: [
        '次に会うまでの一歩を一つだけ決める',
        '障害になりそうなことを先に話す',
        '前回の一歩がどうだったかから始める',
      ],
      en: [
        'Settle on one single step until next time',
        'Talk beforehand about what may get in the way',
        'Begin with how the last step went',
      ],
    },
  },
  {
    level: 6,
    name: { ja: '成果と成長を分かち合う', en: 'Results and growth, felt and shared' },
    purpose: {
      ja: '変化と成果を一緒に振り返り、次の挑戦を描く',
      en: 'Look back on what changed together and draw the next challenge',
    },
    tips: {
      ja: ['半年前との違いを一緒に挙げる', '周りへの良い影響を伝える', '次に任せたいことを相談する'],
      en: [
        'List together what differs from half a year ago',
        'Tell them what it did for others',
        'Discuss what you would like to entrust next',
      ],
    },
  },
];
