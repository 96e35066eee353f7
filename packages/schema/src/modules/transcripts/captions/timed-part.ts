import { blocksOf } from './block.ts';
import { isTimingLine } from './timing.ts';

/** What stands between one time and the next within a block. */
export interface TimedPart {
  /** The number of the line of the time, or of the first line where there is none. */
  readonly line: number;
  /** The line that says when, or null for words ahead of any. */
  readonly timing: string | null;
  readonly lines: readonly string[];
}

/** True for a number alone, as SubRip counts its cues. */
export const isCueNumber = (line: string | undefined): boolean => /^\s*\d+\s*$/.test(line ?? '');

/**
 * The timed parts of a text: one for each time, also where the empty line ahead of it is missing. The line ahead of a
 * block's first time is its identifier when `isIdentifier` says so, that ahead of a later one when it is a number.
 */
export function timedPartsOf(text: string, isIdentifier: (line: string) => boolean): TimedPart[] {
  return blocksOf(text).flatMap(({ line, lines }) => {
    const times = lines.flatMap((one, at) => (isTimingLine(one) ? [at] : []));
    const first = times[0] ?? lines.length;
    const named = times.length > 0 && first > 0 && isIdentifier(lines[first - 1] ?? '');
    const ahead = lines.slice(0, named ? first - 1 : first);
    const timed = times.map((at, index) => {
      const next = times[index + 1];
      const end = next !== undefined && next - 1 > at && isCueNumber(lines[next - 1]) ? next - 1 : next;
      return { line: line + at, timing: lines[at] ?? '', lines: lines.slice(at + 1, end) };
    });
    return ahead.length > 0 ? [{ line, timing: null, lines: ahead }, ...timed] : timed;
  });
}
