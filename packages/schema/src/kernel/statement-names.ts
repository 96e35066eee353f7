import { createHash } from 'node:crypto';
import type pg from 'pg';

/**
 * Names for prepared statements: the same text has the same name, and neither this process nor a connection keeps more
 * than `most` of them (a text that has not been asked for lately loses its name; a connection that holds too many is retired).
 */
export class StatementNames {
  readonly #most: number;
  readonly #names = new Map<string, string>();
  readonly #held = new WeakMap<pg.ClientBase, Set<string>>();

  constructor(most = 400) {
    this.#most = most;
  }

  /** How many texts have a name now. */
  get size(): number {
    return this.#names.size;
  }

  /** The name under which this connection shall prepare the text. */
  nameFor(connection: pg.ClientBase, text: string): string {
    const name = this.#names.get(text) ?? `t${createHash('sha1').update(text).digest('hex').slice(0, 24)}`;
    // A Map remembers the order of insertion: what is used moves to the end, the first is the one longest unused.
    this.#names.delete(text);
    this.#names.set(text, name);
    if (this.#names.size > this.#most) this.#names.delete(this.#names.keys().next().value ?? '');
    this.#heldBy(connection).add(name);
    return name;
  }

  /** Whether the connection has prepared more than it should keep and is to be closed instead of reused. */
  isFull(connection: pg.ClientBase): boolean {
    return this.#heldBy(connection).size > this.#most;
  }

  #heldBy(connection: pg.ClientBase): Set<string> {
    const held = this.#held.get(connection) ?? new Set();
    this.#held.set(connection, held);
    return held;
  }
}
