import { html, svg, type TemplateResult } from 'lit';
import type { TalkingFragment } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';

/** How far a talk has come: seconds so far, and minutes left of what was planned (negative once it is over time). */
export interface Progress {
  readonly seconds: number;
  readonly minutesLeft: number;
  /** 0 to 1 of the planned length. */
  readonly share: number;
}

/** Measures a talk from when it really began against the length that was planned. */
export function progressOf(
  { startsAt, endsAt, startedAt }: Pick<TalkingFragment, 'startsAt' | 'endsAt' | 'startedAt'>,
  now = Date.now(),
): Progress {
  const planned = Date.parse(endsAt) - Date.parse(startsAt);
  const gone = Math.max(0, now - Date.parse(startedAt ?? startsAt));
  const minutesLeft = Math.ceil((planned - gone) / 60_000);
  return { seconds: Math.floor(gone / 1000), minutesLeft, share: Math.min(1, gone / planned) };
}

/** The time so far in figures, how much is left in words, and a line that fills. */
export function talkTimer(words: Words, session: TalkingFragment): TemplateResult {
  const { seconds, minutesLeft, share } = progressOf(session);
  const isOver = minutesLeft < 0;
  const rest = isOver ? words.term('sessionOver', -minutesLeft) : words.term('sessionLeft', minutesLeft);
  return html`<div class="timer" part="timer" data-over=${isOver ? 'yes' : 'no'}>
    <span class="figures" role="timer" aria-live="off" aria-label=${words.term('sessionElapsed')}
      >${figuresOf(seconds)}</span
    >
    <span class="muted">${rest}</span>
    <svg class="line" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
      ${svg`<rect class="planned" width="100" height="1" /><rect class="gone" width=${share * 100} height="1" />`}
    </svg>
  </div>`;
}

/** Seconds as they are read: `2:05`, `1:02:03`. A talk that was left running is ended long before a day is over. */
export const figuresOf = (seconds: number): string =>
  new Date(seconds * 1000)
    .toISOString()
    .slice(11, 19)
    .replace(/^0(0:0?)?/, '');
