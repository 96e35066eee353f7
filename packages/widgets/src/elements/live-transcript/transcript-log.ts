import type { TranscriptUpdate } from '@taiwa/sdk/follow-transcript';

type Entry = TranscriptUpdate['entries'][number];
type Kind<Name extends Entry['__typename']> = Extract<Entry, { readonly __typename: Name }>;

/** Something that was said. */
export type Segment = Omit<Kind<'TranscriptSegment'>, '__typename'>;
/** That the recording was asked for, began, paused or ended. */
export type CaptureChange = Kind<'CaptureChange'>;
/** Who said something. */
export type Speaker = Segment['speaker'];
/** Which of the two. */
export type By = Entry['by'];

/** Who corrected a segment, and when. */
export interface Correction {
  readonly by: By;
  readonly at: string;
  /** What it said before, where this reader had read it. */
  readonly former: string | undefined;
}

/** One line of a transcript, as a person reads it. */
export type Row =
  | {
      readonly kind: 'said';
      readonly seq: number;
      readonly segment: Segment;
      readonly corrections: readonly Correction[];
    }
  | { readonly kind: 'stands'; readonly seq: number; readonly change: CaptureChange }
  | { readonly kind: 'removed'; readonly seq: number; readonly by: By; readonly at: string };

/** A line that something was said in. */
export type SaidRow = Extract<Row, { readonly kind: 'said' }>;

/**
 * A transcript as it is now, made of the entries read so far. Entries come in order and without a gap; taken in twice, one
 * changes nothing.
 */
export class TranscriptLog {
  /** Its lines, in the order of their numbers. A line that changes is another object. */
  readonly rows: Row[] = [];
  /** The number of the last entry taken in. */
  lastSeq = 0;
  readonly #labels = new Map<string, Speaker>();

  /** Takes the next entries in. */
  take(entries: readonly Entry[]): void {
    for (const entry of entries) {
      if (entry.seq <= this.lastSeq) continue;
      this.lastSeq = entry.seq;
      this.#take(entry);
    }
  }

  /** The line of a segment; undefined where there is none. */
  said(seq: number): SaidRow | undefined {
    const row = this.rows[this.indexOf(seq)];
    return row?.kind === 'said' && row.seq === seq ? row : undefined;
  }

  /** The place of the first line at or behind a number. */
  indexOf(seq: number): number {
    let [from, to] = [0, this.rows.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.rows[middle]?.seq ?? 0) < seq) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** Whether anything that was said is there. */
  get hasWords(): boolean {
    return this.rows.some(({ kind }) => kind === 'said');
  }

  /** The lines in which something was said, from one number to another. */
  saidWithin(from: number, to: number): readonly SaidRow[] {
    return this.rows.slice(this.indexOf(from), this.indexOf(to + 1)).filter((row) => row.kind === 'said');
  }

  /** What imports and speech engines called the speakers, and who that is as far as it is known. */
  get labels(): ReadonlyMap<string, Speaker> {
    return this.#labels;
  }

  /** The last change of the recording; undefined where there was none. */
  get lastChange(): CaptureChange | undefined {
    return this.rows.findLast((row) => row.kind === 'stands')?.change;
  }

  #take(entry: Entry): void {
    switch (entry.__typename) {
      case 'TranscriptSegment':
        if (entry.speakerLabel) this.#labels.set(entry.speakerLabel, entry.speaker);
        this.rows.push({ kind: 'said', seq: entry.seq, segment: entry, corrections: [] });
        break;
      case 'CaptureChange':
        this.rows.push({ kind: 'stands', seq: entry.seq, change: entry });
        break;
      case 'SegmentCorrection':
        this.#correct(entry);
        break;
      case 'TranscriptDeletion':
        this.#remove(entry);
        break;
      case 'SpeakerNaming':
        for (const { label, speaker } of entry.speakers) this.#name(label, speaker);
        break;
      case 'DeletedSegment':
        break;
    }
  }

  #correct({ segmentSeq, segment, by, writtenAt }: Kind<'SegmentCorrection'>): void {
    const row = this.said(segmentSeq);
    if (!row) return;
    if (!segment) return void this.rows.splice(this.indexOf(segmentSeq), 1);
    const former = row.segment.text === segment.text ? undefined : row.segment.text;
    const corrections = [...row.corrections, { by, at: writtenAt, former }];
    this.rows[this.indexOf(segmentSeq)] = { ...row, segment, corrections };
  }

  #remove({ seq, fromSeq, toSeq, by, writtenAt }: Kind<'TranscriptDeletion'>): void {
    const [from, to] = [this.indexOf(fromSeq), this.indexOf(toSeq + 1)];
    const left = this.rows.slice(from, to).filter((row) => row.kind !== 'said');
    this.rows.splice(from, to - from, ...left);
    this.rows.push({ kind: 'removed', seq, by, at: writtenAt });
    this.#forgetUnusedLabels();
  }

  #forgetUnusedLabels(): void {
    const used = new Set(this.rows.map((row) => (row.kind === 'said' ? row.segment.speakerLabel : null)));
    for (const label of this.#labels.keys()) if (!used.has(label)) this.#labels.delete(label);
  }

  #name(label: string, speaker: Speaker): void {
    if (this.#labels.has(label)) this.#labels.set(label, speaker);
    for (const [index, row] of this.rows.entries()) {
      if (row.kind !== 'said' || row.segment.speakerLabel !== label) continue;
      this.rows[index] = { ...row, segment: { ...row.segment, speaker } };
    }
  }
}
