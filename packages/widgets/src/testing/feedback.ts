import { text, type Text } from './texts.ts';

/** As much of a talk as matters once it is over. */
export interface HeldTalk {
  readonly id: string;
  readonly state: string;
  readonly endedAt: string | null;
  readonly pair: { readonly member: { readonly id: string }; readonly counterpart: { readonly name: Text } };
}

/** Who reads what became of a talk. */
export interface FeedbackReader {
  readonly world: { readonly story: { readonly feedback: Feedback } };
  readonly userId: string;
}

/** What became of one talk afterwards. */
export interface TalkFeedback {
  use: string | null;
  openGrade: string | null;
  impression: { readonly id: string; readonly text: string; readonly sentAt: string; readAt: string | null } | null;
  attempt: { readonly id: string; readonly text: string; readonly recordedAt: string } | null;
}

/** A hint somebody left. */
export interface StoryHint {
  readonly id: string;
  readonly authorId: string;
  readonly kind: 'WHAT_HELPED' | 'WHAT_I_DID';
  readonly topicCode: string;
  readonly response: string;
  readonly text: string | Text;
  readonly leftOn: string;
  state: 'PENDING' | 'APPROVED' | 'REJECTED';
  reason: string | null;
  readonly reportedFor?: readonly string[];
}

/** What happened after the talks of the story. */
export interface Feedback {
  readonly talks: Map<string, TalkFeedback>;
  readonly hints: StoryHint[];
  /** Too few people answer about the manager for a number of their own. */
  hasFew: boolean;
  readonly isAdmin: boolean;
  readonly hasNoHints: boolean;
}

/** What a test may want to have happened after the talks. */
export interface FeedbackOptions {
  /** How many talks were held before, a day apart, in turn with Aoi and with Sho. */
  readonly earlier?: number;
  /** How many of them the member wrote about. */
  readonly impressions?: number;
  /** The members choose what becomes of their answer. */
  readonly few?: boolean;
  /** Aoi left hints before: one that is shown, one that waits, one that was turned down. */
  readonly myHints?: boolean;
  /** Nobody has left a hint yet. */
  readonly noHints?: boolean;
  /** Everybody reviews. */
  readonly admin?: boolean;
}

const WORDS = [
  '途中で急がずに待ってくださったので、自分で答えを見つけられました。次回は異動の時期について相談させてください。',
  '先週の件、最後まで聞いていただいて気持ちが軽くなりました。ありがとうございました。',
  '具体的な進め方を二つ挙げてもらえたのが助かりました。さっそく一つ目を試してみます。',
];

/** How things stand after the talks when the story begins. */
export function tellFeedback(sessions: readonly HeldTalk[], options: FeedbackOptions): Feedback {
  const held = sessions.filter(({ id }) => id.startsWith('ses_before'));
  const talks = new Map<string, TalkFeedback>();
  held.slice(0, options.impressions ?? 0).forEach(({ id, endedAt }, index) => {
    const sentAt = new Date(Date.parse(endedAt ?? '') + 600_000).toISOString();
    const impression = {
      id: `imp_${index}`,
      text: WORDS[index % 3] ?? '',
      sentAt,
      readAt: index === 0 ? null : sentAt,
    };
    const attempt = { id: `att_${index}`, text: '結論を急がず、最後まで聞くことを試しました。', recordedAt: sentAt };
    const openGrade = index === 1 ? 'CLEAR' : null;
    talks.set(id, { use: 'COUNTERPART', openGrade, impression, attempt: index === 1 ? attempt : null });
  });
  const hints = options.myHints ? ownHints() : [];
  return {
    talks,
    hints,
    hasFew: options.few ?? false,
    isAdmin: options.admin ?? false,
    hasNoHints: options.noHints ?? false,
  };
}

/** What became of a talk so far; nothing where nobody did anything. */
export function feedbackOf(session: HeldTalk, { world }: FeedbackReader): TalkFeedback {
  const { talks } = world.story.feedback;
  const known = talks.get(session.id) ?? { use: null, openGrade: null, impression: null, attempt: null };
  talks.set(session.id, known);
  return known;
}

/** What became of a talk, as the API shows it to one of the two. */
export function readFeedback(session: HeldTalk, reader: FeedbackReader) {
  const { use, openGrade, impression, attempt } = feedbackOf(session, reader);
  const isMember = session.pair.member.id === reader.userId;
  return {
    openGrade,
    audience: isMember ? audience(session, reader) : null,
    participation: isMember && use ? { id: 'par_1', use, audience: 'COUNTERPART:5', undoable: true } : null,
    impression: impression && { ...impression, __typename: 'Impression', author: session.pair.member },
    attempt: attempt && { ...attempt, __typename: 'Attempt' },
  };
}

/** What the reader can do after a talk. */
export function feedbackActions(session: HeldTalk, reader: FeedbackReader): string[] {
  if (session.state !== 'ENDED') return [];
  const { use, impression, attempt } = feedbackOf(session, reader);
  const isMember = session.pair.member.id === reader.userId;
  const isRecent = Date.now() - Date.parse(session.endedAt ?? '') < 72 * 3_600_000;
  return [
    isMember && !use && isRecent && 'RATE',
    isMember && use && 'UNDO_RATING',
    isMember && !impression && 'SEND_IMPRESSION',
    !isMember && !attempt && 'RECORD_ATTEMPT',
    'LEAVE_HINT',
  ].filter((one) => typeof one === 'string');
}

function audience({ pair }: HeldTalk, { world }: FeedbackReader) {
  const { ja, en } = pair.counterpart.name;
  if (!world.story.feedback.hasFew) {
    const line = text(
      `${ja}さんには、5人以上の回答をまとめた数字として翌月に届きます。あなたの回答だけを見る人は、人事も含めて誰もいません。`,
      `${en} sees it next month as part of a number of 5 or more people. Nobody, HR included, ever sees your answer by itself.`,
    );
    const label = text('匿名で回答する', 'Answer anonymously');
    return { code: 'COUNTERPART:5', line, choices: [{ use: 'COUNTERPART', label, line }], floor: 5, raters: 6 };
  }
  const choices = [
    {
      use: 'POOL',
      label: text('部署のまとめにだけ入れる', 'Count me in the department only'),
      line: text(
        '営業部（24人）の数字にだけ入ります。上司の数字にはなりません。',
        "It counts only into Sales (24 people) and into nobody's own number.",
      ),
    },
    {
      use: 'OPEN',
      label: text(`${ja}さんに名前を添えて伝える`, `Tell ${en} openly`),
      line: text(
        `${ja}さんだけが、あなたの回答として読みます。数字には入りません。`,
        `Only ${en} reads it, as yours. It counts into no number.`,
      ),
    },
  ];
  const line = text(
    `${ja}さんが担当するのは3人（5人未満）のため、上司の数字にはなりません。どうするかをお選びください。`,
    `${en} has 3 members, fewer than 5, so there will be no number about them. Choose what happens with your answer.`,
  );
  return { code: 'CHOICE:5', line, choices, floor: 5, raters: 3 };
}

function ownHints(): StoryHint[] {
  const left = { authorId: 'usr_aoi', kind: 'WHAT_HELPED', topicCode: 'CAREER', response: 'THINK_TOGETHER' } as const;
  return [
    {
      ...left,
      id: 'hin_waits',
      text: '話し始める前に「今日は何が決まると助かる？」と聞いてもらえたので、迷わず本題に入れました。',
      leftOn: '2026-11-18',
      state: 'PENDING',
      reason: null,
      reportedFor: ['NAMES_SOMEBODY'],
    },
    {
      ...left,
      id: 'hin_shown',
      text: '三年後の話だけでなく、来月できる小さな一歩まで一緒に考えてもらえたのが良かったです。',
      leftOn: '2026-10-02',
      state: 'APPROVED',
      reason: null,
    },
    {
      ...left,
      id: 'hin_no',
      text: '鈴木部長の経験談が参考になりました。',
      leftOn: '2026-09-10',
      state: 'REJECTED',
      reason: '個人の名前が入っているため紹介を見送りました。名前を外してもう一度お寄せください。',
    },
  ];
}
