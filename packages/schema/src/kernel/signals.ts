import type { Db } from './database.ts';

/** What a wake-up carries: ids, never content. */
export type SignalIds = Readonly<Record<string, string>>;

/** Wakes up whoever watches a topic. A signal says that something changed; what, is read from the tables again. */
export interface Signals {
  /**
   * Waits for signals of a topic (`session:<tenant>:<id>`) until `until` is aborted; then the iteration ends. Signals that
   * come while the reader is busy may become one, the last of them.
   */
  subscribe(topic: string, until: AbortSignal): AsyncIterable<SignalIds>;
}

/** The channel of the database on which signals travel; each is `{ topic, ids }`. */
export const SIGNAL_CHANNEL = 'taiwa_signals';

/** Wakes up the topic's watchers when the transaction commits, and not if it does not. */
export async function signal(db: Pick<Db, '$executeRaw'>, topic: string, ids: SignalIds = {}): Promise<void> {
  await db.$executeRaw`select pg_notify(${SIGNAL_CHANNEL}, ${JSON.stringify({ topic, ids })})`;
}

/** The topic of everything that changes one session. */
export const sessionTopic = (tenantId: string, sessionId: string): string => `session:${tenantId}:${sessionId}`;

/** The topic of everything that changes a person's home. */
export const userTopic = (tenantId: string, userId: string): string => `user:${tenantId}:${userId}`;

/** One watcher's place to wait: keeps the latest signal only, so that a slow reader costs no memory. */
class Mailbox {
  #latest: SignalIds | undefined;
  #wake: (() => void) | undefined;

  put(ids: SignalIds): void {
    this.#latest = ids;
    this.#wake?.();
  }

  async *take(until: AbortSignal): AsyncGenerator<SignalIds> {
    const stop = () => this.#wake?.();
    until.addEventListener('abort', stop, { once: true });
    while (!until.aborted) {
      const ids = this.#latest;
      this.#latest = undefined;
      if (ids) yield ids;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    until.removeEventListener('abort', stop);
  }
}

/** Signals within one process: what a source such as LISTEN feeds, and the twin that tests use. */
export class LocalSignals implements Signals {
  readonly #boxes = new Map<string, Set<Mailbox>>();

  /** Wakes up the topic's watchers of this process. */
  publish(topic: string, ids: SignalIds = {}): void {
    for (const box of this.#boxes.get(topic) ?? []) box.put(ids);
  }

  /** Wakes up everybody, for when signals may have been lost. */
  publishAll(): void {
    for (const topic of this.#boxes.keys()) this.publish(topic);
  }

  /** The topics that somebody watches now. */
  get topics(): readonly string[] {
    return [...this.#boxes.keys()];
  }

  subscribe(topic: string, until: AbortSignal): AsyncIterable<SignalIds> {
    // From now on, not from the first reading: nothing is missed in between.
    const box = new Mailbox();
    const boxes = this.#boxes.get(topic) ?? new Set();
    this.#boxes.set(topic, boxes.add(box));
    until.addEventListener('abort', () => this.#leave(topic, box), { once: true });
    if (until.aborted) this.#leave(topic, box);
    return box.take(until);
  }

  #leave(topic: string, box: Mailbox): void {
    const boxes = this.#boxes.get(topic);
    boxes?.delete(box);
    if (boxes?.size === 0) this.#boxes.delete(topic);
  }
}

let inForce: Signals | undefined;

/** Sets the signals of this process. */
export function useSignals(next: Signals): void {
  inForce = next;
}

/** The signals of this process; throws where none were set. */
export function signals(): Signals {
  if (!inForce) throw new Error('No signals: call useSignals first.');
  return inForce;
}

/**
 * The topic as a stream for a subscription: one event at once, so that the watcher sees how things stand, then one with each
 * signal. Ends at once when its reader leaves, also in the middle of waiting. `onEnd` runs once when it is over.
 */
export function watch(topic: string, onEnd?: () => Promise<void> | void): AsyncIterableIterator<SignalIds> {
  const until = new AbortController();
  const source = signals().subscribe(topic, until.signal)[Symbol.asyncIterator]();
  let isFirst = true;
  const end = async (): Promise<IteratorResult<SignalIds>> => {
    if (!until.signal.aborted) {
      until.abort();
      await onEnd?.();
    }
    return { done: true, value: undefined };
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (!isFirst) return source.next();
      isFirst = false;
      return { done: false, value: {} };
    },
    return: end,
    throw: end,
  };
}
