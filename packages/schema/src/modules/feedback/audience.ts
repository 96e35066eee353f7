import type { PairKind, RatingUse } from '../../generated/prisma/enums.ts';
import type { Language } from '../../kernel/actor.ts';

/** What decides who will see an answer. */
export interface AudienceFacts {
  readonly kind: PairKind;
  /** Distinct members with whom the counterpart has 1-on-1s as their manager. */
  readonly members: number;
  /** Least number of people behind any published figure of the tenant. */
  readonly floor: number;
  /** The smallest department around the member that has at least as many people; null where none has. */
  readonly pool: { readonly id: string; readonly name: string; readonly people: number } | null;
  /** The counterpart, as the member calls them. */
  readonly counterpart: string;
}

/** One thing the member may do with the answer, and what happens then. */
export interface RatingChoice {
  readonly use: RatingUse;
  readonly label: string;
  readonly line: string;
}

/** Who will see an answer, said before it is given. */
export interface Audience {
  /** Kept with the answer; names the rule and the floor it was given under. */
  readonly code: string;
  readonly line: string;
  readonly choices: readonly RatingChoice[];
  readonly floor: number;
  /** Null where the number would tell too much. */
  readonly raters: number | null;
}

type Say = (facts: AudienceFacts) => string;
type Words = Readonly<Record<Language, Say>>;

const LABELS: Readonly<Record<RatingUse, Words>> = {
  COUNTERPART: { ja: () => '匿名で回答する', en: () => 'Answer anonymously' },
  POOL: { ja: () => '部署のまとめにだけ入れる', en: () => 'Count me in the department only' },
  OPEN: {
    ja: ({ counterpart }) => `${counterpart}に名前を添えて伝える`,
    en: ({ counterpart }) => `Tell ${counterpart} openly`,
  },
};

const LINES: Readonly<Record<RatingUse, Words>> = {
  COUNTERPART: {
    ja: ({ counterpart, floor }) =>
      `${counterpart}には、${floor}人以上の回答をまとめた数字として翌月に届きます。あなたの回答だけを見る人は、人事も含めて誰もいません。`,
    en: ({ counterpart, floor }) =>
      `${counterpart} sees it next month as part of a number of ${floor} or more people. Nobody, HR included, ever sees your answer by itself.`,
  },
  POOL: {
    ja: ({ pool }) => `${pool?.name}（${pool?.people}人）の数字にだけ入ります。上司の数字にはなりません。`,
    en: ({ pool }) => `It counts only into ${pool?.name} (${pool?.people} people) and into nobody's own number.`,
  },
  OPEN: {
    ja: ({ counterpart }) => `${counterpart}だけが、あなたの回答として読みます。数字には入りません。`,
    en: ({ counterpart }) => `Only ${counterpart} reads it, as yours. It counts into no number.`,
  },
};

const FEW: Words = {
  ja: ({ counterpart, members, floor }) =>
    `${counterpart}が担当するのは${members}人（${floor}人未満）のため、上司の数字にはなりません。どうするかをお選びください。`,
  en: ({ counterpart, members, floor }) =>
    `${counterpart} has ${members} ${members === 1 ? 'member' : 'members'}, fewer than ${floor}, so there will be no number about them. Choose what happens with your answer.`,
};

const OTHERS: Words = {
  ja: ({ counterpart }) => `この1on1の回答は、${counterpart}の数字にはなりません。どうするかをお選びください。`,
  en: ({ counterpart }) =>
    `Answers about this 1-on-1 make no number about ${counterpart}. Choose what happens with yours.`,
};

const choiceOf = (use: RatingUse, facts: AudienceFacts, language: Language): RatingChoice => ({
  use,
  label: LABELS[use][language](facts),
  line: LINES[use][language](facts),
});

/**
 * Who will see an answer: part of the counterpart's number where enough members share it; otherwise the member chooses
 * between a pool that is large enough and telling it openly (or says nothing). The same rule decides what is published.
 */
export function audienceOf(facts: AudienceFacts, language: Language): Audience {
  const { kind, members, floor, pool } = facts;
  if (kind === 'MANAGER_MEMBER' && members >= floor) {
    const choice = choiceOf('COUNTERPART', facts, language);
    return { code: `COUNTERPART:${floor}`, line: choice.line, choices: [choice], floor, raters: members };
  }
  const uses: readonly RatingUse[] = pool ? ['POOL', 'OPEN'] : ['OPEN'];
  const line = (kind === 'MANAGER_MEMBER' ? FEW : OTHERS)[language](facts);
  const choices = uses.map((use) => choiceOf(use, facts, language));
  return { code: `CHOICE:${floor}`, line, choices, floor, raters: kind === 'MANAGER_MEMBER' ? members : null };
}
