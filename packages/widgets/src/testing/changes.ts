import { companyChanges } from './company-changes.ts';
import { feedbackChanges } from './feedback-changes.ts';
import { officeChanges } from './office.ts';
import { hintPoolChanges } from './hint-pool.ts';
import { pairChanges } from './pair-changes.ts';
import { protectionChanges } from './protection.ts';
import { restrictionChanges } from './restrictions.ts';
import { readSession, readTheme, type Reader } from './reading.ts';
import { meeting, type StorySession, type StoryTheme } from './story.ts';
import { settingsChanges } from './settings.ts';
import { signUpChanges } from './sign-ups.ts';
import { topics } from './texts.ts';
import { transcriptChanges } from './transcript-changes.ts';

interface ThemeInput {
  readonly topicId?: string | null;
  readonly freeTopic?: string | null;
  readonly response: string;
  readonly carriedFromThemeId?: string | null;
}

interface Timing {
  readonly startsAt?: string;
  readonly localTime?: string;
  readonly minutes?: number;
}

interface Input<Fields> {
  readonly input: Fields;
}

type OfSession<Fields = unknown> = Input<Fields & { readonly sessionId: string }>;

let made = 0;

/** What the story does on mutations. */
export const changes = {
  ...feedbackChanges,
  ...transcriptChanges,
  ...companyChanges,
  ...officeChanges,
  ...pairChanges,
  ...protectionChanges,
  ...restrictionChanges,
  ...hintPoolChanges,
  ...settingsChanges,
  ...signUpChanges,
  prepareSession(
    { input }: OfSession<{ themes: ThemeInput[]; note?: string; expectedRevision?: number }>,
    reader: Reader,
  ) {
    const session = reader.world.session(input.sessionId);
    const revision = session.preparation?.revision ?? 0;
    if (input.expectedRevision !== undefined && input.expectedRevision !== revision) {
      return { __typename: 'Conflict', code: 'OUTDATED', message: 'Changed elsewhere' };
    }
    session.themes = input.themes.map(themeOf);
    session.preparation = {
      note: input.note ?? null,
      preparedAt: new Date().toISOString(),
      revision: revision + 1,
      seenAt: session.preparation?.seenAt ?? null,
      seenRevision: session.preparation?.seenRevision ?? null,
    };
    return changed(session, reader);
  },
  markSessionSeen({ input }: OfSession, reader: Reader) {
    const session = reader.world.session(input.sessionId);
    if (session.preparation) {
      session.preparation.seenAt = new Date().toISOString();
      session.preparation.seenRevision = session.preparation.revision;
    }
    return changed(session, reader);
  },
  startSession: ({ input }: OfSession, reader: Reader) =>
    set(input.sessionId, reader, { state: 'LIVE', startedAt: new Date().toISOString() }),
  endSession: ({ input }: OfSession, reader: Reader) =>
    set(input.sessionId, reader, { state: 'ENDED', endedAt: new Date().toISOString() }),
  acceptSession: ({ input }: OfSession, reader: Reader) => set(input.sessionId, reader, { state: 'SCHEDULED' }),
  cancelSession: ({ input }: OfSession, reader: Reader) =>
    set(input.sessionId, reader, { state: 'CANCELLED', cancelledAt: new Date().toISOString() }),
  moveSession: ({ input }: OfSession<Timing>, reader: Reader) =>
    set(input.sessionId, reader, { state: 'PROPOSED', ...timesOf(input), proposedBy: personOf(reader) }),
  proposeSession({ input }: Input<Timing & { pairId: string }>, reader: Reader) {
    const pair = reader.world.story.pairs.find((one) => one.id === input.pairId);
    if (!pair) return { __typename: 'Conflict', code: 'DUPLICATE', message: 'No such pair' };
    const session: StorySession = { ...meeting(`ses_new_${++made}`, pair, 0), ...timesOf(input), state: 'PROPOSED' };
    reader.world.story.sessions.push({ ...session, proposedBy: personOf(reader) });
    return changed(reader.world.session(session.id), reader);
  },
  markThemeDone: ({ input }: Input<{ themeId: string }>, reader: Reader) =>
    setTheme(input.themeId, reader, new Date().toISOString()),
  reopenTheme: ({ input }: Input<{ themeId: string }>, reader: Reader) => setTheme(input.themeId, reader, null),
};

function set(id: string, reader: Reader, fields: Partial<StorySession>) {
  return changed(Object.assign(reader.world.session(id), fields), reader);
}

function changed(session: StorySession, reader: Reader) {
  session.revision += 1;
  reader.world.signal();
  return readSession(session, reader);
}

function setTheme(id: string, reader: Reader, doneAt: string | null) {
  const theme = reader.world.story.sessions.flatMap((one) => one.themes).find((one) => one.id === id);
  if (!theme) return { __typename: 'InvalidInput', code: 'INVALID_INPUT', message: 'No such theme', issues: [] };
  theme.doneAt = doneAt;
  reader.world.signal();
  return readTheme(theme);
}

function themeOf({ topicId, freeTopic, response, carriedFromThemeId }: ThemeInput): StoryTheme {
  const topic = topics.find((one) => one.id === topicId) ?? null;
  const id = `thm_new_${++made}`;
  return { id, topic, freeTopic: freeTopic ?? null, response, carriedFromId: carriedFromThemeId ?? null, doneAt: null };
}

/** Wall times of the story are Tokyo's. */
function timesOf({ startsAt, localTime, minutes = 30 }: Timing): Pick<StorySession, 'startsAt' | 'endsAt'> {
  const from = new Date(startsAt ?? `${localTime}:00+09:00`);
  return { startsAt: from.toISOString(), endsAt: new Date(from.getTime() + minutes * 60_000).toISOString() };
}

function personOf({ world, userId }: Reader) {
  return Object.values(world.story.people).find((one) => one.id === userId) ?? world.story.people.ken;
}
