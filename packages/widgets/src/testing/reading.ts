import { pageOf, type PageArgs } from './pages.ts';
import type { StorySession, StoryTheme } from './story.ts';
import { feedbackActions, readFeedback } from './feedback.ts';
import { hintsOf, questionsOf, responses, stage, text } from './texts.ts';
import { readTranscript } from './transcript.ts';
import type { World } from './world.ts';

/** Who reads. */
export interface Reader {
  readonly world: World;
  readonly userId: string;
  readonly language: 'ja' | 'en';
}

/** A session as the API shows it to a reader. */
export function readSession(session: StorySession, reader: Reader) {
  const member = session.pair.member.id === reader.userId;
  return {
    ...session,
    __typename: 'Session',
    pair: { ...readPair(session, reader) },
    member: session.pair.member,
    counterpart: session.pair.counterpart,
    createdAt: session.startsAt,
    viewerPart: member ? 'MEMBER' : 'COUNTERPART',
    actions: [...actionsOf(session, reader.userId), ...feedbackActions(session, reader)],
    preparation: session.preparation && {
      ...session.preparation,
      seen: session.preparation.seenRevision === session.preparation.revision,
    },
    themes: session.themes.map(readTheme),
    openThemes: session.openThemes.map(readTheme),
    guidedTopics: reader.world.story.guided,
    brief: member ? null : readBrief(session),
    ...readFeedback(session, reader),
    transcript: session.transcript && readTranscript(session, reader.userId),
  };
}

/** A pair as the API shows it to one of the two. */
export function readPair({ pair }: Pick<StorySession, 'pair'>, { world, userId }: Reader) {
  return {
    ...pair,
    __typename: 'Pair',
    kind: 'MANAGER_MEMBER',
    startedAt: '2026-01-01T00:00:00.000Z',
    endedAt: null,
    level: 3,
    purpose: null,
    stage,
    viewerPart: pair.member.id === userId ? 'MEMBER' : 'COUNTERPART',
    sessions: ({ state, first, after }: PageArgs & { readonly state?: readonly string[] }, reader: Reader) =>
      pageOf(heldBy(pair.id, state, reader), first, after),
    nextSession: (_: unknown, reader: Reader) => {
      const next = world.upcoming().find((one) => one.pair.id === pair.id);
      return next ? readSession(next, reader) : null;
    },
  };
}

function heldBy(pairId: string, state: readonly string[] | undefined, reader: Reader) {
  return reader.world.story.sessions
    .filter((one) => one.pair.id === pairId && (!state || state.includes(one.state)))
    .sort((a, b) => b.startsAt.localeCompare(a.startsAt))
    .map((one) => readSession(one, reader));
}

/** A theme as the API shows it. */
export function readTheme(theme: StoryTheme) {
  const countsAs = theme.topic?.countsAs ?? 'OTHER';
  return {
    ...theme,
    __typename: 'Theme',
    title: theme.topic?.name ?? theme.freeTopic,
    countsAs,
    required: false,
    state: theme.doneAt ? 'DONE' : 'OPEN',
    carriedFrom: null,
    response: responseOf(theme.response),
    questions: questionsOf(countsAs),
    hints: hintsOf(countsAs, theme.response),
  };
}

function readBrief(session: StorySession) {
  const [main] = session.themes;
  const title = main?.topic?.name ?? (main?.freeTopic ? text(main.freeTopic, main.freeTopic) : text('', ''));
  const response = main ? responseOf(main.response) : undefined;
  return {
    __typename: 'Brief',
    headline: response
      ? text(`「${title.ja}」について、${response.name.ja}そうです。`, `“${title.en}” — “${response.name.en}”.`)
      : text('まだ話したいことが選ばれていません。', 'Nothing chosen yet.'),
    themes: session.themes.map(readTheme),
    style: response?.style ?? null,
    stage,
    note: session.preparation?.note ?? null,
    openThemes: session.openThemes.map(readTheme),
  };
}

function responseOf(kind: string) {
  return responses.find((one) => one.kind === kind);
}

function actionsOf({ state, pair, proposedBy, startsAt, preparation }: StorySession, userId: string): string[] {
  const member = pair.member.id === userId;
  const planned = state === 'PROPOSED' || state === 'SCHEDULED';
  const soon = Date.parse(startsAt) - Date.now() <= 15 * 60_000;
  return [
    state === 'PROPOSED' && proposedBy.id !== userId && 'ACCEPT',
    planned && 'MOVE',
    planned && 'CANCEL',
    member && (planned || state === 'LIVE') && 'PREPARE',
    !member && preparation && preparation.seenRevision !== preparation.revision && 'MARK_SEEN',
    planned && soon && 'START',
    state === 'LIVE' && 'END',
  ].filter((one) => typeof one === 'string');
}
