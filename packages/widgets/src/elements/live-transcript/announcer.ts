import { html, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Words } from '../../locale/words.ts';
import { speakerName, type Two } from './speaker.ts';
import type { Segment } from './transcript-log.ts';

// Older ones have been told; left on the page they would be read twice by who walks through it.
const MOST = 4;

/**
 * Tells assistive technology what is said, one node for each final segment, to who asked for it. Apart from the lines
 * themselves: those come and go with every scroll.
 */
export class Announcer {
  readonly #host: ReactiveControllerHost;
  #isOn = false;
  #told: readonly Segment[] = [];

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** Begins or ends to tell; what was said before is not told. */
  turn(isOn: boolean): void {
    this.#isOn = isOn;
    this.#told = [];
  }

  tell(segments: readonly Segment[]): void {
    if (!this.#isOn) return;
    this.#told = [...this.#told, ...segments].slice(-MOST);
    this.#host.requestUpdate();
  }

  render(words: Words, two: Two): TemplateResult {
    return html`<div
      class="unseen announced"
      role="log"
      aria-live=${this.#isOn ? 'polite' : 'off'}
      aria-atomic="false"
      aria-label=${words.term('transcriptReadAloud')}
    >
      ${repeat(
        this.#told,
        ({ seq }) => seq,
        (one) => html`<p lang=${one.language ?? words.language}>${speakerName(words, two, one)}: ${one.text}</p>`,
      )}
    </div>`;
  }
}
