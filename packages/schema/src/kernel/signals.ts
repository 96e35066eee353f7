import type { Db } from './database.ts';
import { Feed, type Source, SourceFeed, type Taker } from './feed.ts';

/** What a wake-up carries: ids, never content. */
export type SignalIds = Readonly<Record<string, string>>;

/** Wakes up whoever watches a topic. A signal says that something changed; what, is read from the tables again. */
export interface Signals {
  /**
   * The signals of a topic (`session:<tenant>:<id>`) from now on, until it is left or `until` is aborted. Signals that come
   * while the reader is busy may become one, the last of them.
   */
  subscribe(topic: string, until?: AbortSignal): Feed<SignalIds>;
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
class Mailbox implements Source<SignalIds> {
  readonly #onLeft: (box: Mailbox) => void;
  #latest: SignalIds | undefined;
  #wake = (): void => {};

  constructor(onLeft: (box: Mailbox) => void) {
    this.#onLeft = onLeft;
  }

  put(ids: SignalIds): void {
    this.#latest = ids;
    this.#wake();
  }

  next(): SignalIds | undefined {
    const ids = this.#latest;
    this.#latest = undefined;
    return ids;
  }

  onNews(wake: () => void): void {
    this.#wake = wake;
  }

  leave(): void {
    this.#onLeft(this);
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

  subscribe(topic: string, until?: AbortSignal): Feed<SignalIds> {
    const box = new Mailbox((left) => this.#leave(topic, left));
    const boxes = this.#boxes.get(topic) ?? new Set();
    this.#boxes.set(topic, boxes.add(box));
    const feed = new SourceFeed(box);
    until?.addEventListener('abort', () => void feed.leave(), { once: true });
    if (until?.aborted) void feed.leave();
    return feed;
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

/** The signals of a topic behind an event that comes at once. */
class Watch extends Feed<SignalIds> {
  readonly #signals: Feed<SignalIds>;
  readonly #onEnd: () => Promise<void> | void;
  readonly #taker: Taker<SignalIds> = {
    take: (ids) => this.give(ids),
    end: () => this.close(),
    fail: (error) => this.close({ error }),
  };
  #isFirst = true;

  constructor(topic: string, onEnd: () => Promise<void> | void) {
    super();
    this.#signals = signals().subscribe(topic);
    this.#onEnd = onEnd;
  }

  protected look(): void {
    if (!this.#isFirst) return this.#signals.ask(this.#taker);
    this.#isFirst = false;
    this.give({});
  }

  protected async left(): Promise<void> {
    await this.#signals.leave();
    await this.#onEnd();
  }
}

/**
 * The topic as a stream for a subscription: one event at once, so that the watcher sees how things stand, then one with each
 * signal. Ends at once when its reader leaves, also in the middle of waiting. `onEnd` runs once when it is over.
 */
export const watch = (topic: string, onEnd: () => Promise<void> | void = () => {}): Feed<SignalIds> =>
  new Watch(topic, onEnd);
