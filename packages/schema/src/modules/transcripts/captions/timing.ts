/** From when to when a cue was spoken, in milliseconds from the start of the recording. */
export interface Timing {
  readonly startMs: number;
  readonly endMs: number;
}

const TIME = String.raw`(?:(\d{1,6}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})`;
const TIMING = new RegExp(String.raw`^\s*${TIME}\s*-->\s*${TIME}(?:\s|$)`);

/** True for a line that means to say when a cue was spoken, readable or not. */
export const isTimingLine = (line: string): boolean => /^\s*[\d:.,]+\s*-->/.test(line);

/**
 * Reads `[hours:]minutes:seconds.milliseconds --> …`, with a point (WebVTT) or a comma (SubRip), hours of any length;
 * says why where no clock shows it or time runs backwards.
 */
export function readTiming(line: string): Timing | 'TIME_UNREADABLE' | 'ENDS_BEFORE_IT_STARTS' {
  const found = TIMING.exec(line);
  const startMs = found && milliseconds(found.slice(1, 5));
  const endMs = found && milliseconds(found.slice(5, 9));
  if (startMs === null || endMs === null) return 'TIME_UNREADABLE';
  return endMs < startMs ? 'ENDS_BEFORE_IT_STARTS' : { startMs, endMs };
}

function milliseconds([hours, minutes, seconds, fraction]: readonly (string | undefined)[]): number | null {
  const [h, m, s] = [Number(hours ?? 0), Number(minutes), Number(seconds)];
  if (m > 59 || s > 59) return null;
  return ((h * 60 + m) * 60 + s) * 1000 + Number((fraction ?? '').padEnd(3, '0'));
}
