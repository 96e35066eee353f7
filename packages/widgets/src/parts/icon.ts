import { svg, type SVGTemplateResult } from 'lit';

const PATHS = {
  check: 'M5 12.5l4.5 4.5L19 7.5',
  undo: 'M9 7L4 12l5 5M4 12h10a6 6 0 016 6v1',
  plus: 'M12 5v14M5 12h14',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.3a2.7 2.7 0 100 5.4 2.7 2.7 0 000-5.4z',
  cloud: 'M4 4l16 16M8 8.3A6 6 0 0117.7 11 4 4 0 0119 18.4M16 19H7a4 4 0 01-1.3-7.8',
  calendar: 'M4 7a2 2 0 012-2h12a2 2 0 012 2v11a2 2 0 01-2 2H6a2 2 0 01-2-2zM4 10h16M8 3v4M16 3v4',
  talk: 'M4 6a2 2 0 012-2h12a2 2 0 012 2v8a2 2 0 01-2 2h-6l-4.5 4v-4H6a2 2 0 01-2-2z',
  clock: 'M12 4a8 8 0 100 16 8 8 0 000-16zM12 8v4.2l2.8 1.8',
  lock: 'M7 11V8a5 5 0 0110 0v3M6 11h12v9H6z',
  alert: 'M12 4.5l8.5 15h-17zM12 10v4M12 16.8v.2',
  leaf: 'M5 19c0-8 5-13 14-14 0 9-5 14-11 14-1.8 0-3-1-3-3 0-3 4-6 8-7',
} as const;

/** Names of the drawings. */
export type IconName = keyof typeof PATHS;

/** A drawing that goes with words and says nothing alone. */
export const icon = (name: IconName): SVGTemplateResult => drawing(PATHS[name]);

/** A drawing by its path, in a square of 24. */
export function drawing(path: string): SVGTemplateResult {
  return svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;
}
