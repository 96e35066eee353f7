import type { LitElement, ReactiveController } from 'lit';

/** Tells of each part of an element, marked `data-unread="id"`, once a person could read it: in view, on a page in front. */
export class ReadingSight implements ReactiveController {
  readonly #host: LitElement;
  readonly #onSight: (id: string) => void;
  #observer: IntersectionObserver | undefined;
  readonly #inView = new Set<Element>();

  constructor(host: LitElement, onSight: (id: string) => void) {
    this.#host = host;
    this.#onSight = onSight;
    host.addController(this);
  }

  hostConnected(): void {
    // A long text need not fit the window: a part of it in view is enough.
    if (typeof IntersectionObserver === 'function')
      this.#observer = new IntersectionObserver(this.#onMove, { threshold: [0.4, 1] });
    document.addEventListener('visibilitychange', this.#tell);
  }

  hostUpdated(): void {
    for (const one of this.#host.renderRoot.querySelectorAll('[data-unread]')) this.#observer?.observe(one);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#inView.clear();
    document.removeEventListener('visibilitychange', this.#tell);
  }

  readonly #onMove = (entries: IntersectionObserverEntry[]): void => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.#inView.add(target);
      else this.#inView.delete(target);
    }
    this.#tell();
  };

  readonly #tell = (): void => {
    if (document.visibilityState !== 'visible') return;
    for (const one of this.#inView) {
      const id = one.getAttribute('data-unread');
      if (id) this.#onSight(id);
    }
  };
}
