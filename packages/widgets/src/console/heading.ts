import { html, nothing, type TemplateResult } from 'lit';

/** What stands above everything: what this is, one sentence about it, and what one most often does. */
export function heading(
  title: string,
  lead: string,
  action: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<header class="top">
    <div class="head">
      <h2>${title}</h2>
      <p class="muted">${lead}</p>
    </div>
    ${action}
  </header>`;
}

/** The same for a part of it. */
export function partHeading(
  title: string,
  lead: string,
  action: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<div class="top">
    <div class="head">
      <h3>${title}</h3>
      ${lead ? html`<p class="muted small">${lead}</p>` : nothing}
    </div>
    ${action}
  </div>`;
}
