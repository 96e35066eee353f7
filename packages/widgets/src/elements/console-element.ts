import { html, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property } from './reactive.ts';
import { consoleStyles } from '../console/console.styles.ts';
import { Desk } from '../console/desk.ts';
import { FilteredEvent } from '../console/filtered-event.ts';
import { recordTableStyles } from '../console/record-table.styles.ts';
import { sheetStyles } from '../console/sheet.styles.ts';
import type { DraftKey } from '../data/draft.ts';
import type { Reading } from '../data/query-controller.ts';
import { speak, type Lesson } from '../locale/dictionary.ts';
import { elementStyles, TaiwaElement } from './taiwa-element.ts';
import { fields } from '../theme/fields.ts';

const lesson: Lesson = {
  ja: async () => (await import('../locale/console-ja.ts')).consoleJa,
  en: async () => (await import('../locale/console-en.ts')).consoleEn,
};

/** What an element of the console asks first: who looks, and whatever else it needs to begin. */
export interface ConsoleHome {
  readonly viewer?: { readonly user: { readonly id: string }; readonly roles?: readonly string[] } | null | undefined;
}

/**
 * What the elements for administrators and advisors share: who looks, the frame, what a list is narrowed to, which the page
 * may keep in its address, and a desk at which things are changed.
 */
export abstract class ConsoleElement<Home extends ConsoleHome> extends TaiwaElement {
  static override styles: CSSResultGroup = [elementStyles, fields, consoleStyles, recordTableStyles, sheetStyles];
  /** Where its words are. */
  static lessons: readonly Lesson[] = [];

  /** What the list is narrowed to, as the query of an address: `search=sato&role=MANAGER`. */
  @property() filter = '';

  /** What it asks first. */
  protected abstract readonly home: { readonly reading: Reading<Home>; reload(): Promise<void> };
  /** Where things are changed. */
  protected readonly desk = new Desk(this, this.words);

  constructor() {
    super();
    for (const one of [lesson, ...new.target.lessons]) speak(one);
  }

  /** Asks the server again. */
  reload(): Promise<void> {
    return this.home.reload();
  }

  /** @internal Names a draft of whoever looks; undefined while nobody knows who that is. */
  draftKey(subject: string): DraftKey | undefined {
    const userId = this.homeData?.viewer?.user.id;
    return userId ? { server: this.server, userId, subject } : undefined;
  }

  /** Draws it once what it asked first is there. */
  protected abstract there(home: Home): TemplateResult;

  protected override render(): TemplateResult {
    return html`<div class="card stack" part="card">
      <slot name="header"></slot>
      ${this.renderReading(this.home.reading, (home) => html`${this.there(home)} ${this.desk.sheet()}`)}
      <slot name="footer"></slot>
    </div>`;
  }

  /** What it asked first, where it is there. */
  protected get homeData(): Home | undefined {
    const { reading } = this.home;
    return reading.state === 'there' ? reading.data : undefined;
  }

  protected get isAdmin(): boolean {
    return this.homeData?.viewer?.roles?.includes('ADMIN') ?? false;
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
    for (const sheet of this.renderRoot.querySelectorAll('dialog')) if (!sheet.open) openSheet(sheet);
  }

  #filterBy(filter: string): void {
    if (filter === this.filter) return;
    this.filter = filter;
    this.dispatchEvent(new FilteredEvent(filter));
  }
}

function openSheet(sheet: HTMLDialogElement): void {
  sheet.showModal();
  // A focus far below would hide what is to be read first.
  sheet.scrollTop = 0;
  const focused = sheet.querySelector(':focus');
  const isBelow = focused && focused.getBoundingClientRect().bottom > sheet.getBoundingClientRect().bottom;
  if (isBelow) sheet.querySelector('h3')?.focus();
}
