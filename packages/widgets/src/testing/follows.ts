import { readImpressions } from './feedback-reading.ts';
import { readViewer } from './questions.ts';
import { readSession, type Reader } from './reading.ts';

/** What the story tells those who follow something: at once, then on every signal. */
export const follows = {
  sessionChanged: ({ sessionId }: { sessionId: string }, reader: Reader) =>
    follow(reader, () => ({ sessionChanged: () => readSession(reader.world.session(sessionId), reader) })),
  homeChanged: (_: unknown, reader: Reader) => follow(reader, () => ({ homeChanged: () => readViewer(reader) })),
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
  impressionReceived: (_: unknown, reader: Reader) =>
    follow(reader, () => ({ impressionReceived: readImpressions(reader)[0] ?? null })),
};

/** Not a generator: one that waits could not be told to stop. */
function follow<Event>({ world }: Reader, read: () => Event, leave = (): void => undefined): AsyncGenerator<Event> {
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
      return over ? { done: true, value: undefined } : { done: false, value: read() };
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
