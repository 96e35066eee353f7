import { html, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Words } from '../../locale/words.ts';
import { copiedText } from './copied-text.ts';
import type { Standing } from './standing.ts';
import type { Row } from './transcript-log.ts';

/** Copies what was said, with times and names, and says what became of it. */
export class Copier {
  readonly #host: ReactiveControllerHost;
  #outcome: number | 'failed' | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  async copy(words: Words, { two, timeZone }: Standing, rows: readonly Row[]): Promise<void> {
    try {
      await navigator.clipboard.writeText(copiedText(words, two, timeZone, rows));
      this.#outcome = rows.filter(({ kind }) => kind === 'said').length;
    } catch {
      this.#outcome = 'failed';
    }
    this.#host.requestUpdate();
  }

  /** Puts names and times to what is copied by keyboard, where it is more than a part of one segment. */
  intercept(event: ClipboardEvent, words: Words, { two, timeZone }: Standing, rows: readonly Row[]): void {
    if (rows.length < 2 || !event.clipboardData) return;
    event.clipboardData.setData('text/plain', copiedText(words, two, timeZone, rows));
    event.preventDefault();
  }

  /** What became of the last copy. */
  render(words: Words): TemplateResult {
    const outcome = this.#outcome;
    if (outcome === undefined) return html`<span class="muted small" role="status"></span>`;
    const text = outcome === 'failed' ? words.term('transcriptNotCopied') : words.term('transcriptCopied', outcome);
    return html`<span class="muted small" role="status">${text}</span>`;
  }
}
