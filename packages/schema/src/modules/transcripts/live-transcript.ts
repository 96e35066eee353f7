import type { SignalIds } from '../../kernel/signals.ts';
import { after, now } from '../../kernel/time.ts';
import type { EntryRow, News, TranscriptHead } from './transcript-read.ts';

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

/** What a talk that is watched in this process knows without asking: its newest entries, how it stands, and the drafts. */
export class LiveTranscript {
  readonly tenantId: string;
  readonly sessionId: string;
  /** The people who watch it here, and how many pages each has. */
  readonly watchers = new Map<string, number>();
  readonly #wakers = new Set<() => void>();
  readonly #drafts = new Map<string, HeldDraft>();
  #entries: EntryRow[] = [];
  #head: TranscriptHead | null = null;
  #isRead = false;
  #version = 0;

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
    const oldest = after(now(), -DRAFT_SECONDS, 'seconds');
    return [...this.#drafts.values()].filter(({ at }) => at > oldest);
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

  /** The entries behind one, at most `limit`; undefined where memory does not reach back that far. */
  since(position: number, limit: number): readonly EntryRow[] | undefined {
    if (position >= (this.newest ?? 0)) return [];
    const first = this.#entries[0]?.seq;
    if (first === undefined || first > position + 1) return undefined;
    const from = position + 1 - first;
    return this.#entries.slice(from, from + limit);
  }

  /** Answers once something has changed since that version, or when `until` is aborted. */
  changedSince(version: number, until: AbortSignal): Promise<void> {
    if (this.#version !== version || until.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        this.#wakers.delete(done);
        until.removeEventListener('abort', done);
        resolve();
      };
      this.#wakers.add(done);
      until.addEventListener('abort', done, { once: true });
    });
  }

  #wake(): void {
    this.#version += 1;
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
