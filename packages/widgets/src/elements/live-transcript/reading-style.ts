import type { TemplateResult } from 'lit';
import type { Theme } from '../../data/page-settings.ts';
import { keepPreferences, readPreferences, type ReadingPreferences } from '../../data/reading-preferences.ts';
import type { Words } from '../../locale/words.ts';
import type { TaiwaElement } from '../taiwa-element.ts';
import type { Announcer } from './announcer.ts';
import { readingTools } from './reading-tools.ts';
import type { Two } from './speaker.ts';

/** How somebody reads on this device: size of the text, contrast, announcements. It holds for the next talk, too. */
export class ReadingStyle {
  readonly #host: TaiwaElement;
  readonly #announcer: Announcer;
  readonly #usualTheme: Theme | undefined;
  #preferences: ReadingPreferences = readPreferences();

  constructor(host: TaiwaElement, announcer: Announcer) {
    this.#host = host;
    this.#announcer = announcer;
    this.#usualTheme = host.theme;
    announcer.turn(this.#preferences.isAnnounced);
    if (this.#preferences.hasContrast) host.theme = 'contrast';
  }

  /** 0, the usual size, to the largest. */
  get size(): number {
    return this.#preferences.size;
  }

  render(words: Words, two: Two): TemplateResult {
    return readingTools(words, two, this.#preferences, (changed) => this.#prefer(changed));
  }

  #prefer(changed: Partial<ReadingPreferences>): void {
    this.#preferences = { ...this.#preferences, ...changed };
    keepPreferences(this.#preferences);
    const { hasContrast, isAnnounced } = changed;
    if (hasContrast !== undefined) this.#host.theme = hasContrast ? 'contrast' : this.#usualTheme;
    if (isAnnounced !== undefined) this.#announcer.turn(isAnnounced);
    this.#host.requestUpdate();
  }
}
