import pg from 'pg';
import type { Statement, Visit } from './visit.ts';

const textOf = (statement: Statement): string => (typeof statement === 'string' ? statement : statement.text);

/** A connection as Prisma asks for one to nest a transaction: a savepoint in the visit's. */
interface Nested {
  on(): void;
  removeListener(): void;
  release(): void;
  query(statement: Statement): Promise<pg.QueryResult>;
}

// Prisma's adapter wants a pg.Pool and asks `instanceof`; of the pool only these two methods are ever called.
const PoolShape = pg.Pool as unknown as new () => object;

/** What a Prisma client takes for its pool: the door to one visit at a time, shut when there is none. */
export class Door extends PoolShape {
  /** The visit that everything which comes through belongs to. */
  visit: Visit | undefined;
  #savepoints = 0;

  /** Sends the statement on to the visit; rejects when there is none. */
  async query(statement: Statement): Promise<pg.QueryResult> {
    if (!this.visit) throw new Error('No statement outside the wall.');
    return this.visit.query(statement);
  }

  /** A nested transaction: begin, commit and rollback become those of a savepoint. */
  async connect(): Promise<Nested> {
    const name = `s${++this.#savepoints}`;
    const words = new Map([
      ['BEGIN', `savepoint ${name}`],
      ['COMMIT', `release ${name}`],
      ['ROLLBACK', `rollback to ${name}`],
    ]);
    const nothing = (): void => {};
    return {
      on: nothing,
      removeListener: nothing,
      release: nothing,
      query: (statement) => this.query(words.get(textOf(statement)) ?? statement),
    };
  }
}
