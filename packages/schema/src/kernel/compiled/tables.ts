import { TABLES } from '../../generated/tables.ts';

/** A column as Prisma types it; every enum is an `Enum`. */
export interface Column {
  readonly name: string;
  readonly type: string;
  readonly isList: boolean;
}

/** A way from the rows of one table to those of another. */
export interface Relation {
  /** The model at its other end. */
  readonly to: string;
  readonly isList: boolean;
  /** The columns that are equal: of this table, of the other. */
  readonly keys: readonly (readonly [string, string])[];
}

/** A model's table; columns and relations by the names that Prisma's queries use. */
export interface Table {
  readonly name: string;
  readonly columns: Readonly<Record<string, Column>>;
  readonly relations: Readonly<Record<string, Relation>>;
}

/** All tables, by the name of their model. */
export type Tables = Readonly<Record<string, Table>>;

/** The table of a model; undefined where there is none of that name. */
export const tableOf = (model: string): Table | undefined => (Object.hasOwn(TABLES, model) ? TABLES[model] : undefined);
