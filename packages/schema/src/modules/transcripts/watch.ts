import { type Actor, freshActor } from '../../kernel/actor.ts';
import { database, read } from '../../kernel/database.ts';
import { Leases } from '../../kernel/leases.ts';
import { type LiveTranscript, newsOf, type TranscriptNews } from './live-transcript.ts';
import { type Hold, liveTranscripts } from './live-transcripts.ts';
import { readNews } from './transcript-read.ts';

/** Readers who catch up on history at the same time; the others wait for their turn. */
const CATCHING_UP = 4;
const PATIENCE_MS = 30_000;
const turns = new Leases(CATCHING_UP, PATIENCE_MS, () => ({}));

/** A page of history, read as the reader, behind the wall. */
async function readHistory(
  actor: Actor,
  { sessionId, head, drafts }: LiveTranscript,
  after: number,
): Promise<TranscriptNews> {
  const turn = await turns.take();
  try {
    const reader = freshActor(actor);
    const wanted = [{ tenantId: actor.tenantId, sessionId, after }];
    const [past] = await read(reader, () => readNews(database(reader), wanted));
    return newsOf(past?.head ?? head, past?.entries ?? [], drafts);
  } finally {
    turns.giveBack(turn);
  }
}

/**
 * One reader's way through a transcript, from wherever they are: history from the table in pages, then the tail in memory,
 * where all who have the same are told the same. It is pulled: a reader who is slow keeps nothing waiting in memory, and goes
 * on where they stopped.
 */
class TranscriptReader implements AsyncIterableIterator<TranscriptNews> {
  readonly #actor: Actor;
  readonly #hold: Hold;
  readonly #deafen: () => void;
  #wake = (): void => {};
  #isOver = false;
  #position: number;
  #told: string | undefined;

  constructor(actor: Actor, sessionId: string, after: number) {
    this.#actor = actor;
    this.#position = after;
    this.#hold = liveTranscripts.hold(actor.tenantId, sessionId, actor.userId);
    this.#deafen = this.#hold.live.onChange(() => this.#wake());
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<TranscriptNews>> {
    const { live } = this.#hold;
    while (!this.#isOver) {
      const { version } = live;
      const news = live.isRead ? (live.newsBehind(this.#position) ?? (await this.#catchUp())) : undefined;
      if (news && this.#isNew(news)) return { done: false, value: this.#take(news) };
      if (live.version === version && !this.#isOver) await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<TranscriptNews>> {
    this.#isOver = true;
    this.#deafen();
    this.#hold.letGo();
    this.#wake();
    return { done: true, value: undefined };
  }

  #catchUp(): Promise<TranscriptNews> {
    return readHistory(this.#actor, this.#hold.live, this.#position);
  }

  #isNew(news: TranscriptNews): boolean {
    return news.entries.length > 0 || news.standing !== this.#told;
  }

  #take(news: TranscriptNews): TranscriptNews {
    this.#told = news.standing;
    this.#position = news.entries.at(-1)?.seq ?? this.#position;
    return news;
  }
}

/** Follows a transcript from behind an entry, from 0 for all of it. The caller has seen to it that the actor may. */
export const followTranscript = (
  actor: Actor,
  sessionId: string,
  after: number,
): AsyncIterableIterator<TranscriptNews> => new TranscriptReader(actor, sessionId, after);
