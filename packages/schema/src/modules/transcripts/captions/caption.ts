/** One stretch of speech in a caption file: whole milliseconds from the start of the recording, the words as spoken. */
export interface Cue {
  /** The line of the file its time stands on, counted from 1. */
  readonly line: number;
  readonly startMs: number;
  readonly endMs: number;
  /** The name the file gives, or null where it gives none. */
  readonly speaker: string | null;
  readonly text: string;
}

/** Why a part of a file could not be taken over. */
export type CaptionReason = 'TIME_UNREADABLE' | 'ENDS_BEFORE_IT_STARTS' | 'TEXT_WITHOUT_TIME';

/** A place in a file that is not taken over; what is not listed is. */
export interface CaptionIssue {
  readonly line: number;
  readonly reason: CaptionReason;
}

/** What a caption file says: cues by their start, then by their place in the file. */
export interface CaptionFile {
  readonly format: 'WEBVTT' | 'SRT';
  readonly cues: readonly Cue[];
  readonly issues: readonly CaptionIssue[];
}
