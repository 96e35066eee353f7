import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** When a part of an element is needed, and how it comes. */
export interface Needed<Part> {
  readonly isNeeded: () => boolean;
  readonly load: () => Promise<Part>;
}

/** A part of an element that is loaded once it is needed; where it cannot be loaded, it is asked for again with the next update, never by itself. */
export class OnDemand<Part> implements ReactiveController {
  /** What was loaded; undefined before. */
  part: Part | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #needed: Needed<Part>;
  #isLoading = false;

  constructor(host: ReactiveControllerHost, needed: Needed<Part>) {
    this.#host = host;
    this.#needed = needed;
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.part === undefined && !this.#isLoading && this.#needed.isNeeded()) void this.#load();
  }

  async #load(): Promise<void> {
    this.#isLoading = true;
    try {
      this.part = await this.#needed.load();
      this.#host.requestUpdate();
    } catch {
      // Asked for again with the next update.
    }
    this.#isLoading = false;
  }
}
