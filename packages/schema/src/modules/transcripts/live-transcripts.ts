import { asSystem } from '../../kernel/database.ts';
import { each, type Feed } from '../../kernel/feed.ts';
import { signals, type SignalIds } from '../../kernel/signals.ts';
import { RESTRICTIONS } from '../tenancy/restricted-tenants.ts';
import { transcriptTopic } from './capture-change.ts';
import { draftTopic } from './draft.ts';
import { LiveTranscript } from './live-transcript.ts';
import { readRestricted } from './restricted-talk.ts';
import { MOST_ENTRIES, type News, readChanges, type Wanted } from './transcript-read.ts';

/** Milliseconds between readings of every watched talk, which are the truth; signals make it sooner. */
const POLL_MS = 1_000;
/** Milliseconds after a reading that failed. */
const RETRY_MS = 250;
/** Milliseconds from one reading to the next: whatever is signalled meanwhile is read together. */
const BREATH_MS = 20;
/** Most talks in one statement. */
const MOST_TALKS = 2_000;

interface Watched {
  readonly live: LiveTranscript;
  readonly signals: readonly Feed<SignalIds>[];
  pages: number;
}

const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, BREATH_MS).unref());

/** A page's hold on a talk; what is let go by all is forgotten. */
export interface Hold {
  readonly live: LiveTranscript;
  letGo(): void;
}

const keyOf = (tenantId: string, sessionId: string): string => `${tenantId}/${sessionId}`;

/**
 * The talks that this process watches. However many there are, one statement at a time reads what is new in those that were
 * signalled, and every second in all of them.
 */
export class LiveTranscripts {
  readonly #watched = new Map<string, Watched>();
  readonly #due = new Set<LiveTranscript>();
  #isReading = false;
  #restrictions: Feed<SignalIds> | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** Everybody who watches a talk here, for as long as they do. */
  *watchers(): Generator<{ tenantId: string; sessionId: string; userId: string }> {
    for (const { live } of this.#watched.values())
      for (const userId of live.watchers.keys()) yield { tenantId: live.tenantId, sessionId: live.sessionId, userId };
  }

  /** Watches a talk for a person until it is let go. The caller has seen to it that they may. */
  hold(tenantId: string, sessionId: string, userId: string): Hold {
    const key = keyOf(tenantId, sessionId);
    const watched = this.#watched.get(key) ?? this.#begin(key, tenantId, sessionId);
    const { live } = watched;
    watched.pages += 1;
    live.watchers.set(userId, (live.watchers.get(userId) ?? 0) + 1);
    let isHeld = true;
    const letGo = () => {
      if (!isHeld) return;
      isHeld = false;
      const left = (live.watchers.get(userId) ?? 1) - 1;
      if (left > 0) live.watchers.set(userId, left);
      else live.watchers.delete(userId);
      watched.pages -= 1;
      if (watched.pages === 0) this.#end(key, watched);
    };
    return { live, letGo };
  }

  #begin(key: string, tenantId: string, sessionId: string): Watched {
    const live = new LiveTranscript(tenantId, sessionId);
    const heard = signals().subscribe(transcriptTopic(tenantId, sessionId));
    const drafts = signals().subscribe(draftTopic(tenantId, sessionId));
    const watched: Watched = { live, signals: [heard, drafts], pages: 0 };
    this.#watched.set(key, watched);
    each(heard, () => this.#readSoon(live));
    each(drafts, (ids) => live.takeDraft(ids));
    this.#restrictions ??= this.#hearRestrictions();
    this.#timer ??= setInterval(() => this.#readAll(), POLL_MS).unref();
    this.#readSoon(live);
    return watched;
  }

  #end(key: string, { live, signals: heard }: Watched): void {
    for (const feed of heard) void feed.leave();
    this.#watched.delete(key);
    this.#due.delete(live);
    if (this.#watched.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    void this.#restrictions?.leave();
    this.#restrictions = undefined;
  }

  #hearRestrictions(): Feed<SignalIds> {
    const heard = signals().subscribe(RESTRICTIONS);
    each(heard, () => void this.#withhold());
    return heard;
  }

  /** Whoever watches a talk with somebody whose data is restricted from now on is told nothing more of it. */
  async #withhold(): Promise<void> {
    const talks = [...this.#watched.values()].map(({ live }) => live);
    try {
      const restricted = await readRestricted(talks);
      for (const live of talks) live.restrict(restricted.get(live.sessionId) ?? []);
    } catch {
      setTimeout(() => void this.#withhold(), RETRY_MS).unref();
    }
  }

  #readAll(): void {
    for (const { live } of this.#watched.values()) this.#due.add(live);
    if (!this.#isReading) void this.#drain();
  }

  #readSoon(live: LiveTranscript): void {
    this.#due.add(live);
    if (!this.#isReading) void this.#drain();
  }

  async #drain(): Promise<void> {
    this.#isReading = true;
    // What is asked for in this tick is read together.
    await Promise.resolve();
    while (this.#due.size > 0) {
      const talks = [...this.#due].slice(0, MOST_TALKS);
      for (const talk of talks) this.#due.delete(talk);
      const pause = breath();
      try {
        await this.#read(talks);
        await pause;
      } catch {
        // The database is not to be had at the moment: every reader waits with what it has.
        for (const talk of talks) if (this.#isWatched(talk)) this.#due.add(talk);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref());
      }
    }
    this.#isReading = false;
  }

  #isWatched(live: LiveTranscript): boolean {
    return this.#watched.get(keyOf(live.tenantId, live.sessionId))?.live === live;
  }

  async #read(talks: readonly LiveTranscript[]): Promise<void> {
    const wanted = talks.map(({ tenantId, sessionId, head }): Wanted => {
      const of = { tenantId, sessionId };
      return head ? { ...of, after: head.lastSeq, known: head.state } : of;
    });
    const { news, gone } = await asSystem('tailTranscripts', (db) => readChanges(db, wanted));
    const found = new Map<string, News | null>(news.map((one) => [keyOf(one.head.tenantId, one.head.sessionId), one]));
    for (const { tenantId, sessionId } of gone) found.set(keyOf(tenantId, sessionId), null);
    for (const live of talks) {
      const of = found.get(keyOf(live.tenantId, live.sessionId));
      if (of === undefined && live.isRead) continue;
      live.take(of ?? null);
      if (of?.entries.length === MOST_ENTRIES && this.#isWatched(live)) this.#due.add(live);
    }
  }
}

/** Those of this process. */
export const liveTranscripts = new LiveTranscripts();
