import type { CaptionIssue, Cue } from './caption.ts';
import { wordsOfSrt } from './markup.ts';
import { isCueNumber, timedPartsOf } from './timed-part.ts';
import { readTiming, type Timing } from './timing.ts';

/** Reads the cues of a SubRip text; an empty line within a cue is part of it, since the format has no other end. */
export function readSubRip(text: string): { cues: Cue[]; issues: CaptionIssue[] } {
  const open: { line: number; timing: Timing; words: string[] }[] = [];
  const issues: CaptionIssue[] = [];
  let skips = false;
  for (const { line, timing: said, lines } of timedPartsOf(text, isCueNumber)) {
    if (said === null) {
      const last = open.at(-1);
      if (last && !skips) last.words.push(lines.join('\n'));
      else if (!skips) issues.push({ line, reason: 'TEXT_WITHOUT_TIME' });
      continue;
    }
    const timing = readTiming(said);
    skips = typeof timing === 'string';
    if (typeof timing === 'string') issues.push({ line, reason: timing });
    else open.push({ line, timing, words: [lines.join('\n')] });
  }
  const cues = open
    .map(({ line, timing, words }) => ({ line, ...timing, speaker: null, text: wordsOfSrt(words.join('\n\n')) }))
    .filter(({ text: spoken }) => spoken !== '');
  return { cues, issues };
}
