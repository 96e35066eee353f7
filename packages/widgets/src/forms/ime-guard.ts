import type { ReactiveController, ReactiveControllerHost } from 'lit';

// Safari ends the composition before it sends the keydown of the Enter that ended it.
const AFTERMATH_MS = 100;

/**
 * Knows whether the person is still composing, as everybody does who writes Japanese: while they are, Enter belongs to
 * the input method, and nothing may be sent, rewritten or cut.
 */
export class ImeGuard implements ReactiveController {
  #composing = false;
  #endedAt = Number.NEGATIVE_INFINITY;
  readonly #host: ReactiveControllerHost & EventTarget;
  readonly #onEnd: () => void;

  /** `onEnd` runs when a composition is over and its text is in the field. */
  constructor(host: ReactiveControllerHost & EventTarget, onEnd: () => void = () => undefined) {
    this.#host = host;
    this.#onEnd = onEnd;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('compositionstart', this.#start);
    this.#host.addEventListener('compositionend', this.#end);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('compositionstart', this.#start);
    this.#host.removeEventListener('compositionend', this.#end);
    this.#composing = false;
  }

  /** Whether text is being composed right now. */
  get composing(): boolean {
    return this.#composing;
  }

  /** Whether a key belongs to the input method and not to us. */
  owns(event: KeyboardEvent): boolean {
    const aftermath = event.key === 'Enter' && event.timeStamp - this.#endedAt < AFTERMATH_MS;
    return event.isComposing || event.keyCode === 229 || this.#composing || aftermath;
  }

  readonly #start = (): void => {
    this.#composing = true;
  };

  readonly #end = (event: Event): void => {
    this.#composing = false;
    this.#endedAt = event.timeStamp;
    this.#onEnd();
  };
}
