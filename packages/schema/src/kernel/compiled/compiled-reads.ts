import { isGivenUp } from '../database-errors.ts';
import { Refusal } from '../refusals.ts';
import type { Send } from '../sent.ts';
import { type Asked, compile } from './question.ts';

/** A method of one of Prisma's models. */
type Method = (asked?: Asked) => PromiseLike<unknown>;

/** The rows that a query selects; undefined where it is not compiled, and where PostgreSQL refuses it. */
async function rowsOf(send: Send, model: string, asked: Asked): Promise<object[] | undefined> {
  const compiled = compile(model, asked);
  if (!compiled) return undefined;
  try {
    const rows: [unknown[]][] = (await send({ text: compiled.text, values: [...compiled.values], rowMode: 'array' }))
      .rows;
    return rows.map(([row]) => compiled.reader.read(row));
  } catch (error) {
    // What took too long once would take as long again.
    if (error instanceof Refusal || isGivenUp(error)) throw error;
    return undefined;
  }
}

const METHODS: Readonly<Record<string, (send: Send, model: string, prismas: Method) => Method>> = {
  findMany:
    (send, model, prismas) =>
    async (asked = {}) =>
      (await rowsOf(send, model, asked)) ?? prismas(asked),
  findFirst:
    (send, model, prismas) =>
    async (asked = {}) => {
      const rows = asked['take'] === undefined ? await rowsOf(send, model, { ...asked, take: 1 }) : undefined;
      return rows ? (rows[0] ?? null) : prismas(asked);
    },
};

/**
 * One of Prisma's models, with `findMany` and `findFirst` compiled: each one statement, and the same rows as Prisma's. What is
 * not compiled, and what PostgreSQL refuses, Prisma answers: it has the words for what is wrong. What took too long fails.
 */
export function compiledModel(send: Send, property: string, model: object): object {
  const name = `${property[0]?.toUpperCase()}${property.slice(1)}`;
  const methodOf = (method: PropertyKey): unknown => {
    const prismas: unknown = Reflect.get(model, method);
    const made = typeof method === 'string' && Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
    return made && typeof prismas === 'function' ? made(send, name, prismas as Method) : prismas;
  };
  return new Proxy(model, { get: (_, method) => methodOf(method) });
}
