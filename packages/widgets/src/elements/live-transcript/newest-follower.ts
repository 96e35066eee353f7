import type { LitElement, ReactiveController } from 'lit';

// As near to the end as this, somebody reads the newest.
const NEAR_PX = 40;

/**
 * Holds a scroller at its end while its reader is there: not once they have scrolled up, and not while they have text
 * selected. Going to the end again, by hand or by `follow`, goes on.
 */
export class NewestFollower implements ReactiveController {
  /** Whether the reader is at the end. */
  isFollowing = true;
  readonly #host: LitElement;
  readonly #scroller: () => HTMLElement | null;
  readonly #isSelecting: () => boolean;
  #top = 0;
  #height = 0;

  constructor(host: LitElement, scroller: () => HTMLElement | null, isSelecting: () => boolean) {
    this.#host = host;
    this.#scroller = scroller;
    this.#isSelecting = isSelecting;
    host.addController(this);
  }

  hostUpdated(): void {
    this.#hold();
  }

  /** Goes to the end and stays there. */
  follow(): void {
    this.isFollowing = true;
    this.#host.requestUpdate();
  }

  /** Begins anew with another text. */
  reset(): void {
    this.isFollowing = true;
    this.#top = 0;
  }

  /** Hears that the scroller moved. */
  readonly onScroll = (): void => {
    const scroller = this.#scroller();
    if (!scroller) return;
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    const wentUp = scrollTop < this.#top - 1 && scrollHeight >= this.#height;
    const was = this.isFollowing;
    if (scrollHeight - scrollTop - clientHeight <= NEAR_PX) this.isFollowing = true;
    else if (wentUp) this.isFollowing = false;
    this.#top = scrollTop;
    this.#height = scrollHeight;
    if (was !== this.isFollowing) this.#host.requestUpdate();
  };

  #hold(): void {
    const scroller = this.#scroller();
    if (!scroller || !this.isFollowing || this.#isSelecting()) return;
    if (scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop > 1)
      scroller.scrollTop = scroller.scrollHeight;
    this.#top = scroller.scrollTop;
    this.#height = scroller.scrollHeight;
  }
}
