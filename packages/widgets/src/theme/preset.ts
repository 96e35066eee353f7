import type { CSSResult, LitElement } from 'lit';

/** What can be worn beside the plain tokens, each a sheet that is loaded where an element asks for it. */
const SHEETS: Readonly<Record<string, () => Promise<CSSResult>>> = {
  contrast: async () => (await import('./presets/contrast.ts')).contrast,
  fluent: async () => (await import('./presets/fluent.ts')).fluent,
  smarthr: async () => (await import('./presets/smarthr.ts')).smarthr,
};

/** Lets an element wear a preset: values for the tokens that nearer ones of the page still overrule. Unknown ones change nothing. */
export async function wear({ shadowRoot: root }: LitElement, preset: string): Promise<void> {
  const sheet = (await SHEETS[preset]?.())?.styleSheet;
  if (root && sheet && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}
