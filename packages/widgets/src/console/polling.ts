import type { ReactiveController, ReactiveControllerHost } from 'lit';

const EVERY_MS = 3_000;

/** Asks again every few seconds while something is being made of which no event tells. */
export function pollWhile(host: ReactiveControllerHost, isNeeded: () => boolean, ask: () => Promise<void>): void {
  host.addController(new Polling(isNeeded, ask));
}

class Polling implements ReactiveController {
  readonly #isNeeded: () => boolean;
  readonly #ask: () => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(isNeeded: () => boolean, ask: () => Promise<void>) {
    this.#isNeeded = isNeeded;
    this.#ask = ask;
  }

  hostUpdated(): void {
    if (!this.#isNeeded()) return this.hostDisconnected();
    this.#timer ??= setTimeout(() => void this.#again(), EVERY_MS);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #again(): Promise<void> {
    await this.#ask();
    this.#timer = undefined;
    this.hostUpdated();
  }
}
