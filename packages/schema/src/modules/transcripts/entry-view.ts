import type { CaptureReason, Speaker, TranscriptState } from '../../generated/prisma/enums.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Place } from '../../kernel/tenant-keys.ts';
import { unsealerFor } from '../../kernel/unsealer.ts';
import type { Part, TwoPeople } from '../pairs/pair.policy.ts';
import { partFor } from './capture-change.ts';
import { speakersPlace, wordsOf, wordsPlace } from './segment-words.ts';
import type { EntryRow, TranscriptHead } from './transcript-read.ts';

interface Entry {
  readonly seq: number;
  readonly writtenAt: Date;
  /** Which of the two did it; null for a server and for what happened by itself. */
  readonly by: Part | null;
}

/** Something that was said. */
export interface SegmentView extends Entry {
  readonly kind: 'SEGMENT';
  readonly sessionId: string;
  readonly clientId: string;
  readonly speaker: Speaker;
  readonly speakerLabel: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly text: string;
  readonly language: string | null;
  readonly revision: number;
}

/** Where something was said that has been deleted. */
export interface DeletedView extends Entry {
  readonly kind: 'DELETED';
}

/** That a segment was corrected. */
export interface CorrectionView extends Entry {
  readonly kind: 'CORRECTION';
  readonly segmentSeq: number;
  /** As it is now; null once it was deleted. */
  readonly segment: SegmentView | null;
}

/** That segments were deleted. */
export interface DeletionView extends Entry {
  readonly kind: 'DELETION';
  readonly fromSeq: number;
  readonly toSeq: number;
}

/** That the recording began, paused or ended. */
export interface CaptureView extends Entry {
  readonly kind: 'CAPTURE';
  readonly state: TranscriptState;
  readonly reason: CaptureReason;
  readonly grantId: string | null;
  readonly grantStartedAt: Date | null;
}

/** Who stands behind a label. */
export interface SpeakerName {
  readonly label: string;
  readonly speaker: Speaker;
}

/** That labels were given to people. */
export interface NamingView extends Entry {
  readonly kind: 'NAMING';
  readonly speakers: readonly SpeakerName[];
}

/** One entry of a transcript, as one of the two reads it. */
export type EntryView = SegmentView | DeletedView | CorrectionView | DeletionView | CaptureView | NamingView;

/** A column that is there for every entry of its kind. */
function given<T>(value: T | null): T {
  if (value === null) throw new Error('An entry lacks what its kind has.');
  return value;
}

/** What opens sealed texts; null where the key of one is gone. */
interface Opener {
  unseal(place: Place, sealed: Uint8Array): string | null;
}

class Reader {
  readonly #keys: Opener;
  readonly #two: TwoPeople;
  readonly #sessionId: string;
  readonly speakers: readonly SpeakerName[];

  constructor(keys: Opener, head: TranscriptHead) {
    this.#keys = keys;
    this.#two = head;
    this.#sessionId = head.sessionId;
    this.speakers = speakersOf(keys, head);
  }

  #entry({ seq, writtenAt, writtenById }: EntryRow): Entry {
    return { seq, writtenAt, by: partFor(this.#two, writtenById) };
  }

  segment(row: EntryRow, seq: number): SegmentView | null {
    if (!row.words) return null;
    const clientId = given(row.clientId);
    const words = this.#keys.unseal(wordsPlace(this.#sessionId, clientId, row.revision), row.words);
    if (words === null) return null;
    const { text, label } = wordsOf(words);
    const named = this.speakers.find((one) => one.label === label)?.speaker;
    const { segmentAt: writtenAt, segmentById, language, revision } = row;
    return {
      kind: 'SEGMENT',
      sessionId: this.#sessionId,
      seq,
      writtenAt,
      by: partFor(this.#two, segmentById),
      clientId,
      speaker: named ?? given(row.speaker),
      speakerLabel: label,
      startsAt: given(row.startsAt),
      endsAt: given(row.endsAt),
      text,
      language,
      revision,
    };
  }

  view(row: EntryRow): EntryView {
    const entry = this.#entry(row);
    switch (row.kind) {
      case 'SEGMENT':
        return this.segment(row, row.seq) ?? { ...entry, kind: 'DELETED' };
      case 'CORRECTION': {
        const segmentSeq = given(row.fromSeq);
        return { ...entry, kind: 'CORRECTION', segmentSeq, segment: this.segment(row, segmentSeq) };
      }
      case 'DELETION':
        return { ...entry, kind: 'DELETION', fromSeq: given(row.fromSeq), toSeq: given(row.toSeq) };
      case 'CAPTURE': {
        const { grantId, startsAt } = row;
        const [state, reason] = [given(row.captureState), given(row.reason)];
        return { ...entry, kind: 'CAPTURE', state, reason, grantId, grantStartedAt: startsAt };
      }
      case 'NAMING':
        return { ...entry, kind: 'NAMING', speakers: this.speakers };
    }
  }
}

/** Who stands behind the labels of a transcript, unsealed. */
export function speakersOf(
  keys: Opener,
  { transcriptId, speakers }: Pick<TranscriptHead, 'transcriptId' | 'speakers'>,
): readonly SpeakerName[] {
  if (!speakers) return [];
  return JSON.parse(keys.unseal(speakersPlace(transcriptId), speakers) ?? '[]') as SpeakerName[];
}

/** The entries unsealed for one of the two, in their order. */
export async function openEntries(actor: Actor, head: TranscriptHead, rows: readonly EntryRow[]): Promise<EntryView[]> {
  const keys = await unsealerFor(actor, [head.speakers, ...rows.map(({ words }) => words)]);
  const reader = new Reader(keys, head);
  return rows.map((row) => reader.view(row));
}
