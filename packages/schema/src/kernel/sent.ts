import type pg from 'pg';

/** A statement with how long to wait for its answer. */
export interface Bounded extends pg.QueryConfig {
  readonly rowMode?: 'array';
  readonly query_timeout: number;
}

/** Sends one statement; rejects as the database does, or with a Refusal where it could not be asked. */
export type Send = (statement: Omit<Bounded, 'query_timeout'>) => Promise<pg.QueryResult>;

/**
 * A statement as the driver is given it. The driver copies every property that is the statement's own, which takes longer than
 * all else it does until it writes; here only one is, and the others are read from that.
 */
export class Sent {
  readonly of: Bounded;

  constructor(of: Bounded) {
    this.of = of;
  }

  get name(): string | undefined {
    return this.of.name;
  }

  get text(): string {
    return this.of.text;
  }

  get values(): unknown[] | undefined {
    return this.of.values;
  }

  get types(): pg.CustomTypesConfig | undefined {
    return this.of.types;
  }

  get rowMode(): 'array' | undefined {
    return this.of.rowMode;
  }

  get query_timeout(): number {
    return this.of.query_timeout;
  }
}
