import { html, nothing, type TemplateResult } from 'lit';

/** A button in a look of its own, e.g. `quiet small`; where its label does not say enough, with a name for assistive technology. */
export function button(
  look: string,
  label: string | TemplateResult,
  press: (event: Event) => unknown,
  name?: string,
): TemplateResult {
  return html`<button type="button" class="button ${look}" part="button" aria-label=${name ?? nothing} @click=${press}>
    ${label}
  </button>`;
}
