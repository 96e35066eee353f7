import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Draws a host anew every second while time matters to it. */
export function tickWhile(host: ReactiveControllerHost, isNeeded: () => boolean): TickController {
  return new TickController(host, isNeeded);
}

/** Draws its host anew every second while it says that time matters. */
export class TickController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #isNeeded: () => boolean;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost, isNeeded: () => boolean) {
    this.#host = host;
    this.#isNeeded = isNeeded;
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.#isNeeded()) this.#timer ??= setInterval(() => this.#host.requestUpdate(), 1000);
    else this.hostDisconnected();
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
