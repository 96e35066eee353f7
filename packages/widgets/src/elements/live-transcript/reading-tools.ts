import { html, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { ReadingPreferences } from '../../data/reading-preferences.ts';
import type { Words } from '../../locale/words.ts';
import { icon } from '../../parts/icon.ts';
import { mark } from './mark.ts';
import { speakerName, speakerShape, type Two } from './speaker.ts';

/** The largest size of the text. */
export const LARGEST = 4;

/** How somebody likes to read: size, contrast, announcements; and whose shape is which. */
export function readingTools(
  words: Words,
  two: Two,
  preferences: ReadingPreferences,
  prefer: (changed: Partial<ReadingPreferences>) => void,
): TemplateResult {
  const { size, hasContrast, isAnnounced } = preferences;
  const resize = (by: number): void => prefer({ size: Math.min(LARGEST, Math.max(0, size + by)) });
  return html`<details class="more">
    <summary>${words.term('transcriptTools')}</summary>
    <div class="tools">
      <div class="row" role="group" aria-labelledby="size">
        <span id="size">${words.term('transcriptSize')}</span>
        ${sizeButton(mark('minus'), words.term('transcriptSmaller'), size > 0, () => resize(-1))}
        ${sizeButton(icon('plus'), words.term('transcriptLarger'), size < LARGEST, () => resize(1))}
      </div>
      ${toggle(words.term('transcriptContrast'), hasContrast, (on) => prefer({ hasContrast: on }))}
      ${toggle(words.term('transcriptReadAloud'), isAnnounced, (on) => prefer({ isAnnounced: on }))}
      <p class="muted small">${words.term('transcriptReadAloudText')}</p>
      <ul class="key">
        ${(['MEMBER', 'COUNTERPART'] as const).map(
          (speaker) =>
            html`<li data-speaker=${speaker}>
              ${speakerShape(speaker)}<bdi>${speakerName(words, two, { speaker, speakerLabel: null })}</bdi>
              <span class="muted small">${words.term('transcriptShape', speaker)}</span>
            </li>`,
        )}
      </ul>
    </div>
  </details>`;
}

function sizeButton(sign: SVGTemplateResult, label: string, isPossible: boolean, press: () => void): TemplateResult {
  return html`<button
    type="button"
    class="button size"
    part="button"
    aria-label=${label}
    aria-disabled=${!isPossible}
    @click=${press}
  >
    ${sign}
  </button>`;
}

function toggle(label: string, isOn: boolean, turn: (isOn: boolean) => void): TemplateResult {
  return html`<label class="switch">
    <input type="checkbox" .checked=${isOn} @change=${() => turn(!isOn)} />
    ${label}
  </label>`;
}
