import type pg from 'pg';

/** Milliseconds within which the next visit mostly begins: a transaction that only read stays open that long, twice at most. */
const MOMENT_MS = 5;

const ignored = (): void => {};

/**
 * Transactions that only read, to be ended: each along with the next one that begins on its connection, which saves a message
 * and its answer, or by itself a moment later where none begins until then.
 */
export class LooseEnds {
  #open = new Set<pg.ClientBase>();
  #older = new Set<pg.ClientBase>();
  #isWaiting = false;

  /** Leaves the transaction of this connection to be ended; the connection may be given back. */
  leave(connection: pg.ClientBase): void {
    this.#open.add(connection);
    if (!this.#isWaiting) this.#wait();
  }

  /** What has to stand before a `begin` on this connection. */
  before(connection: pg.ClientBase): 'commit;' | '' {
    return this.#open.delete(connection) || this.#older.delete(connection) ? 'commit;' : '';
  }

  #wait(): void {
    this.#isWaiting = true;
    setTimeout(() => this.#tie(), MOMENT_MS);
  }

  // One timer for all of them: those that were open a moment ago already are ended, the others get their moment.
  #tie(): void {
    for (const connection of this.#older) connection.query('commit', ignored);
    this.#older = this.#open;
    this.#open = new Set();
    this.#isWaiting = false;
    if (this.#older.size > 0) this.#wait();
  }
}
