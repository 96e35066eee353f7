import { render, type TemplateResult } from 'lit';
import { onTestFinished } from 'vitest';

/** Puts a template on the page until the test ends; answers its first element. */
export function mount<Mounted extends HTMLElement>(template: TemplateResult, lang: 'ja' | 'en' = 'ja'): Mounted {
  document.documentElement.lang = lang;
  const place = document.createElement('main');
  document.body.append(place);
  render(template, place);
  onTestFinished(() => place.remove());
  const first = place.querySelector<Mounted>('*');
  if (!first) throw new Error('Nothing was mounted');
  return first;
}

/** Everything a person can read in an element, with what assistive technology adds. */
export function textOf(element: Element): string {
  return element.shadowRoot?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
}

/** The element inside an element's shadow root that a selector finds; throws where there is none. */
export function find<Found extends HTMLElement = HTMLElement>(element: Element, selector: string): Found {
  const found = element.shadowRoot?.querySelector<Found>(selector);
  if (!found) throw new Error(`No ${selector} in <${element.localName}>: ${textOf(element)}`);
  return found;
}

/** The first of the elements a selector finds whose name, as text or label, contains the words. */
export function byName<Found extends HTMLElement = HTMLElement>(
  element: Element,
  selector: string,
  name: string,
): Found {
  const all = [...(element.shadowRoot?.querySelectorAll<Found>(selector) ?? [])];
  const found = all.find((one) => nameOf(one).includes(name));
  if (!found) throw new Error(`No ${selector} called “${name}” among ${all.map(nameOf).join(' | ')}`);
  return found;
}

function nameOf(element: HTMLElement): string {
  const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])].map((one) => one.textContent) : [];
  return [element.getAttribute('aria-label'), element.textContent, ...labels].join(' ').replace(/\s+/g, ' ').trim();
}
