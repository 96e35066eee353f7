/** Registers an element where there is a registry and nobody did; a second copy on the page is left alone. */
export function define(tag: string, element: CustomElementConstructor): void {
  if (typeof customElements === 'undefined' || customElements.get(tag)) return;
  customElements.define(tag, element);
}
