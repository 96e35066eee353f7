import type pg from 'pg';

const ignored = (): void => {};

/**
 * Transactions that only read, to be ended: each along with the next one that begins on its connection, which saves a message
 * and its answer, or by itself in the next turn of the event loop where none begins until then.
 */
export class LooseEnds {
  readonly #open = new WeakSet<pg.ClientBase>();

  /** Leaves the transaction of this connection to be ended; the connection may be given back. */
  leave(connection: pg.ClientBase): void {
    this.#open.add(connection);
    setImmediate(() => {
      if (this.#open.delete(connection)) connection.query('commit', ignored);
    });
  }

  /** What has to stand before a `begin` on this connection. */
  before(connection: pg.ClientBase): 'commit;' | '' {
    return this.#open.delete(connection) ? 'commit;' : '';
  }
}
