import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Connection } from './connection.ts';

// Copies of other versions on the page know these names too: an element may stand in a provider of another copy.
const ASKED = 'taiwa-connection-asked';
const PROVIDED = 'taiwa-connection-provided';

/** Takes a provider's connection, now and whenever it changes, until `leave` is called. */
type Hear = (connection: Connection | undefined, leave: () => void) => void;

class AskedEvent extends Event {
  readonly hear: Hear;

  constructor(hear: Hear) {
    super(ASKED, { bubbles: true, composed: true });
    this.hear = hear;
  }
}

/** Hands a connection down to the elements inside its host, also to those that were there first: scripts arrive in any order. */
export class ProvidedConnection implements ReactiveController {
  #value: Connection | undefined;
  readonly #hearers = new Map<unknown, () => void>();

  constructor(host: ReactiveControllerHost & EventTarget) {
    host.addController(this);
    host.addEventListener(ASKED, (event) => {
      const { hear }: Partial<AskedEvent> = Object(event);
      if (!hear) return;
      event.stopPropagation();
      const leave = (): void => void this.#hearers.delete(hear);
      if (!this.#hearers.has(hear)) this.#hearers.set(hear, () => hear(this.#value, leave));
      this.#hearers.get(hear)?.();
    });
  }

  get value(): Connection | undefined {
    return this.#value;
  }

  set value(value: Connection | undefined) {
    this.#value = value;
    for (const tell of this.#hearers.values()) tell();
  }

  hostConnected(): void {
    document.dispatchEvent(new Event(PROVIDED));
  }
}

/** The connection of the nearest provider around its host; undefined where there is none or it has none. */
export class GivenConnection implements ReactiveController {
  value: Connection | undefined;
  readonly #host: ReactiveControllerHost & EventTarget;
  #leave: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & EventTarget) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener(PROVIDED, this.#ask);
    this.#ask();
  }

  hostDisconnected(): void {
    document.removeEventListener(PROVIDED, this.#ask);
    this.#leave?.();
    this.#leave = this.value = undefined;
  }

  /** Whether there is a provider around its host. */
  get isThere(): boolean {
    return this.#leave !== undefined;
  }

  readonly #ask = (): void => void this.#host.dispatchEvent(new AskedEvent(this.#hear));

  readonly #hear: Hear = (connection, leave) => {
    // A provider that came later may stand nearer than the one that answered before.
    if (leave !== this.#leave) this.#leave?.();
    this.#leave = leave;
    this.value = connection;
    this.#host.requestUpdate();
  };
}
