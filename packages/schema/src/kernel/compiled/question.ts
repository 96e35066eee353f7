import { conditions, fromOf, joined } from './conditions.ts';
import { Draft, leaveToPrisma, linked, NOT_COMPILED, type Place } from './draft.ts';
import { type Field, Reader } from './reader.ts';
import type { Relation } from './tables.ts';

/** What a query of Prisma may say beside its model. */
export type Asked = Readonly<Record<string, unknown>>;

const KNOWN = new Set(['select', 'include', 'where', 'orderBy', 'take', 'skip']);

const isOn = ([, value]: [string, unknown]): boolean => value !== undefined && value !== false;

/** The names that a query selects, each with what it asks of it: `true`, or a query of its own. */
function selected({ table }: Place, { select, include }: Asked): [string, unknown][] {
  if (select && include) return leaveToPrisma();
  const names = Object.entries((select ?? include ?? {}) as Asked).filter(isOn);
  if (select) return names.length > 0 ? names : leaveToPrisma();
  return [...[...table.columns.keys()].map((name): [string, unknown] => [name, true]), ...names];
}

function ofColumn({ alias, table }: Place, name: string): { sql: string; field: Field } | undefined {
  const column = table.columns.get(name);
  return column && { sql: `${alias}."${column.name}"`, field: { name, column } };
}

function ofRelation(place: Place, name: string, asked: unknown): { sql: string; field: Field } {
  const relation = place.table.relations.get(name) ?? leaveToPrisma();
  const { sql, reader } = rowsOf(place.draft, relation.to, asked === true ? {} : (asked as Asked), { place, relation });
  return {
    sql: relation.isList ? `array_to_json(array(${sql}))` : `(${sql})`,
    field: { name, reader, isList: relation.isList },
  };
}

// A list has no one value to order by.
function oneOf({ table }: Place, name: string): Relation {
  const relation = table.relations.get(name);
  return relation && !relation.isList ? relation : leaveToPrisma();
}

const SORTS = new Map<unknown, string>([
  ['asc', ''],
  ['desc', ' desc'],
]);
const NULLS = new Map<unknown, string>([
  [undefined, ''],
  ['first', ' nulls first'],
  ['last', ' nulls last'],
]);

function sorted(place: Place, [name, order]: [string, unknown]): string[] {
  const column = place.table.columns.get(name);
  if (!column) return ordersOf(joined(place, oneOf(place, name)), order);
  const { sort, nulls } = typeof order === 'string' ? { sort: order, nulls: undefined } : (order as Asked);
  const direction = `${SORTS.get(sort) ?? leaveToPrisma()}${NULLS.get(nulls) ?? leaveToPrisma()}`;
  return [`${place.alias}."${column.name}"${direction}`];
}

const ordersOf = (place: Place, order: unknown): string[] =>
  Object.entries(order as Asked)
    .filter(isOn)
    .flatMap((one) => sorted(place, one));

function inOrder(place: Place, orderBy: unknown): string {
  const orders = [orderBy ?? []].flat().flatMap((order) => ordersOf(place, order));
  return orders.length > 0 ? ` order by ${orders.join(',')}` : '';
}

const bounded = ({ draft }: Place, { take, skip }: Asked): string =>
  (take === undefined ? '' : ` limit ${draft.rows(take)}`) + (skip ? ` offset ${draft.rows(skip)}` : '');

interface Link {
  readonly place: Place;
  readonly relation: Relation;
}

function rowsOf(draft: Draft, model: string, asked: Asked, link?: Link): { sql: string; reader: Reader } {
  for (const name in asked) if (asked[name] !== undefined && !KNOWN.has(name)) return leaveToPrisma();
  const place = draft.place(model);
  const parts = selected(place, asked).map(([name, of]) => ofColumn(place, name) ?? ofRelation(place, name, of));
  const where = conditions(place, (asked.where ?? {}) as Asked);
  if (link) where.unshift(linked(link.place.alias, link.relation, place.alias));
  const row = `json_build_array(${parts.map(({ sql }) => sql).join(',')})`;
  const only = where.length > 0 ? ` where ${where.join(' and ')}` : '';
  // Where the rows come from is known only now: conditions and orders join tables to it.
  const order = inOrder(place, asked.orderBy);
  const sql = `select ${row} from ${fromOf(place)}${only}${order}${bounded(place, asked)}`;
  return { sql, reader: new Reader(parts.map(({ field }) => field)) };
}

/** A query as one statement of PostgreSQL, each row one JSON array, and what reads those as Prisma would have answered. */
export interface Compiled {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly reader: Reader;
}

/**
 * Compiles a `findMany` of a model, of `take: 1` for a `findFirst`; undefined where the query says anything that is not
 * compiled: cursors, negative pages, distinct, counts, parts of texts, what is in lists or JSON.
 */
export function compile(model: string, asked: Asked): Compiled | undefined {
  const draft = new Draft();
  try {
    const { sql, reader } = rowsOf(draft, model, asked);
    return { text: sql, values: draft.values, reader };
  } catch (reason) {
    if (reason === NOT_COMPILED) return undefined;
    throw reason;
  }
}
