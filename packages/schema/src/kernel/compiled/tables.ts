import { TABLES } from '../../generated/tables.ts';

/** The tables as they are written down when the client is generated, by the name of their model. */
export type WrittenTables = Readonly<
  Record<
    string,
    {
      readonly name: string;
      readonly columns: Readonly<Record<string, Column>>;
      readonly relations: Readonly<Record<string, Relation>>;
    }
  >
>;

/** A column as Prisma types it; every enum is an `Enum`. */
export interface Column {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
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
  readonly columns: ReadonlyMap<string, Column>;
  readonly relations: ReadonlyMap<string, Relation>;
}

const tables: ReadonlyMap<string, Table> = new Map(
  Object.entries(TABLES).map(([model, { name, columns, relations }]) => [
    model,
    { name, columns: new Map(Object.entries(columns)), relations: new Map(Object.entries(relations)) },
  ]),
);

/** The table of a model; undefined where there is none of that name. */
export const tableOf = (model: string): Table | undefined => tables.get(model);

/** The models that have a table. */
export const modelNames = (): readonly string[] => [...tables.keys()];
