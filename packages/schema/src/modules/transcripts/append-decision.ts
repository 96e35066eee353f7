import type { Speaker } from '../../generated/prisma/enums.ts';
import type { Problem } from '../../kernel/problems.ts';
import { after, now } from '../../kernel/time.ts';
import { SegmentConflict, SegmentsRefused } from './append-problems.ts';
import { says } from './words.ts';

/** For how many minutes after the end of a grant what was said inside it is still taken. */
export const LATE_MINUTES = 15;

/** For how many milliseconds a sentence that was begun inside a grant may go on behind its end. */
export const OVERRUN_MS = 5_000;

/** A segment on its way into a transcript, its words sealed. */
export interface NewSegment {
  readonly clientId: string;
  readonly speaker: Speaker;
  /** Milliseconds from the start of the grant. */
  readonly startMs: number;
  readonly endMs: number;
  readonly language: string | null;
  readonly words: Uint8Array;
  /** Keyed digest of the whole segment, 32 bytes. */
  readonly fingerprint: Uint8Array;
}

/** The span in which both agreed, as it is at the moment of writing. */
export interface Grant {
  readonly startedAt: Date;
  /** When the grant or the talk ended; null while both go on. */
  readonly endedAt: Date | null;
  readonly withdrawnAt: Date | null;
  /** Until when what was said in it is taken, where that is not so long after its end. */
  readonly takenUntil?: Date | null;
}

/** A segment that is in the transcript already; without a fingerprint it was deleted there. */
export interface KnownSegment {
  readonly seq: number;
  readonly fingerprint: Uint8Array | null;
}

const isSame = (known: KnownSegment, { fingerprint }: NewSegment): boolean =>
  known.fingerprint === null || Buffer.compare(known.fingerprint, fingerprint) === 0;

const idsOf = (segments: readonly NewSegment[]): string[] => segments.map(({ clientId }) => clientId);

/** Why segments that are not kept yet cannot be taken any more; null where they can. */
function refusalOf(grant: Grant, segments: readonly NewSegment[]): SegmentsRefused | null {
  const { startedAt, endedAt, takenUntil } = grant;
  if (!endedAt || segments.length === 0) return null;
  if (now() > (takenUntil ?? after(endedAt, LATE_MINUTES, 'minutes')))
    return new SegmentsRefused(says.CAPTURE_OVER, idsOf(segments));
  const span = endedAt.getTime() - startedAt.getTime();
  const outside = segments.filter(({ startMs, endMs }) => startMs > span || endMs > span + OVERRUN_MS);
  return outside.length > 0 ? new SegmentsRefused(says.SPOKEN_OUTSIDE, idsOf(outside)) : null;
}

/** What stands in the way of a call, which is taken as a whole or not at all; null where nothing does. */
export function obstacleTo(
  grant: Grant,
  segments: readonly NewSegment[],
  known: ReadonlyMap<string, KnownSegment>,
): Problem | null {
  if (grant.withdrawnAt) return new SegmentsRefused(says.CONSENT_WITHDRAWN, idsOf(segments));
  const differing = segments.filter((one) => {
    const earlier = known.get(one.clientId);
    return earlier !== undefined && !isSame(earlier, one);
  });
  if (differing.length > 0) return new SegmentConflict(says.SEGMENT_DIFFERS, idsOf(differing));
  return refusalOf(
    grant,
    segments.filter(({ clientId }) => !known.has(clientId)),
  );
}
