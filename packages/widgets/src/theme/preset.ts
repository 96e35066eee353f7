import type { CSSResult, LitElement } from 'lit';

const SHEETS: Readonly<Record<string, () => Promise<CSSResult>>> = {
  fluent: async () => (await import('./presets/fluent.ts')).fluent,
  smarthr: async () => (await import('./presets/smarthr.ts')).smarthr,
};

/** Lets an element wear a preset: values for the tokens that nearer ones of the page still overrule. Unknown ones change nothing. */
export async function wear({ shadowRoot: root }: LitElement, preset: string): Promise<void> {
  const sheet = (await SHEETS[preset]?.())?.styleSheet;
  if (root && sheet && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}
