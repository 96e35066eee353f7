import { feedbackActions, feedbackOf, type StoryHint } from './feedback.ts';
import { readSession, type Reader } from './reading.ts';
import { hintsOf } from './texts.ts';

/** Talks the reader has not answered for, newest first. */
export function readSessionsToRate(reader: Reader) {
  const { sessions } = reader.world.story;
  return sessions
    .filter((one) => feedbackActions(one, reader).includes('RATE'))
    .sort((a, b) => (b.endedAt ?? '').localeCompare(a.endedAt ?? ''))
    .map((one) => readSession(one, reader));
}

/** Impressions for the reader, newest first. */
export function readImpressions(reader: Reader) {
  return reader.world.story.sessions
    .filter(({ pair }) => pair.counterpart.id === reader.userId)
    .flatMap((session) => {
      const { impression } = feedbackOf(session, reader);
      const talk = (): object => readSession(session, reader);
      return impression
        ? [{ ...impression, __typename: 'Impression', author: session.pair.member, session: talk }]
        : [];
    })
    .sort((a, b) => b.sentAt.localeCompare(a.sentAt));
}

/** A hint as the API shows it. */
export function readHint(hint: StoryHint) {
  return { ...hint, __typename: 'Hint', language: 'ja' };
}

/** The reader's own hints, newest first. */
export function readMyHints({ world, userId }: Reader) {
  return world.story.feedback.hints.filter(({ authorId }) => authorId === userId).map(readHint);
}

/** Hints that wait, for who reviews. */
export function readHintsToReview({ world }: Reader) {
  const { hints, isAdmin } = world.story.feedback;
  return isAdmin ? hints.filter(({ state }) => state === 'PENDING').map(readHint) : [];
}

/** Approved hints for a topic and a response: those the story's people left, then those that were there before. */
export function readSharedHints(topicCode: string, response: string, { world }: Reader) {
  const { hints, hasNoHints } = world.story.feedback;
  const left = hints
    .filter((one) => one.state === 'APPROVED' && one.topicCode === topicCode && one.response === response)
    .map(readHint);
  return hasNoHints ? [] : [...left, ...hintsOf(topicCode, response)];
}
