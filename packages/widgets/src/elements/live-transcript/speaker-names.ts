import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../../locale/words.ts';
import { speakerChoice, type Two } from './speaker.ts';
import type { Speaker } from './transcript-log.ts';

/** Lets one of the two say who stands behind the names that came with a transcript; nothing where none came. */
export function speakerNames(
  words: Words,
  two: Two,
  labels: ReadonlyMap<string, Speaker>,
  name: (label: string, speaker: Speaker) => void,
): TemplateResult | typeof nothing {
  if (labels.size === 0) return nothing;
  return html`<details class="more names">
    <summary>${words.term('transcriptNames')}</summary>
    <div class="tools">
      <p class="muted small">${words.term('transcriptNamesText')}</p>
      ${[...labels].map(
        ([label, chosen], index) =>
          html`<div class="field">
            ${speakerChoice(words, two, {
              id: `label-${index}`,
              label,
              chosen,
              choose: (speaker) => name(label, speaker),
            })}
          </div>`,
      )}
    </div>
  </details>`;
}
