import { type Actor, freshActor } from '../../kernel/actor.ts';
import { database, read } from '../../kernel/database.ts';
import { Leases } from '../../kernel/leases.ts';
import type { HeldDraft } from './live-transcript.ts';
import { type Hold, liveTranscripts } from './live-transcripts.ts';
import { type EntryRow, MOST_ENTRIES, readNews, type TranscriptHead } from './transcript-read.ts';

/** What one event of a watched transcript is made of; sealed, and nobody's until the policy was asked. */
export interface TranscriptNews {
  /** How it stands; null where nobody has asked for a transcript yet, or it was removed. */
  readonly head: TranscriptHead | null;
  /** What follows on what the reader has, in its order and without a gap. */
  readonly entries: readonly EntryRow[];
  readonly drafts: readonly HeldDraft[];
}

/** Readers who catch up on history at the same time; the others wait for their turn. */
const CATCHING_UP = 4;
const PATIENCE_MS = 30_000;
const turns = new Leases(CATCHING_UP, PATIENCE_MS, () => ({}));

/** A page of history, read as the reader, behind the wall. */
async function readHistory(actor: Actor, sessionId: string, after: number) {
  const turn = await turns.take();
  try {
    const reader = freshActor(actor);
    const wanted = [{ tenantId: actor.tenantId, sessionId, after }];
    return (await read(reader, () => readNews(database(reader), wanted)))[0];
  } finally {
    turns.giveBack(turn);
  }
}

/**
 * One reader's way through a transcript, from wherever they are: history from the table in pages, then the tail in memory.
 * It is pulled: a reader who is slow keeps nothing waiting in memory, and goes on where they stopped.
 */
class TranscriptReader implements AsyncIterableIterator<TranscriptNews> {
  readonly #actor: Actor;
  readonly #hold: Hold;
  readonly #until = new AbortController();
  #position: number;
  #told: string | undefined;

  constructor(actor: Actor, sessionId: string, after: number) {
    this.#actor = actor;
    this.#position = after;
    this.#hold = liveTranscripts.hold(actor.tenantId, sessionId, actor.userId);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<TranscriptNews>> {
    const { live } = this.#hold;
    while (!this.#until.signal.aborted) {
      const { version } = live;
      const news = live.isRead ? await this.#pull() : undefined;
      if (news) return { done: false, value: news };
      await live.changedSince(version, this.#until.signal);
    }
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<TranscriptNews>> {
    this.#until.abort();
    this.#hold.letGo();
    return { done: true, value: undefined };
  }

  /** What this reader does not know yet; undefined for nothing. */
  async #pull(): Promise<TranscriptNews | undefined> {
    const { live } = this.#hold;
    const tail = live.since(this.#position, MOST_ENTRIES);
    const past = tail ? undefined : await readHistory(this.#actor, live.sessionId, this.#position);
    const head = past?.head ?? live.head;
    const entries = tail ?? past?.entries ?? [];
    const { drafts } = live;
    const tells = JSON.stringify([head?.state, head?.lastSeq, drafts]);
    if (entries.length === 0 && tells === this.#told) return undefined;
    this.#told = tells;
    this.#position = entries.at(-1)?.seq ?? this.#position;
    return { head, entries, drafts };
  }
}

/** Follows a transcript from behind an entry, from 0 for all of it. The caller has seen to it that the actor may. */
export const followTranscript = (
  actor: Actor,
  sessionId: string,
  after: number,
): AsyncIterableIterator<TranscriptNews> => new TranscriptReader(actor, sessionId, after);
