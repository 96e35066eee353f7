import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../locale/words.ts';

/** What people read before they say yes or no. */
interface ConsentText {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** The text that is read before a yes or a no, under the id `consent`. */
export function consentBody(words: Words, text: ConsentText | undefined): TemplateResult {
  if (!text) return html`<p class="muted" id="consent" role="status">${words.term('waiting')}</p>`;
  return html`<h3 id="consent">${text.title}</h3>
    <ul class="points">
      ${text.paragraphs.map((one) => html`<li>${one}</li>`)}
    </ul>`;
}

/** A button of a consent: without an act it stands there and does nothing yet. */
export function consentButton(look: string, label: string, act: (() => void) | undefined): TemplateResult {
  return html`<button
    type="button"
    class="button ${look}"
    part="button"
    aria-disabled=${act ? nothing : 'true'}
    @click=${() => act?.()}
  >
    ${label}
  </button>`;
}
