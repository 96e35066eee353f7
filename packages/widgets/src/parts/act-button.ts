import { html, nothing, type TemplateResult } from 'lit';

/** A button that can be pressed once there is an act: without one it stands there and does nothing yet. */
export function actButton(look: string, label: string | TemplateResult, act: (() => void) | undefined): TemplateResult {
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
