import { Chance } from '../demo/chance.ts';
import { type Relation, type Table, tableOf } from '../kernel/compiled/tables.ts';

type Clause = Record<string, unknown>;
type Row = Readonly<Record<string, unknown>>;

const COMPARED = new Set(['String', 'Enum', 'Int', 'Boolean', 'DateTime']);
const ORDERED = new Set(['String', 'Int', 'DateTime']);
const DEPTH = 3;

const must = (model: string): Table => {
  const table = tableOf(model);
  if (!table) throw new Error(`There is no model ${model}.`);
  return table;
};

/** Queries as the product could ask them of Prisma, over rows that are there; the same seed asks the same. */
export class AnyQuery {
  readonly #chance: Chance;
  readonly #rows: ReadonlyMap<string, readonly Row[]>;

  constructor(seed: number, rows: ReadonlyMap<string, readonly Row[]>) {
    this.#chance = new Chance(seed);
    this.#rows = rows;
  }

  /** A model and what is asked of it, with an order that leaves nothing open. */
  next(): { readonly model: string; readonly asked: Clause } {
    const model = this.#chance.pick([...this.#rows.keys()]);
    return { model, asked: this.#asked(model, DEPTH) };
  }

  #asked(model: string, depth: number): Clause {
    const { random } = this.#chance;
    return {
      ...this.#selection(model, depth),
      ...(this.#chance.happens(0.8) ? { where: this.#where(model, depth) } : {}),
      orderBy: this.#order(model),
      ...(this.#chance.happens(0.4) ? { take: random.integer(6) } : {}),
      ...(this.#chance.happens(0.2) ? { skip: random.integer(3) } : {}),
    };
  }

  #relations(model: string): [string, Relation][] {
    return [...must(model).relations].filter(([, { to }]) => this.#rows.has(to));
  }

  #selection(model: string, depth: number): Clause {
    const { columns } = must(model);
    const names = [...columns.keys()].filter(() => this.#chance.happens(0.4));
    const related = this.#relations(model).filter(() => depth > 0 && this.#chance.happens(0.15));
    const of = related.map(([name, relation]) => [name, this.#related(relation, depth - 1)]);
    const include = Object.fromEntries(of) as Clause;
    if (this.#chance.happens(0.3)) return of.length > 0 ? { include } : {};
    const all = names.length > 0 ? names : [...columns.keys()];
    return { select: { ...Object.fromEntries(all.map((name) => [name, true])), ...include } };
  }

  #related({ to, isList }: Relation, depth: number): Clause | true {
    if (isList) return this.#asked(to, depth);
    return this.#chance.happens(0.3) ? true : { select: this.#selection(to, depth)['select'] ?? this.#first(to) };
  }

  #first(model: string): Clause {
    return Object.fromEntries([...must(model).columns.keys()].slice(0, 1).map((name) => [name, true]));
  }

  #order(model: string): Clause[] {
    const { columns } = must(model);
    const all = [...columns].filter(([, { type, isList }]) => !isList && type !== 'Json');
    const named = all.map(([name]) => ({ name, at: this.#chance.random.uniform() })).toSorted((a, b) => a.at - b.at);
    const ones = this.#relations(model).filter(([, { isList }]) => !isList && this.#chance.happens(0.1));
    const led = ones.flatMap(([name, { to }]) =>
      this.#order(to)
        .slice(0, 1)
        .map((order) => ({ [name]: order })),
    );
    return [...led, ...named.map(({ name }) => ({ [name]: this.#direction(model, name) }))];
  }

  #direction(model: string, name: string): unknown {
    const sort = this.#chance.pick(['asc', 'desc']);
    const isNullable = this.#values(model, name).length < (this.#rows.get(model)?.length ?? 0);
    return isNullable && this.#chance.happens(0.5) ? { sort, nulls: this.#chance.pick(['first', 'last']) } : sort;
  }

  #where(model: string, depth: number): Clause {
    const { columns } = must(model);
    const word = this.#chance.pick(['AND', 'OR', 'NOT', undefined, undefined, undefined]);
    if (word && depth > 0) return { [word]: this.#several(model, depth - 1, word) };
    const led = this.#relations(model);
    if (led.length > 0 && depth > 0 && this.#chance.happens(0.35)) {
      const [name, relation] = this.#chance.pick(led);
      return { [name]: this.#ofRelation(relation, depth - 1) };
    }
    const known = [...columns].filter(([name, one]) => COMPARED.has(one.type) && this.#values(model, name).length > 0);
    const [name, { type }] = this.#chance.pick(known.filter(([, { isList }]) => !isList));
    return { [name]: this.#ofColumn(model, name, type) };
  }

  #several(model: string, depth: number, word: string): Clause | Clause[] {
    const clauses = Array.from({ length: 1 + this.#chance.random.integer(3) }, () => this.#where(model, depth));
    return word === 'OR' ? clauses : Object.assign({}, ...clauses);
  }

  #ofRelation({ to, isList }: Relation, depth: number): Clause {
    const where = this.#where(to, depth);
    return isList ? { [this.#chance.pick(['some', 'none'])]: where } : this.#chance.pick([where, { is: where }]);
  }

  #values(model: string, name: string): unknown[] {
    return (this.#rows.get(model) ?? []).map((row) => row[name]).filter((value) => value !== null);
  }

  #ofColumn(model: string, name: string, type: string): unknown {
    const values = this.#values(model, name);
    const [value, other] = [this.#chance.pick(values), this.#chance.pick(values)];
    const isNullable = values.length < (this.#rows.get(model)?.length ?? 0);
    const equal = [value, { equals: value }, { not: value }, ...(isNullable ? [null, { not: null }] : [])];
    if (type === 'Boolean') return this.#chance.pick(equal);
    const among = [{ in: [value, other] }, { notIn: [value, other] }, { in: [] }, { notIn: [] }];
    const between = ORDERED.has(type) ? [{ lt: value }, { gte: value, lte: other }, { gt: value }, { lte: value }] : [];
    return this.#chance.pick([...equal, ...equal, ...between, ...among]);
  }
}
