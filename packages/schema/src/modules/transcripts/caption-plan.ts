import { createHash } from 'node:crypto';
import { decodeCsv } from '../imports/csv-text.ts';
import { LONGEST_TALK_MS, Segment, SEGMENT_LENGTH } from './append.ts';
import type { CaptionFile, CaptionReason, Cue } from './captions/caption.ts';
import { readCaptions } from './captions/read-captions.ts';

/** Why a place in a file is not taken over. */
export type ImportReason = CaptionReason | 'TOO_LATE' | 'TOO_LONG' | 'UNUSABLE';

/** A place in a file that is not taken over; what is not listed is. */
export interface ImportIssue {
  /** The line of the file, counted from 1. */
  readonly line: number;
  readonly reason: ImportReason;
}

/** A cue that is taken over, with the name under which it is kept once. */
export interface PlannedCue extends Cue {
  readonly clientId: string;
}

/** What of a caption file becomes segments. */
export interface CaptionPlan {
  readonly format: CaptionFile['format'];
  /** By their start, then by their place in the file. */
  readonly cues: readonly PlannedCue[];
  /** By line. */
  readonly issues: readonly ImportIssue[];
  /** Milliseconds from the start of the file to the end of what was said last. */
  readonly endMs: number;
}

/** The most characters that a label of a speaker keeps. */
const LABEL_LENGTH = 100;

const segmentOf = ({ clientId, startMs, endMs, text, speaker }: PlannedCue) => ({
  clientId,
  speaker: 'OTHER' as const,
  speakerLabel: speaker,
  startMs,
  endMs,
  text,
});

function obstacleTo(cue: PlannedCue): ImportReason | null {
  if (cue.endMs > LONGEST_TALK_MS) return 'TOO_LATE';
  if (cue.text.length > SEGMENT_LENGTH) return 'TOO_LONG';
  return Segment.safeParse(segmentOf(cue)).success ? null : 'UNUSABLE';
}

/** What of a file becomes segments: the same for the same bytes, whenever it is asked; null where the file is no text. */
export function planCaptions(content: Uint8Array): CaptionPlan | null {
  const text = decodeCsv(content);
  if (text === null || text.includes('\0')) return null;
  const { format, cues, issues } = readCaptions(text);
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 32);
  const named = cues.map((cue, at) => ({
    ...cue,
    speaker: cue.speaker && cue.speaker.slice(0, LABEL_LENGTH),
    clientId: `import-${digest}-${at}`,
  }));
  const judged = named.map((cue) => ({ cue, reason: obstacleTo(cue) }));
  const taken = judged.filter(({ reason }) => !reason).map(({ cue }) => cue);
  const refused = judged.flatMap(({ cue: { line }, reason }) => (reason ? [{ line, reason }] : []));
  return {
    format,
    cues: taken,
    issues: [...issues, ...refused].toSorted((a, b) => a.line - b.line),
    endMs: taken.reduce((last, { endMs }) => Math.max(last, endMs), 0),
  };
}
