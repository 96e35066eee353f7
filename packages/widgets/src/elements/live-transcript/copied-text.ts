import type { Words } from '../../locale/words.ts';
import { clockText } from '../../locale/time.ts';
import { speakerName, type Two } from './speaker.ts';
import type { Row, SaidRow } from './transcript-log.ts';

/** What was said, a line for each segment with its time and its speaker. */
export function copiedText(words: Words, two: Two, timeZone: string, rows: readonly Row[]): string {
  const line = ({ segment }: SaidRow): string =>
    `[${clockText(segment.startsAt, words.language, timeZone, '2-digit')}] ${speakerName(words, two, segment)}: ${segment.text}`;
  return rows
    .filter((row) => row.kind === 'said')
    .map(line)
    .join('\n');
}
