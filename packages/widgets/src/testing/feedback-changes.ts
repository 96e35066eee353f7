import { readHint, readImpressions } from './feedback-reading.ts';
import { feedbackOf, type StoryHint } from './feedback.ts';
import { readSession, type Reader } from './reading.ts';

/** The argument of a mutation. */
export interface Input<Fields> {
  readonly input: Fields;
}

/** The argument of one about a session. */
export type OfSession<Fields = unknown> = Input<Fields & { readonly sessionId: string }>;
/** The argument of one about a hint. */
export type OfHint<Fields = unknown> = Input<Fields & { readonly hintId: string }>;

let made = 0;

/** What the story does on mutations after a talk. */
export const feedbackChanges = {
  rateSession({ input }: OfSession<{ grade: string; use: string }>, reader: Reader) {
    const session = reader.world.session(input.sessionId);
    const talk = feedbackOf(session, reader);
    if (talk.use) return problem('AlreadyRated', 'ALREADY_RATED', 'Already rated');
    if ((input.use === 'COUNTERPART') === reader.world.story.feedback.hasFew)
      return problem('Conflict', 'AUDIENCE_CHANGED', '回答の届く範囲が変わりました。もう一度お選びください。');
    talk.use = input.use;
    if (input.use === 'OPEN') talk.openGrade = input.grade;
    return readSession(session, reader);
  },
  undoRating({ input }: OfSession, reader: Reader) {
    const session = reader.world.session(input.sessionId);
    const talk = feedbackOf(session, reader);
    if (!talk.use) return problem('NotNow', 'UNDO_OVER', '回答はすでに匿名の集計に移ったため、取り消せません。');
    talk.use = null;
    talk.openGrade = null;
    return readSession(session, reader);
  },
  sendImpression({ input }: OfSession<{ text: string }>, reader: Reader) {
    const session = reader.world.session(input.sessionId);
    const sentAt = new Date().toISOString();
    const impression = { id: `imp_new_${++made}`, text: input.text, sentAt, readAt: null };
    feedbackOf(session, reader).impression = impression;
    reader.world.signal();
    return {
      ...impression,
      __typename: 'Impression',
      author: session.pair.member,
      session: readSession(session, reader),
    };
  },
  markImpressionRead({ input }: Input<{ impressionId: string }>, reader: Reader) {
    const talks = reader.world.story.feedback.talks.values();
    const impression = [...talks].map((one) => one.impression).find((one) => one?.id === input.impressionId);
    if (impression) impression.readAt = new Date().toISOString();
    reader.world.signal();
    return readImpressions(reader).find(({ id }) => id === input.impressionId);
  },
  recordAttempt({ input }: OfSession<{ text: string }>, reader: Reader) {
    const session = reader.world.session(input.sessionId);
    const attempt = { id: `att_new_${++made}`, text: input.text, recordedAt: new Date().toISOString() };
    feedbackOf(session, reader).attempt = attempt;
    reader.world.signal();
    return { ...attempt, __typename: 'Attempt', session: readSession(session, reader) };
  },
  leaveHint({ input }: OfSession<{ kind: StoryHint['kind']; text: string }>, reader: Reader) {
    const { themes } = reader.world.session(input.sessionId);
    const hint: StoryHint = {
      id: `hin_new_${++made}`,
      authorId: reader.userId,
      kind: input.kind,
      topicCode: themes[0]?.topic?.countsAs ?? 'OTHER',
      response: themes[0]?.response ?? 'UNDECIDED',
      text: input.text,
      leftOn: new Date().toISOString().slice(0, 10),
      state: 'PENDING',
      reason: null,
    };
    reader.world.story.feedback.hints.unshift(hint);
    return readHint(hint);
  },
  markHintHelped: ({ input }: OfHint) => ({ __typename: 'ReadHint', hintId: input.hintId }),
  reportHint: ({ input }: OfHint) => ({ __typename: 'ReadHint', hintId: input.hintId }),
  approveHint: ({ input }: OfHint, reader: Reader) => review(input.hintId, reader, { state: 'APPROVED', reason: null }),
  rejectHint: ({ input }: OfHint<{ reason: string }>, reader: Reader) =>
    review(input.hintId, reader, { state: 'REJECTED', reason: input.reason }),
  undoHintReview({ input }: OfHint, { world }: Reader) {
    const hint = world.story.feedback.hints.find((one) => one.id === input.hintId);
    return hint && readHint(Object.assign(hint, { state: 'PENDING', reason: null }));
  },
  withdrawHint({ input }: OfHint, reader: Reader) {
    const { hints } = reader.world.story.feedback;
    hints.splice(
      hints.findIndex(({ id }) => id === input.hintId),
      1,
    );
    return { __typename: 'Removed', id: input.hintId };
  },
};

function review(id: string, { world }: Reader, verdict: Pick<StoryHint, 'state' | 'reason'>) {
  const hint = world.story.feedback.hints.find((one) => one.id === id);
  if (hint?.state !== 'PENDING') return problem('NotNow', 'HINT_REVIEWED', 'このヒントはすでに確認済みです。');
  return readHint(Object.assign(hint, verdict));
}

function problem(__typename: string, code: string, message: string) {
  return { __typename, code, message, issues: [] };
}
