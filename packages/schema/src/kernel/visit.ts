import type { Writable } from 'node:stream';
import type pg from 'pg';
import { isAborted, isAnswer, isLost, refusalOf } from './database-errors.ts';
import type { LooseEnds } from './loose-ends.ts';
import { Sent } from './sent.ts';
import type { StatementNames } from './statement-names.ts';

/** What goes over the wire: a text, or a text with its values. */
export type Statement = string | pg.QueryConfig;

/** What a visit is made of. */
export interface VisitSettings {
  readonly pool: pg.Pool;
  readonly names: StatementNames;
  readonly ends: LooseEnds;
  /** Opens the transaction and puts up the wall, as one message. */
  readonly begin: string;
  /** Whether it only reads; then it survives the failure of one of its statements. */
  readonly reads: boolean;
  /** How many milliseconds to wait for an answer before the connection is given up. */
  readonly longest: number;
}

const MOST_TRIES = 5;
const ignored = (): void => {};

// The driver's declarations keep the socket to themselves.
const socketOf = (connection: pg.PoolClient): Writable =>
  (connection as unknown as { readonly connection: { readonly stream: Writable } }).connection.stream;

/** What is written to the connection from now to the end of this tick leaves in one piece: each writing wakes the server up. */
function inOnePiece(connection: pg.PoolClient): void {
  const socket = socketOf(connection);
  socket.cork();
  process.nextTick(() => socket.uncork());
}

/**
 * One visit to the database: one connection, one transaction, one actor.
 * Nothing is opened before the first statement, and what comes after the end is refused.
 */
export class Visit {
  readonly reads: boolean;
  readonly #settings: VisitSettings;
  readonly #running = new Set<Promise<unknown>>();
  #connection: Promise<pg.PoolClient> | undefined;
  #attempt = 0;
  #answered = false;
  #held: Promise<void> | undefined;
  #letGo = ignored;
  #over = false;
  #isClosed = false;
  #spoiled = false;
  #unreached: unknown;

  constructor(settings: VisitSettings) {
    this.#settings = settings;
    this.reads = settings.reads;
  }

  /** Does work of this visit and knows when it is done; rejects once the visit is over. */
  run<T>(work: () => PromiseLike<T>): Promise<T> {
    if (this.#held) return this.#held.then(() => this.run(work));
    if (this.#over) return Promise.reject(new Error('This operation is over.'));
    const promise = Promise.resolve(work()).catch((error: unknown) => {
      // Prisma wraps a refusal in an error of its own.
      throw this.#unreached ?? error;
    });
    this.#running.add(promise);
    const forget = (): boolean => this.#running.delete(promise);
    promise.then(forget, forget);
    return promise;
  }

  /** Does work that belongs to this visit as a whole: if it fails, the visit can not be committed any more. */
  join<T>(work: () => Promise<T>): Promise<T> {
    return this.run(() =>
      work().catch((error: unknown) => {
        this.#spoiled = true;
        throw error;
      }),
    );
  }

  /**
   * Sends one statement. When a statement of a reading visit fails, only that one does: the transaction begins anew
   * (with a later snapshot), and what failed merely along with it, or with its connection, is sent again. In a writing
   * visit only a connection that was lost before anything was answered is replaced.
   */
  async query(statement: Statement, tries = MOST_TRIES): Promise<pg.QueryResult> {
    // What still ran when the end came is waited for; what comes after that would keep a connection that nobody gives back.
    if (this.#isClosed) throw new Error('This operation is over.');
    const connection = await this.#connect();
    const attempt = this.#attempt;
    try {
      const result = await connection.query(this.#bounded(connection, statement));
      this.#answered = true;
      return result;
    } catch (error) {
      if (!this.#canHeal(error)) throw this.#noting(error);
      if (attempt === this.#attempt) this.#beginAnew(connection, error);
      if (tries > 0 && (isAborted(error) || isLost(error))) return this.query(statement, tries - 1);
      throw this.#noting(error);
    }
  }

  /** Stands aside: ends the transaction, gives the connection back and lets nothing run until `resume`. */
  async pause(): Promise<void> {
    await this.#end('commit').catch(ignored);
    this.#held = new Promise((resolve) => (this.#letGo = resolve));
  }

  /** Ends the pause; what waited runs in a new transaction, which sees what was committed meanwhile. */
  resume(): void {
    this.#held = undefined;
    this.#letGo();
  }

  /** Ends a reading visit; never rejects, for what was read is read. */
  async leave(): Promise<void> {
    this.#over = true;
    const connection = await this.#handOver();
    if (!connection) return;
    const isSpent = this.#unreached !== undefined || this.#settings.names.isFull(connection);
    if (!isSpent) this.#settings.ends.leave(connection);
    connection.release(isSpent);
  }

  /** Ends a writing visit with everything written, or rejects with nothing written. */
  async commit(): Promise<void> {
    await this.#settled();
    this.#over = true;
    if (this.#spoiled) {
      await this.#end('rollback');
      throw new Error('Nothing was written: a part of the transaction had failed.');
    }
    // PostgreSQL answers the COMMIT of a transaction in which a statement failed with ROLLBACK, and without an error.
    if ((await this.#end('commit')) === 'ROLLBACK') throw new Error('Nothing was written: a statement had failed.');
  }

  /** Ends a writing visit with nothing written; never rejects, for a lost connection writes nothing either. */
  async abandon(): Promise<void> {
    this.#over = true;
    await this.#end('rollback').catch(ignored);
  }

  #connect(): Promise<pg.PoolClient> {
    this.#connection ??= this.#settings.pool.connect().then(
      (connection) => {
        // Not awaited: it travels with the first statement, and if it fails so does everything behind it.
        inOnePiece(connection);
        connection.query(this.#settings.ends.before(connection) + this.#settings.begin, ignored);
        return connection;
      },
      (error: unknown) => {
        throw this.#noting(error);
      },
    );
    return this.#connection;
  }

  /** Remembers that the database can not be reached (or has no room), and answers the error to throw. */
  #noting(error: unknown): unknown {
    const refusal = refusalOf(error);
    if (refusal !== error) this.#unreached ??= refusal;
    return refusal;
  }

  #bounded(connection: pg.PoolClient, statement: Statement): Sent {
    const { longest: query_timeout, names } = this.#settings;
    if (typeof statement === 'string') return new Sent({ text: statement, query_timeout });
    return new Sent({ query_timeout, ...statement, name: names.nameFor(connection, statement.text) });
  }

  #canHeal(error: unknown): boolean {
    if (this.#unreached) return false;
    return this.reads ? isAnswer(error) || isLost(error) : isLost(error) && !this.#answered;
  }

  #beginAnew(connection: pg.PoolClient, error: unknown): void {
    this.#attempt++;
    if (isLost(error)) {
      this.#connection = undefined;
      connection.release(true);
    } else {
      connection.query(`rollback;${this.#settings.begin}`, ignored);
    }
  }

  async #settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  /** The connection, if any, once nothing runs on it for this visit any more. */
  async #handOver(): Promise<pg.PoolClient | undefined> {
    await this.#settled();
    this.#isClosed = this.#over;
    const connection = await this.#connection?.catch(() => undefined);
    this.#connection = undefined;
    return connection;
  }

  async #end(word: 'commit' | 'rollback'): Promise<string> {
    const connection = await this.#handOver();
    if (!connection) return '';
    try {
      const { command } = await connection.query(this.#bounded(connection, word));
      connection.release(this.#settings.names.isFull(connection));
      return command;
    } catch (error) {
      connection.release(true);
      throw error;
    }
  }
}
