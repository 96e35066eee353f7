import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Words } from '../../locale/words.ts';
import { mark } from './mark.ts';
import { NewestFollower } from './newest-follower.ts';
import { selectedRows } from './selected-rows.ts';
import type { Row, TranscriptLog } from './transcript-log.ts';
import { VirtualRows } from './virtual-rows.ts';

/** What there is to show, and how. */
export interface LogContent {
  readonly words: Words;
  readonly log: TranscriptLog;
  /** One line; `isReachable` where its button is the one that the tab key reaches. */
  readonly row: (row: Row, isReachable: boolean) => TemplateResult;
  /** What is below the last line. */
  readonly after: TemplateResult | typeof nothing;
  readonly size: number;
  readonly onCopy: (event: ClipboardEvent) => void;
}

/**
 * The lines of a transcript: only those in view are on the page; the end is followed until the reader goes elsewhere. The
 * arrow keys go from line to line, so that the tab key meets one of them only.
 */
export class LogView implements ReactiveController {
  readonly #host: LitElement;
  readonly #rows: VirtualRows;
  readonly #follower: NewestFollower;
  readonly #onFollow: () => void;
  #log: TranscriptLog | undefined;
  #reachable: number | undefined;
  #seen = 0;
  #size = 0;

  /**
   * `kept` is the number of a line that stays on the page wherever one scrolls; `onFollow` runs when somebody goes to the
   * newest.
   */
  constructor(host: LitElement, kept: () => number | undefined, onFollow: () => void) {
    this.#host = host;
    this.#onFollow = onFollow;
    const scroller = (): HTMLElement | null => this.#scroller;
    this.#rows = new VirtualRows(host, {
      scroller,
      count: () => this.#log?.rows.length ?? 0,
      keyOf: (index) => this.#log?.rows[index]?.seq ?? index,
      kept: () => {
        const seq = kept();
        return seq === undefined ? undefined : this.#log?.indexOf(seq);
      },
    });
    this.#follower = new NewestFollower(host, scroller, () => this.selected.length > 0 || kept() !== undefined);
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('selectionchange', this.#onSelection);
  }

  hostDisconnected(): void {
    document.removeEventListener('selectionchange', this.#onSelection);
  }

  hostUpdated(): void {
    if (this.#follower.isAtNewest) this.#seen = this.#log?.rows.at(-1)?.seq ?? 0;
  }

  /** The lines in which text is selected. */
  get selected(): readonly Row[] {
    const { renderRoot } = this.#host;
    const places = renderRoot instanceof ShadowRoot ? selectedRows(renderRoot, this.#scroller) : [];
    return places.map((index) => this.#log?.rows[index]).filter((row) => row !== undefined);
  }

  /** Brings a line into view. */
  show(seq: number): void {
    this.#rows.show(this.#log?.indexOf(seq) ?? 0);
  }

  render({ words, log, row, after, size, onCopy }: LogContent): TemplateResult {
    if (log !== this.#log) this.#follower.reset();
    this.#log = log;
    if (size !== this.#size) this.#rows.measure();
    this.#size = size;
    const visible = this.#rows.visible();
    const reachable = this.#reachableOf(visible.map(({ index }) => log.rows[index]?.seq));
    return html`<div
      class="scroller"
      part="log"
      role="log"
      aria-live="off"
      aria-label=${words.term('transcriptLog')}
      tabindex="0"
      data-size=${size}
      @scroll=${this.#follower.onScroll}
      @keydown=${this.#onKeydown}
      @focusin=${this.#onFocus}
      @copy=${onCopy}
    >
      <ol class="rows" .style=${`height:${this.#rows.height}px`}>
        ${repeat(
          visible,
          ({ key }) => key,
          ({ index, start }) => {
            const line = log.rows[index];
            return html`<li
              class="line"
              data-index=${index}
              aria-setsize=${log.rows.length}
              aria-posinset=${index + 1}
              .style=${`transform:translateY(${start}px)`}
            >
              ${line ? row(line, line.seq === reachable) : nothing}
            </li>`;
          },
        )}
      </ol>
      ${after}
    </div>`;
  }

  /** The way back to the newest, for who is elsewhere, with how much was said meanwhile. */
  toNewest(words: Words): TemplateResult | typeof nothing {
    if (this.#follower.isAtNewest) return nothing;
    const unseen = this.#log?.saidWithin(this.#seen + 1, this.#log.lastSeq).length ?? 0;
    if (this.#follower.isFollowing && unseen === 0 && this.selected.length === 0) return nothing;
    // Pressing it must not end the selection first: the button would be gone before it is let go.
    return html`<button
      type="button"
      class="button newest"
      part="button"
      @mousedown=${(event: Event) => event.preventDefault()}
      @click=${this.#follow}
    >
      ${mark('down')}${words.term('transcriptNewest', unseen)}
    </button>`;
  }

  readonly #follow = (): void => {
    document.getSelection()?.removeAllRanges();
    this.#onFollow();
    this.#follower.follow();
    this.#scroller?.focus({ preventScroll: true });
  };

  get #scroller(): HTMLElement | null {
    return this.#host.renderRoot?.querySelector<HTMLElement>('.scroller') ?? null;
  }

  /** The line last reached where it is on the page; the last one otherwise. */
  #reachableOf(visible: readonly (number | undefined)[]): number | undefined {
    return visible.includes(this.#reachable) ? this.#reachable : visible.findLast((seq) => this.#isSaid(seq));
  }

  #isSaid(seq: number | undefined): boolean {
    return seq !== undefined && this.#log?.said(seq) !== undefined;
  }

  readonly #onSelection = (): void => this.#host.requestUpdate();

  readonly #onFocus = ({ target }: FocusEvent): void => {
    const seq = this.#log?.rows[indexOf(target)]?.seq;
    if (seq === undefined || seq === this.#reachable) return;
    this.#reachable = seq;
    this.#host.requestUpdate();
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const { target } = event;
    if (!step || !(target instanceof HTMLElement) || !target.classList.contains('grip')) return;
    event.preventDefault();
    void this.#move(indexOf(target), step);
  };

  async #move(from: number, step: number): Promise<void> {
    const rows = this.#log?.rows ?? [];
    let index = from + step;
    while (rows[index] && rows[index]?.kind !== 'said') index += step;
    if (!rows[index]) return;
    this.#reachable = rows[index]?.seq;
    this.#rows.show(index);
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#scroller?.querySelector<HTMLElement>(`[data-index="${index}"] .grip`)?.focus();
  }
}

function indexOf(target: EventTarget | null): number {
  const line = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return line ? Number(line.dataset['index']) : -1;
}
