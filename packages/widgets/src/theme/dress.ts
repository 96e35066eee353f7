import type { LitElement } from 'lit';

/** An element whose looks can be chosen. */
interface Dressed extends LitElement {
  readonly theme: string | undefined;
  readonly preset: string | undefined;
}

/** Lets an element wear what its `preset` and `theme` ask for beside the plain tokens; where that cannot be loaded it stays plain. */
export function dress(element: Dressed): void {
  const { preset, theme } = element;
  for (const one of [preset, theme === 'contrast' ? theme : ''])
    if (one) import('./preset.ts').then(({ wear }) => wear(element, one)).catch(() => undefined);
}
