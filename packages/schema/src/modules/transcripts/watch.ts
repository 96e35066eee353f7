import { type Actor, freshActor } from '../../kernel/actor.ts';
import { database, read } from '../../kernel/database.ts';
import { type Feed, type PlacedSource, SourceFeed } from '../../kernel/feed.ts';
import { Leases } from '../../kernel/leases.ts';
import { NotNow } from '../../kernel/problems.ts';
import { notFound } from '../../kernel/refusals.ts';
import { type LiveTranscript, newsOf, type TranscriptNews } from './live-transcript.ts';
import { type Hold, liveTranscripts } from './live-transcripts.ts';
import { readNews } from './transcript-read.ts';
import { says } from './words.ts';

/** Readers who catch up on history at the same time; the others wait for their turn. */
const CATCHING_UP = 4;
const PATIENCE_MS = 30_000;
const turns = new Leases(CATCHING_UP, PATIENCE_MS, () => ({}));

/** A page of history, read as the reader, behind the wall. Throws where the reader has what is not there. */
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
    if (past && past.head.lastSeq < after) throw new NotNow(says.NO_SUCH_ENTRY);
    return newsOf(past?.head ?? head, past?.entries ?? [], drafts);
  } finally {
    turns.giveBack(turn);
  }
}

/** Where a reader stands. */
interface Place {
  /** The newest entry they have. */
  readonly position: number;
  /** How they know the rest to stand. */
  readonly told: string | undefined;
}

/**
 * One reader's way through a transcript, from wherever they are: history from the table in pages, then the tail in memory,
 * where all who have the same are told the same. It is pulled: a reader who is slow keeps nothing waiting in memory, and goes
 * on where they stopped.
 */
class TranscriptReader implements PlacedSource<TranscriptNews> {
  place: Place;
  readonly #actor: Actor;
  readonly #hold: Hold;
  #deafen = (): void => {};
  /** As of which version of what is in memory there was nothing in the table. */
  #soughtAt: number | undefined;

  constructor(actor: Actor, sessionId: string, after: number) {
    this.place = { position: after, told: undefined };
    this.#actor = actor;
    this.#hold = liveTranscripts.hold(actor.tenantId, sessionId, actor.userId);
  }

  onNews(wake: () => void): void {
    this.#deafen = this.#hold.live.onChange(wake);
  }

  rest(): void {
    this.#deafen();
    this.#soughtAt = undefined;
  }

  leave(): void {
    this.#deafen();
    this.#hold.letGo();
  }

  next(): TranscriptNews | Promise<TranscriptNews | undefined> | undefined {
    const { live } = this.#hold;
    if (live.isWithheldFrom(this.#actor.userId)) throw notFound();
    if (!live.isRead) return undefined;
    const news = live.newsBehind(this.place.position);
    if (news) return this.#taken(news);
    return this.#soughtAt === live.version ? undefined : this.#catchUp(live);
  }

  async #catchUp(live: LiveTranscript): Promise<TranscriptNews | undefined> {
    const { version } = live;
    const news = this.#taken(await readHistory(this.#actor, live, this.place.position));
    if (!news) this.#soughtAt = version;
    return news;
  }

  /** The news as told from now on; undefined where they are none. */
  #taken(news: TranscriptNews): TranscriptNews | undefined {
    const { position, told } = this.place;
    if (news.entries.length === 0 && news.standing === told) return undefined;
    this.place = { position: news.entries.at(-1)?.seq ?? position, told: news.standing };
    return news;
  }
}

/** Follows a transcript from behind an entry, from 0 for all of it. The caller has seen to it that the actor may. */
export const followTranscript = (actor: Actor, sessionId: string, after: number): Feed<TranscriptNews> =>
  new SourceFeed(new TranscriptReader(actor, sessionId, after));
