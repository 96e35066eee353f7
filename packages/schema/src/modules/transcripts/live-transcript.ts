import type { SignalIds } from '../../kernel/signals.ts';
import { after, now } from '../../kernel/time.ts';
import { type EntryRow, MOST_ENTRIES, type News, type TranscriptHead } from './transcript-read.ts';

/** Most entries of a talk that stay in memory. */
export const TAIL_LENGTH = 100;
/** Seconds after which a draft that nothing followed is gone. */
const DRAFT_SECONDS = 10;

/** What a speech engine thinks it hears, sealed, and when that came. */
export interface HeldDraft {
  readonly speaker: string;
  readonly sealed: string;
  readonly at: Date;
}

/** What one event of a watched transcript is made of; sealed, and nobody's until the policy was asked. */
export interface TranscriptNews {
  /** How it stands; null where nobody has asked for a transcript yet, or it was removed. */
  readonly head: TranscriptHead | null;
  /** What follows on what the reader has, in its order and without a gap. */
  readonly entries: readonly EntryRow[];
  readonly drafts: readonly HeldDraft[];
  /** Everything beside the entries as one text: without entries, the same text is no news. */
  readonly standing: string;
}

/** News of these parts. */
export const newsOf = (
  head: TranscriptHead | null,
  entries: readonly EntryRow[],
  drafts: readonly HeldDraft[],
): TranscriptNews => ({ head, entries, drafts, standing: JSON.stringify([head?.state, head?.lastSeq, drafts]) });

const isPresent = ({ at }: HeldDraft): boolean => at > after(now(), -DRAFT_SECONDS, 'seconds');

/** What a talk that is watched in this process knows without asking: its newest entries, how it stands, and the drafts. */
export class LiveTranscript {
  readonly tenantId: string;
  readonly sessionId: string;
  /** The people who watch it here, and how many pages each has. */
  readonly watchers = new Map<string, number>();
  readonly #wakers = new Set<() => void>();
  readonly #drafts = new Map<string, HeldDraft>();
  readonly #news = new Map<number, TranscriptNews>();
  #entries: EntryRow[] = [];
  #head: TranscriptHead | null = null;
  #isRead = false;
  #version = 0;
  #restricted: readonly string[] = [];

  constructor(tenantId: string, sessionId: string) {
    this.tenantId = tenantId;
    this.sessionId = sessionId;
  }

  /** How it stands; null where nobody has asked for a transcript yet. */
  get head(): TranscriptHead | null {
    return this.#head;
  }

  /** Whether it was read at least once. */
  get isRead(): boolean {
    return this.#isRead;
  }

  /** Another number after every change. */
  get version(): number {
    return this.#version;
  }

  /** The newest entry it knows of; undefined before the first reading. */
  get newest(): number | undefined {
    return this.#head?.lastSeq;
  }

  /** What speech engines think they hear now, one for each speaker. */
  get drafts(): readonly HeldDraft[] {
    return [...this.#drafts.values()].filter(isPresent);
  }

  /** Whether it is about somebody else whose data is restricted, and so exists for them alone. */
  isWithheldFrom(userId: string): boolean {
    return this.#restricted.some((restricted) => restricted !== userId);
  }

  /** Takes in whose data is restricted of the two. */
  restrict(userIds: readonly string[]): void {
    if (userIds.join() === this.#restricted.join()) return;
    this.#restricted = userIds;
    this.#wake();
  }

  /** Takes in what was read, `null` where there is no transcript. What was deleted or corrected is so in memory, too. */
  take(news: News | null): void {
    const known = this.#head;
    const isSame = this.#isRead && known?.lastSeq === news?.head.lastSeq && known?.state === news?.head.state;
    this.#isRead = true;
    if (isSame) return;
    // Only as far as the entries reach: there may be more than one reading holds.
    const lastSeq = known ? (news?.entries.at(-1)?.seq ?? known.lastSeq) : news?.head.lastSeq;
    this.#head = news && { ...news.head, lastSeq: lastSeq ?? 0 };
    if (news) for (const entry of news.entries) this.#add(entry);
    else this.#entries = [];
    this.#entries = this.#entries.slice(-TAIL_LENGTH);
    this.#wake();
  }

  #add(entry: EntryRow): void {
    if (entry.kind === 'DELETION') this.#entries = this.#entries.map((one) => withoutWords(one, entry));
    if (entry.kind === 'CORRECTION') this.#entries = this.#entries.map((one) => corrected(one, entry));
    this.#entries.push(entry);
  }

  /** Takes in a draft in place of the speaker's last one; an empty one takes it away. */
  takeDraft({ speaker, sealed }: SignalIds): void {
    if (!speaker || sealed === undefined) return;
    if (sealed) this.#drafts.set(speaker, { speaker, sealed, at: now() });
    else this.#drafts.delete(speaker);
    this.#wake();
  }

  /**
   * What a reader is to be told who has everything up to an entry; undefined where memory does not reach that far. Until
   * something changes all who stand there get one object, so that it is opened and answered once for those who may see the same.
   */
  newsBehind(position: number): TranscriptNews | undefined {
    const known = this.#news.get(position);
    if (known?.drafts.every(isPresent)) return known;
    const entries = this.#since(position);
    if (!entries) return undefined;
    const news = newsOf(this.head, entries, this.drafts);
    this.#news.set(position, news);
    return news;
  }

  #since(position: number): readonly EntryRow[] | undefined {
    if (this.newest === undefined || position === this.newest) return [];
    if (position > this.newest) return undefined;
    const first = this.#entries[0]?.seq;
    if (first === undefined || first > position + 1) return undefined;
    const from = position + 1 - first;
    return this.#entries.slice(from, from + MOST_ENTRIES);
  }

  /** Calls `wake` after every change from now on, until the answer is called. */
  onChange(wake: () => void): () => void {
    this.#wakers.add(wake);
    return () => void this.#wakers.delete(wake);
  }

  #wake(): void {
    this.#version += 1;
    this.#news.clear();
    for (const wake of this.#wakers) wake();
  }
}

const isWithin = (seq: number | null, { fromSeq, toSeq }: EntryRow): boolean =>
  seq !== null && fromSeq !== null && toSeq !== null && fromSeq <= seq && seq <= toSeq;

/** Which segment the words of an entry belong to; null where it has none. */
const segmentOf = ({ kind, seq, fromSeq }: EntryRow): number | null =>
  kind === 'SEGMENT' ? seq : kind === 'CORRECTION' ? fromSeq : null;

const withoutWords = (entry: EntryRow, deletion: EntryRow): EntryRow =>
  isWithin(segmentOf(entry), deletion) ? { ...entry, words: null } : entry;

function corrected(entry: EntryRow, { fromSeq, words, revision, speaker }: EntryRow): EntryRow {
  return segmentOf(entry) === fromSeq ? { ...entry, words, revision, speaker } : entry;
}
