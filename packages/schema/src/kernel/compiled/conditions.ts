import { type Place, leaveToPrisma, linked } from './draft.ts';
import type { Column, Relation } from './tables.ts';

type Clause = Readonly<Record<string, unknown>>;

const isClause = (value: unknown): value is Clause =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

const clauseOf = (value: unknown): Clause => (isClause(value) ? value : leaveToPrisma());

const COMPARISONS: Readonly<Record<string, string>> = {
  equals: '=',
  not: '<>',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
};

function compared(place: Place, column: Column, operator: string, value: unknown): string {
  const target = `${place.alias}."${column.name}"`;
  if (value === null && column.isRequired) return leaveToPrisma();
  if (value === null && operator === 'equals') return `${target} is null`;
  if (value === null && operator === 'not') return `${target} is not null`;
  if (operator === 'in') return `${target}=any(${place.draft.list(column, value)})`;
  if (operator === 'notIn') return `${target}<>all(${place.draft.list(column, value)})`;
  const sign = COMPARISONS[operator] ?? leaveToPrisma();
  return `${target}${sign}${place.draft.value(column, value)}`;
}

function ofColumn(place: Place, column: Column, filter: unknown): string[] {
  if (!isClause(filter)) return [compared(place, column, 'equals', filter)];
  return Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .map(([operator, value]) => compared(place, column, operator, value));
}

/** The one row that a relation leads to, joined: PostgreSQL may begin at either end. It may not be there, or be hidden. */
export function joined(place: Place, relation: Relation): Place {
  const one = place.draft.place(relation.to, place.from);
  place.from.push(`left join "${one.table.name}" ${one.alias} on ${linked(place.alias, relation, one.alias)}`);
  return one;
}

// What says nothing means to Prisma now this and now that.
const together = (all: readonly string[]): string => (all.length > 0 ? `(${all.join(' and ')})` : leaveToPrisma());

function ofOne(place: Place, relation: Relation, filter: Clause): string[] {
  const one = joined(place, relation);
  const [first] = relation.keys;
  return [together(conditions(one, filter)), `${one.alias}."${first?.[1]}" is not null`];
}

function ofMany(place: Place, relation: Relation, filter: Clause): string[] {
  return Object.entries(filter)
    .filter(([, clause]) => clause !== undefined)
    .map(([quantifier, clause]) => {
      if (quantifier !== 'some' && quantifier !== 'none') return leaveToPrisma();
      const many = place.draft.place(relation.to);
      const where = [linked(place.alias, relation, many.alias), ...conditions(many, clauseOf(clause))];
      const exists = `exists(select from ${fromOf(many)} where ${where.join(' and ')})`;
      return quantifier === 'some' ? exists : `not ${exists}`;
    });
}

function ofRelation(place: Place, relation: Relation, filter: unknown): string[] {
  const clause = clauseOf(filter);
  if (relation.isList) return ofMany(place, relation, clause);
  if ('isNot' in clause) return leaveToPrisma();
  return ofOne(place, relation, 'is' in clause ? clauseOf(clause.is) : clause);
}

function combined(place: Place, word: 'AND' | 'OR' | 'NOT', value: unknown): string[] {
  if (word === 'AND') return [value].flat().flatMap((clause) => conditions(place, clauseOf(clause)));
  if (word === 'NOT') return [`not ${together(conditions(place, clauseOf(value)))}`];
  if (!Array.isArray(value) || value.length === 0) return leaveToPrisma();
  return [`(${value.map((clause) => together(conditions(place, clauseOf(clause)))).join(' or ')})`];
}

/** What stands in the `from` of a place: its table, and what its conditions joined to it. */
export const fromOf = ({ table, alias, from }: Place): string => [`"${table.name}" ${alias}`, ...from].join(' ');

/** What must hold of a place's rows for a `where`, all of it; nothing where it says nothing. */
export function conditions(place: Place, where: Clause): string[] {
  const { columns, relations } = place.table;
  return Object.entries(where).flatMap(([name, filter]) => {
    if (filter === undefined) return [];
    if (name === 'AND' || name === 'OR' || name === 'NOT') return combined(place, name, filter);
    const column = columns.get(name);
    if (column) return ofColumn(place, column, filter);
    return ofRelation(place, relations.get(name) ?? leaveToPrisma(), filter);
  });
}
