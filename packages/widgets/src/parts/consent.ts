import { html, type TemplateResult } from 'lit';
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
