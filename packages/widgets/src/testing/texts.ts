/** Words for readers of either language. */
export interface Text {
  readonly ja: string;
  readonly en: string;
}

/** The same words in both languages. */
export function text(ja: string, en: string): Text {
  return { ja, en };
}

const TOPICS = [
  ['WORK', text('業務の進捗や進め方', 'Progress and ways of working')],
  ['RELATIONSHIPS', text('人間関係', 'Relationships')],
  ['CONDITION', text('心身の状態', 'Body and mind')],
  ['CAREER', text('今後のキャリア', 'Where my career goes')],
  ['SKILLS', text('スキルや力の向上', 'Skills and growth')],
  ['PRIVATE', text('プライベート', 'Private life')],
  ['POLICY', text('会社や部署の方針', 'Company and department policy')],
] as const;

/** The topics of the story's company. */
export const topics = TOPICS.map(([code, name], position) => ({
  __typename: 'Topic',
  id: `top_${code.toLowerCase()}`,
  code,
  countsAs: code,
  name,
  nameJa: name.ja,
  nameEn: name.en,
  position,
  hidden: false,
}));

/** A topic of the story. */
export type StoryTopic = (typeof topics)[number];

/** The six responses one can wish for, with the style that answers each. */
export const responses = [
  {
    kind: 'ADVICE',
    name: text('具体的なアドバイスが欲しい', 'Give me concrete advice'),
    description: text('経験や知識から、次の一手を教えてほしいとき', 'You want a next step from their experience'),
    style: {
      name: text('ティーチング', 'Teaching'),
      advice: text(
        '状況を短く確かめてから、自分ならどうするかを理由と一緒に二つほど伝え、どれを試すかは本人に選んでもらいましょう。',
        'Check the situation briefly, say two things you would do and why, and let them choose.',
      ),
      phrases: [
        text('今いちばん困っているのはどこですか', 'Where exactly are you stuck?'),
        text('私なら、まずこうします。理由は…', 'I would start like this, because …'),
      ],
      avoid: text('質問で返し続けて、答えを先延ばしにすること', 'Answering with question after question'),
    },
  },
  {
    kind: 'THINK_TOGETHER',
    name: text('一緒に考えてほしい', 'Think it through with me'),
    description: text(
      '答えはまだなく、対話しながら整理したいとき',
      'There is no answer yet and you want to sort it out',
    ),
    style: {
      name: text('問いかけるコーチング', 'Coaching by questions'),
      advice: text(
        '結論を急がず、開いた質問で考えを広げてから、本人の言葉で次の一歩にまとめてもらいましょう。',
        'Do not hurry to a conclusion: widen the view with open questions, then let them name the next step.',
      ),
      phrases: [
        text('理想の状態はどんな感じですか', 'What would it look like at its best?'),
        text('ほかにはどんなやり方がありそうですか', 'What else could work?'),
        text('最初の小さな一歩は何でしょう', 'What is the first small step?'),
      ],
      avoid: text('自分の正解へ誘導すること', 'Steering them to the answer you already have'),
    },
  },
  {
    kind: 'LISTEN',
    name: text('話を聞いてほしい', 'Just listen to me'),
    description: text('気持ちや出来事を、まず受けとめてほしいとき', 'You want to be heard before anything else'),
    style: {
      name: text('聴くコーチング', 'Coaching by listening'),
      advice: text(
        '途中で助言をせず、うなずきと言い換えで最後まで聴きます。',
        'Keep advice back; nod and put what you heard in other words.',
      ),
      phrases: [text('もう少し聞かせてください', 'Tell me more about that.')],
      avoid: text('「でも」「それより」で話を引き取ること', 'Taking over with “but”'),
    },
  },
  {
    kind: 'OPINION',
    name: text('意見を聞きたい', 'Tell me what you think'),
    description: text(
      '自分の考えや仕事ぶりへの率直な見方を知りたいとき',
      'You want an honest view of an idea or of your work',
    ),
    style: {
      name: text('フィードバック', 'Feedback'),
      advice: text(
        '見たこと・影響・期待の順に、事実にもとづいて率直に伝えます。',
        'Say what you saw, what it caused and what you hope for.',
      ),
      phrases: [text('先日の場面で、私にはこう見えました', 'In that meeting, this is what I saw …')],
      avoid: text('人柄の評価や、ほかの人との比較', 'Judging the person or comparing with others'),
    },
  },
  {
    kind: 'REPORT',
    name: text('報告したい', 'Let me report'),
    description: text('進み具合や成果を伝えて、知っておいてほしいとき', 'You want them to know how things stand'),
    style: {
      name: text('承認', 'Acknowledging'),
      advice: text(
        '最後まで聞いて、結果だけでなく工夫や努力に触れます。',
        'Hear it to the end and name the effort as well as the result.',
      ),
      phrases: [text('どんな工夫をしたのですか', 'What did you do to make it work?')],
      avoid: text('報告の途中で指摘や指示を始めること', 'Starting to correct before the report is over'),
    },
  },
  {
    kind: 'UNDECIDED',
    name: text('おまかせ', 'Up to you'),
    description: text('まだ決めていない、話しながら決めたいとき', 'Not decided, or you want to see as you talk'),
    style: {
      name: text('はじめに尋ねる', 'Asking first'),
      advice: text(
        '話し始める前に、今日はどう応じてほしいかを一言尋ねます。',
        'Ask in one sentence what would help today.',
      ),
      phrases: [text('話してみて、何があると助かりますか', 'Now that you have begun, what would help?')],
      avoid: text('確かめずに、いつもの自分のやり方で進めること', 'Falling into your usual way without asking'),
    },
  },
] as const;

/** The prompts of a topic; the story has the same for all topics but their name. */
export function questionsOf(topicCode: string) {
  return {
    __typename: 'QuestionSet',
    topicCode,
    version: '1',
    past: [
      text('入社した頃、どんな仕事をしたいと思っていましたか。', 'When you joined, what did you hope to do?'),
      text('仕事観が変わった出来事はありましたか。', 'Has anything changed how you see work?'),
    ],
    present: [
      text('今いちばん興味のある道はどれですか。', 'Which path interests you most right now?'),
      text(
        '今の仕事は、進みたい方向とどうつながっていますか。',
        'How does your work connect with where you want to go?',
      ),
    ],
    future: [
      text('これから成し遂げたいことは何ですか。', 'What would you like to achieve?'),
      text('三年後、どんな役割を担っていたいですか。', 'What part would you like to play in three years?'),
    ],
  };
}

/** The stage of the story's pair. */
export const stage = {
  __typename: 'Stage',
  level: 3,
  name: text('うまくいっていることを確かめる', 'Confirming what goes well'),
  purpose: text('日々の良い動きを言葉にして、自信につなげる', 'Put good work into words, so that confidence grows'),
  tips: [
    text('具体的な場面を挙げてほめる', 'Name the very moment that was good'),
    text('結果になる前の工夫にも触れる', 'Notice effort before it shows in results'),
    text('本人が手応えを感じた瞬間を尋ねる', 'Ask when they felt it worked'),
  ],
};

/** Approved hints of a topic × response; none where the response is left open. */
export function hintsOf(topicCode: string, response: string) {
  if (response === 'UNDECIDED') return [];
  return [
    text(
      '先に紙に三つ書き出してから話すと、本当に気になっていることが見えてきました。',
      'Writing three things down first showed me what really mattered.',
    ),
    text(
      '「結論は今日でなくていい」と言ってもらえて、安心して話せました。',
      'Hearing “no conclusion needed today” made it easy to talk.',
    ),
  ].map((one, index) => ({
    __typename: 'Hint',
    id: `hin_${topicCode}_${response}_${index}`.toLowerCase(),
    kind: index === 0 ? 'WHAT_HELPED' : 'WHAT_I_DID',
    topicCode,
    response,
    text: one,
    language: 'ja',
    state: 'APPROVED',
    leftOn: '2026-10-01',
    reason: null,
  }));
}

/** Hints of other companies; of skills only. */
export function hintsElsewhere(topicCode: string, response: string) {
  if (topicCode !== 'SKILLS') return [];
  const words = text('月に一つだけ、試すことを決めています。', 'We choose one thing to try each month.');
  const rest = { kind: 'WHAT_HELPED', topicCode, response, text: words, language: 'ja', month: '2026-09-01' };
  return [{ id: 'shh_1', ...rest, helpedAtLeast: 5 }];
}
