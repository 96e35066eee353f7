import { type Column, type Relation, type Table, tableOf } from './tables.ts';

/** Thrown where a query says something that is not compiled. One for all: nobody reads where it came from. */
export const NOT_COMPILED = new Error('This query is not compiled.');

/** Ends the compilation: this query is Prisma's. */
export function leaveToPrisma(): never {
  throw NOT_COMPILED;
}

/** A table as it stands in a statement: under a name of its own, with the tables that its conditions join to it. */
export interface Place {
  readonly draft: Draft;
  readonly table: Table;
  readonly alias: string;
  readonly from: string[];
}

// Half a character, which the driver would send as another one.
const LONE = /\p{Surrogate}/u;
const INT_MAX = 2 ** 31;

const FITS: Readonly<Record<string, (value: unknown) => boolean>> = {
  String: (value) => typeof value === 'string' && !LONE.test(value),
  Enum: (value) => typeof value === 'string' && !LONE.test(value),
  Boolean: (value) => typeof value === 'boolean',
  Int: (value) => Number.isInteger(value) && Math.abs(value as number) < INT_MAX,
  DateTime: (value) => value instanceof Date && !Number.isNaN(value.getTime()),
};

function storable({ type, isList }: Column, value: unknown): unknown {
  if (isList || !FITS[type]?.(value)) return leaveToPrisma();
  return value instanceof Date ? value.toISOString() : value;
}

/** A statement in the making: the values it is asked with and the names of the tables in it. */
export class Draft {
  readonly values: unknown[] = [];
  #places = 0;

  /** A table of its own in the statement, or one more in the `from` of another place. */
  place(model: string, from: string[] = []): Place {
    const table = tableOf(model) ?? leaveToPrisma();
    return { draft: this, table, alias: `t${this.#places++}`, from };
  }

  /** A value that a column is compared with. */
  value(column: Column, value: unknown): string {
    return this.#next(storable(column, value));
  }

  /** Values that a column is compared with, as one. */
  list(column: Column, values: unknown): string {
    if (!Array.isArray(values)) return leaveToPrisma();
    return this.#next(values.map((value) => storable(column, value)));
  }

  /** A number of rows. */
  rows(count: unknown): string {
    if (!Number.isSafeInteger(count) || (count as number) < 0) return leaveToPrisma();
    return this.#next(count);
  }

  #next(value: unknown): string {
    return `$${this.values.push(value)}`;
  }
}

/** That the rows of one place belong to those of another, as a relation says. */
export const linked = (from: string, { keys }: Relation, to: string): string =>
  keys.map(([here, there]) => `${to}."${there}"=${from}."${here}"`).join(' and ');
