import { html, nothing, type TemplateResult } from 'lit';

/** The company's mark and name, with the name of this part of its pages where it has one. */
export const brand = (company: string, part?: string): TemplateResult => html`
  <p class="brand">
    <img src="/leaf.svg" alt="" width="32" height="32" /><span>${company}</span
    >${part ? html`<span class="portal">${part}</span>` : nothing}
  </p>
`;
