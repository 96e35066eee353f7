import type { LitElement, ReactiveController } from 'lit';

/** Knows whether a person can see the element now: it is in view, and the page is not in the background. */
export class SightController implements ReactiveController {
  #isInView = false;
  readonly #host: LitElement;
  readonly #observer: IntersectionObserver | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    this.#observer = typeof IntersectionObserver === 'function' ? new IntersectionObserver(this.#onMove) : undefined;
    host.addController(this);
  }

  get inSight(): boolean {
    return this.#isInView && document.visibilityState === 'visible';
  }

  hostConnected(): void {
    this.#observer?.observe(this.#host);
    document.addEventListener('visibilitychange', this.#onTurn);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    document.removeEventListener('visibilitychange', this.#onTurn);
    this.#isInView = false;
  }

  readonly #onMove = (entries: IntersectionObserverEntry[]): void => {
    this.#isInView = entries.at(-1)?.isIntersecting ?? false;
    this.#host.requestUpdate();
  };

  readonly #onTurn = (): void => this.#host.requestUpdate();
}
