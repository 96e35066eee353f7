import type { LitElement, ReactiveController } from 'lit';

// As near to the end as this, somebody reads the newest.
const NEAR_PX = 40;

/**
 * Holds a scroller at its end while its reader is there: not once they have scrolled up, and not while they are busy with
 * some of the text. Going to the end again, by hand or by `follow`, goes on.
 */
export class NewestFollower implements ReactiveController {
  #isFollowing = true;
  readonly #host: LitElement;
  readonly #scroller: () => HTMLElement | null;
  readonly #isBusy: () => boolean;
  #top = 0;
  #height = 0;

  constructor(host: LitElement, scroller: () => HTMLElement | null, isBusy: () => boolean) {
    this.#host = host;
    this.#scroller = scroller;
    this.#isBusy = isBusy;
    host.addController(this);
  }

  hostUpdated(): void {
    this.#hold();
  }

  /** Whether the reader sees the newest as it comes. */
  get isAtNewest(): boolean {
    return this.#isFollowing && !this.#isBusy();
  }

  /** Whether the reader is at the end, though they may be busy there. */
  get isFollowing(): boolean {
    return this.#isFollowing;
  }

  /** Goes to the end and stays there. */
  follow(): void {
    this.#isFollowing = true;
    const scroller = this.#scroller();
    if (scroller) scroller.scrollTop = scroller.scrollHeight;
    this.#host.requestUpdate();
  }

  /** Begins anew with another text. */
  reset(): void {
    this.#isFollowing = true;
    this.#top = 0;
  }

  /** Hears that the scroller moved. */
  readonly onScroll = (): void => {
    const scroller = this.#scroller();
    if (!scroller) return;
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    const wentUp = scrollTop < this.#top - 1 && scrollHeight >= this.#height;
    const was = this.#isFollowing;
    if (scrollHeight - scrollTop - clientHeight <= NEAR_PX) this.#isFollowing = true;
    else if (wentUp) this.#isFollowing = false;
    this.#top = scrollTop;
    this.#height = scrollHeight;
    if (was !== this.#isFollowing) this.#host.requestUpdate();
  };

  #hold(): void {
    const scroller = this.#scroller();
    if (!scroller || !this.isAtNewest) return;
    if (scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop > 1)
      scroller.scrollTop = scroller.scrollHeight;
    this.#top = scroller.scrollTop;
    this.#height = scroller.scrollHeight;
  }
}
