import type { ReactiveController, ReactiveControllerHost } from 'lit';

const STEP_MS = 1_000;

/** Counts down the seconds in which an answer can be taken back; may be held so that nobody has to hurry. */
export class UndoClock implements ReactiveController {
  /** Seconds that are left; 0 while nothing can be taken back. */
  left = 0;
  readonly #host: ReactiveControllerHost;
  #timer: ReturnType<typeof setInterval> | undefined;
  #isHeld = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  /** Begins with so many seconds. */
  start(seconds: number): void {
    this.stop();
    this.left = seconds;
    this.#timer = setInterval(this.#step, STEP_MS);
    this.#host.requestUpdate();
  }

  /** Lets the time stand still, or go on. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
  }

  /** Ends it: nothing can be taken back any more. */
  stop(): void {
    clearInterval(this.#timer);
    this.#isHeld = false;
    this.left = 0;
    this.#host.requestUpdate();
  }

  readonly #step = (): void => {
    if (this.#isHeld) return;
    this.left -= 1;
    if (this.left <= 0) this.stop();
    else this.#host.requestUpdate();
  };
}
