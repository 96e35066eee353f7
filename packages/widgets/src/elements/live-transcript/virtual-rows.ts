import {
  Virtualizer,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type VirtualItem,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import type { LitElement, ReactiveController } from 'lit';

/** Which rows there are, and where they scroll. */
export interface Rows {
  readonly scroller: () => HTMLElement | null;
  readonly count: () => number;
  /** Names a row for as long as it is there. */
  readonly keyOf: (index: number) => number;
  /** A row that stays on the page wherever one scrolls; undefined for none. */
  readonly kept: () => number | undefined;
}

const ESTIMATE = 76;
const OVERSCAN = 6;

/** Keeps only those rows on the page that can be seen, each as high as it is. A row carries `data-index`. */
export class VirtualRows implements ReactiveController {
  readonly #host: LitElement;
  readonly #rows: Rows;
  readonly #virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  #unmount: (() => void) | undefined;

  constructor(host: LitElement, rows: Rows) {
    this.#host = host;
    this.#rows = rows;
    this.#virtualizer = new Virtualizer(this.#options());
    host.addController(this);
  }

  hostConnected(): void {
    this.#unmount = this.#virtualizer._didMount();
  }

  hostUpdated(): void {
    this.#virtualizer._willUpdate();
    this.#virtualizer.measureElement(null);
    for (const row of this.#rows.scroller()?.querySelectorAll<HTMLElement>('[data-index]') ?? [])
      this.#virtualizer.measureElement(row);
  }

  hostDisconnected(): void {
    this.#unmount?.();
  }

  /** The rows to draw now, for as many as there are. */
  visible(): readonly VirtualItem[] {
    this.#virtualizer.setOptions(this.#options());
    return this.#virtualizer.getVirtualItems();
  }

  /** How high all rows are together, as far as that is known. */
  get height(): number {
    return this.#virtualizer.getTotalSize();
  }

  /** Measures all rows anew: the text has another size. */
  measure(): void {
    this.#virtualizer.measure();
  }

  /** Brings a row into view. */
  show(index: number): void {
    this.#virtualizer.scrollToIndex(index, { align: 'auto' });
  }

  #options(): VirtualizerOptions<HTMLElement, HTMLElement> {
    const { scroller, count, keyOf, kept } = this.#rows;
    return {
      count: count(),
      getScrollElement: scroller,
      estimateSize: () => ESTIMATE,
      getItemKey: keyOf,
      overscan: OVERSCAN,
      // Drawing while sizes are being observed would be reported to the page as an error.
      useAnimationFrameWithResizeObserver: true,
      observeElementRect,
      observeElementOffset,
      scrollToFn: elementScroll,
      // Measuring happens while the host draws: what it changes is drawn next.
      onChange: () => void this.#host.updateComplete.then(() => this.#host.requestUpdate()),
      rangeExtractor: ({ startIndex, endIndex, overscan, count: all }) => {
        const first = Math.max(0, startIndex - overscan);
        const last = Math.min(all - 1, endIndex + overscan);
        const range = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
        const extra = kept();
        if (extra === undefined || extra >= all || range.includes(extra)) return range;
        return [...range, extra].sort((a, b) => a - b);
      },
    };
  }
}
