import type { CaptionFile } from './caption.ts';
import { namedByPrefix } from './speaker-prefix.ts';
import { readSubRip } from './sub-rip.ts';
import { isWebVtt, readWebVtt } from './web-vtt.ts';

/**
 * Reads a caption file as meeting products export it: WebVTT or SubRip, told apart by what it holds, not by its name.
 * Every word with a readable time is in `cues`; whatever is not has its line in `issues`. Never throws.
 */
export function readCaptions(text: string): CaptionFile {
  const vtt = isWebVtt(text);
  const { cues, issues } = vtt ? readWebVtt(text) : readSubRip(text);
  const spoken = namedByPrefix(cues).filter(({ text: words }) => words !== '');
  return { format: vtt ? 'WEBVTT' : 'SRT', cues: spoken.toSorted((a, b) => a.startMs - b.startMs), issues };
}

/** The names a file gives, in the order they first speak; null stands for those it does not name. */
export const speakersOf = ({ cues }: CaptionFile): (string | null)[] => [
  ...new Set(cues.map(({ speaker }) => speaker)),
];
