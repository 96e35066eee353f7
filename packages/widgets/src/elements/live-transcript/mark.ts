import type { SVGTemplateResult } from 'lit';
import { drawing } from '../../parts/icon.ts';

const PATHS = {
  pause: 'M8.5 6v12M15.5 6v12',
  play: 'M8 5.5l10.5 6.5L8 18.5z',
  stop: 'M7 7h10v10H7z',
  down: 'M12 5v14M6 13l6 6 6-6',
  copy: 'M9 9h10v10H9zM15 9V5H5v10h4',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  pencil: 'M5 19l1-4L16 5l3 3L9 18zM14 7l3 3',
  trash: 'M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12M10.5 11v5M13.5 11v5',
  minus: 'M5 12h14',
} as const;

/** Names of the drawings. */
export type MarkName = keyof typeof PATHS;

/** A drawing that goes with the words of a transcript's buttons. */
export const mark = (name: MarkName): SVGTemplateResult => drawing(PATHS[name]);
