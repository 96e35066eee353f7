import type { CSSResultGroup, PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { consoleStyles } from '../console/console.styles.ts';
import { FilteredEvent } from '../console/filtered-event.ts';
import { speak, type Lesson } from '../locale/dictionary.ts';
import { elementStyles, TaiwaElement } from './taiwa-element.ts';

const lesson: Lesson = {
  ja: async () => (await import('../locale/console-ja.ts')).consoleJa,
  en: async () => (await import('../locale/console-en.ts')).consoleEn,
};

/**
 * What the elements for administrators and advisors share: what a list is narrowed to, which the page may keep in its
 * address, and sheets above the page.
 */
export abstract class ConsoleElement extends TaiwaElement {
  static override styles: CSSResultGroup = [elementStyles, consoleStyles];

  /** What the list is narrowed to, as the query of an address: `search=sato&role=MANAGER`. */
  @property() filter = '';

  constructor() {
    super();
    speak(lesson);
  }

  /** One value of the filter; empty where nothing is said. */
  protected filterOf(name: string): string {
    return new URLSearchParams(this.filter).get(name) ?? '';
  }

  /** Narrows the list, or takes a value away, and tells the page. */
  protected narrow(name: string, value: string): void {
    const given = new URLSearchParams(this.filter);
    if (value) given.set(name, value);
    else given.delete(name);
    this.#filterBy(given.toString());
  }

  /** Shows everything again. */
  protected widen(): void {
    this.#filterBy('');
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    for (const sheet of this.renderRoot.querySelectorAll('dialog')) if (!sheet.open) sheet.showModal();
  }

  #filterBy(filter: string): void {
    if (filter === this.filter) return;
    this.filter = filter;
    this.dispatchEvent(new FilteredEvent(filter));
  }
}
