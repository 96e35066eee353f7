import { onConfigured, pageSettings } from '../data/page-settings.ts';

const defined = new Map<string, CustomElementConstructor>();

/**
 * Registers an element where there is a registry and nobody did; a second copy on the page is left alone. After
 * `configure({ prefix })` the name carries the prefix; what was registered before then gets a second name.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  if (typeof customElements === 'undefined') return;
  if (defined.size === 0) onConfigured(registerAll);
  defined.set(tag, element);
  register(tag, element);
}

/** The name an element has on this page: with the prefix, where one is configured. */
export function nameOf(tag: string): string {
  const { prefix } = pageSettings();
  return prefix ? `${prefix}-${tag}` : tag;
}

function registerAll(): void {
  if (pageSettings().prefix) for (const [tag, element] of defined) register(tag, element);
}

function register(tag: string, element: CustomElementConstructor): void {
  const { prefix } = pageSettings();
  const name = nameOf(tag);
  // A class can have one name only.
  if (!customElements.get(name)) customElements.define(name, prefix ? class extends element {} : element);
}
