import { readImpressions } from './feedback-reading.ts';
import { readBulk } from './pair-changes.ts';
import { readViewer } from './questions.ts';
import { readSession, type Reader } from './reading.ts';
import { transcriptUpdates } from './transcript.ts';

/** What the story tells those who follow something: at once, then on every signal. */
export const follows = {
  sessionChanged: ({ sessionId }: { sessionId: string }, reader: Reader) =>
    follow(reader, () => {
      const session = reader.world.story.sessions.find(({ id }) => id === sessionId);
      return { sessionChanged: () => (session ? readSession(session, reader) : null) };
    }),
  homeChanged: (_: unknown, reader: Reader) => follow(reader, () => ({ homeChanged: () => readViewer(reader) })),
  importChanged: (_: unknown, reader: Reader) => follow(reader, () => ({ importChanged: () => readBulk(reader) })),
  presence({ sessionId }: { sessionId: string }, reader: Reader) {
    const { presence } = reader.world.session(sessionId);
    const me = Object.values(reader.world.story.people).find((one) => one.id === reader.userId);
    if (me) presence.push(me);
    reader.world.signal();
    const leave = (): void => {
      if (me) presence.splice(presence.indexOf(me), 1);
      reader.world.signal();
    };
    return follow(reader, () => ({ presence: [...new Set(presence)] }), leave);
  },
  transcript({ sessionId, after }: { sessionId: string; after: number }, reader: Reader) {
    const session = reader.world.session(sessionId);
    const next = transcriptUpdates(session, after);
    const isThere = (): boolean => reader.world.story.sessions.includes(session);
    return follow(
      reader,
      // What was withheld meanwhile is refused as if it had never been there.
      () => ({ transcript: isThere() ? next() : () => reader.world.session(sessionId) }),
      () => undefined,
      ({ transcript }) => 'hasMore' in transcript && transcript.hasMore,
    );
  },
  impressionReceived: (_: unknown, reader: Reader) =>
    follow(reader, () => ({ impressionReceived: readImpressions(reader)[0] ?? null })),
};

/** Not a generator: one that waits could not be told to stop. */
function follow<Event>(
  { world }: Reader,
  read: () => Event,
  leave = (): void => undefined,
  hasMore: (event: Event) => boolean = () => false,
): AsyncGenerator<Event> {
  let due = true;
  let over = false;
  let wake = (): void => undefined;
  const stop = world.watch(() => {
    due = true;
    wake();
  });
  return {
    async next() {
      while (!due && !over) await new Promise<void>((resolve) => (wake = resolve));
      due = false;
      if (over) return { done: true, value: undefined };
      const value = read();
      due ||= hasMore(value);
      return { done: false, value };
    },
    async return() {
      if (!over) {
        over = true;
        stop();
        wake();
        leave();
      }
      return { done: true, value: undefined };
    },
    async throw(error) {
      await this.return(undefined);
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      await this.return(undefined);
    },
  };
}
