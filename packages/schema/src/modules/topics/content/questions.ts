import type { TopicCode } from '../../../generated/prisma/enums.ts';
import type { Text } from './text.ts';

/** Prompts for one topic by the time they look at. */
export interface QuestionMatrixRow {
  readonly past: readonly Text[];
  readonly present: readonly Text[];
  readonly future: readonly Text[];
}

/** Version of the texts below; raised with every change of a text. */
export const QUESTIONS_VERSION = '1';

/** Prompts by topic and time: seven topics × past, present, future. */
export const QUESTIONS: Readonly<Partial<Record<TopicCode, QuestionMatrixRow>>> = {
  WORK: {
    past: [
      {
        ja: 'これまででいちばんやりがいを感じた仕事は何ですか。なぜそう感じたのでしょう。',
        en: 'Which work has felt most worthwhile so far, and why?',
      },
      {
        ja: '最近うまく進められた仕事では、何が効いていましたか。',
        en: 'When something went well lately, what made the difference?',
      },
    ],
    present: [
      {
        ja: '今の仕事で、順調なことと引っかかっていることは何ですか。',
        en: 'What runs smoothly now, and what keeps catching?',
      },
      {
        ja: '時間や力を取られすぎていると感じることはありますか。',
        en: 'Is anything taking more time or energy than it should?',
      },
    ],
    future: [
      {
        ja: '自分やチームの進め方で、もっと良くできそうなところはどこですか。',
        en: 'What could be better in how you or the team work?',
      },
      {
        ja: '次に任せてもらえるなら、どんな仕事をしてみたいですか。',
        en: 'If you could be given something next, what would it be?',
      },
    ],
  },
  RELATIONSHIPS: {
    past: [
      {
        ja: '人との関わりで苦労したことと、そこから学んだことを聞かせてください。',
        en: 'What was hard with people once, and what did you learn from it?',
      },
      { ja: 'この人と働けて良かったと思うのは、どんな相手でしたか。', en: 'Whom were you glad to work with, and why?' },
    ],
    present: [
      {
        ja: '今の職場の関係で、気がかりなことや望んでいることはありますか。',
        en: 'Is there anything you worry about or wish for with the people around you?',
      },
      { ja: '気軽に相談できる人は周りにいますか。', en: 'Is there somebody around you can easily ask?' },
    ],
    future: [
      {
        ja: 'これから付き合いを広げてみたい人や部署はありますか。',
        en: 'With which people or teams would you like more contact?',
      },
      { ja: 'チームの中で、どんな存在でありたいですか。', en: 'What would you like to be for your team?' },
    ],
  },
  CONDITION: {
    past: [
      {
        ja: '調子が落ちたのはどんなときでしたか。何がきっかけだったと思いますか。',
        en: 'When were you at a low, and what do you think brought it on?',
      },
      {
        ja: '疲れから立ち直れたとき、役に立ったことは何でしたか。',
        en: 'What helped when you recovered from being worn out?',
      },
    ],
    present: [
      {
        ja: 'いちばん良いときを100%とすると、今日は何%くらいですか。',
        en: 'With your best as 100 %, where are you today?',
      },
      { ja: '眠りや休みは足りていますか。', en: 'Do you get enough sleep and rest?' },
    ],
    future: [
      { ja: 'どんな状態でいられたら、幸せだと感じますか。', en: 'In what state would you call yourself happy?' },
      {
        ja: '調子を保つために、減らしたいことや増やしたいことはありますか。',
        en: 'What would you do less or more of to stay well?',
      },
    ],
  },
  CAREER: {
    past: [
      { ja: '入社した頃、どんな仕事をしたいと思っていましたか。', en: 'When you joined, what did you hope to do?' },
      { ja: '仕事観が変わった出来事はありましたか。', en: 'Has anything changed how you see work?' },
    ],
    present: [
      { ja: '今いちばん興味のある道はどれですか。', en: 'Which path interests you most right now?' },
      {
        ja: '今の仕事は、進みたい方向とどうつながっていますか。',
        en: 'How does your present work connect with where you want to go?',
      },
    ],
    future: [
      { ja: 'これから成し遂げたいことは何ですか。', en: 'What would you like to achieve?' },
      { ja: '三年後、どんな役割を担っていたいですか。', en: 'What part would you like to play in three years?' },
    ],
  },
  SKILLS: {
    past: [
      { ja: '入社してからいちばん伸びた力は何ですか。', en: 'What have you grown in most since you joined?' },
      { ja: '成長につながった経験を一つ挙げるとしたら何ですか。', en: 'Which one experience made you grow?' },
    ],
    present: [
      {
        ja: '今いちばん伸ばしたい力と、その理由は何ですか。',
        en: 'Which skill do you most want to build now, and why?',
      },
      { ja: '学ぶ時間や機会は取れていますか。', en: 'Do you find time and chances to learn?' },
    ],
    future: [
      {
        ja: '目指したいプロフェッショナルの姿はどんなものですか。',
        en: 'What is the professional you would like to be?',
      },
      { ja: 'その姿に近づくために、次に試したいことは何ですか。', en: 'What would you try next to come closer to it?' },
    ],
  },
  PRIVATE: {
    past: [
      {
        ja: '今の自分をつくったと思う経験はありますか。話せる範囲で聞かせてください。',
        en: 'Is there an experience that made you who you are? Only as much as you like.',
      },
      { ja: '最近、仕事のほかでうれしかったことは何ですか。', en: 'What made you glad outside work lately?' },
    ],
    present: [
      { ja: '今夢中になっていることは何ですか。', en: 'What are you into at the moment?' },
      {
        ja: '働くうえで、配慮してほしい事情はありますか。',
        en: 'Is there anything in your life that work should take into account?',
      },
    ],
    future: [
      { ja: '仕事以外でかなえたい夢はありますか。', en: 'Do you have a dream outside work?' },
      {
        ja: '暮らしと仕事の釣り合いを、これからどうしていきたいですか。',
        en: 'How would you like life and work to balance from here?',
      },
    ],
  },
  POLICY: {
    past: [
      {
        ja: 'これまででいちばん意欲がわいた役割や目標は何でしたか。',
        en: 'Which role or goal has motivated you most?',
      },
      {
        ja: '方針が変わって良かったと感じたことはありますか。',
        en: 'Has a change of course ever turned out well for you?',
      },
    ],
    present: [
      {
        ja: '今の目標に納得できていますか。腑に落ちないところはどこですか。',
        en: 'Do the current goals convince you? Where do they not?',
      },
      {
        ja: '会社や部署の方針で、もっと知りたいことは何ですか。',
        en: 'What would you like to know more about in our direction?',
      },
    ],
    future: [
      { ja: 'この会社がこれからどんな会社になるとよいと思いますか。', en: 'What should this company become?' },
      {
        ja: '方針を実現するために、自分が関わりたいことは何ですか。',
        en: 'What part would you like to take in getting there?',
      },
    ],
  },
};
