import type { CaptionIssue, Cue } from './caption.ts';
import { voicesOf } from './markup.ts';
import { timedPartsOf, type TimedPart } from './timed-part.ts';
import { readTiming } from './timing.ts';

/** True for a text that says it is WebVTT (W3C, "WebVTT: The Web Video Text Tracks Format"). */
export const isWebVtt = (text: string): boolean => /^\uFEFF?WEBVTT(?:[ \t\r\n]|$)/.test(text);

/** Reads the cues of a WebVTT text; a cue of several voices becomes one for each, notes and styles are passed over. */
export function readWebVtt(text: string): { cues: Cue[]; issues: CaptionIssue[] } {
  const cues: Cue[] = [];
  const issues: CaptionIssue[] = [];
  for (const part of timedPartsOf(text, () => true)) {
    const { line, lines } = part;
    if (part.timing === null) {
      if (!isRemark(part)) issues.push({ line, reason: 'TEXT_WITHOUT_TIME' });
      continue;
    }
    const timing = readTiming(part.timing);
    if (typeof timing === 'string') issues.push({ line, reason: timing });
    else for (const voice of voicesOf(lines.join('\n'))) cues.push({ line, ...timing, ...voice });
  }
  return { cues, issues };
}

const isRemark = ({ line, lines: [first = ''] }: TimedPart): boolean =>
  (line === 1 && isWebVtt(first)) || /^(?:NOTE(?:\s|$)|(?:STYLE|REGION)\s*$)/.test(first);
