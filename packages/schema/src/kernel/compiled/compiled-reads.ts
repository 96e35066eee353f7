import { Refusal } from '../refusals.ts';
import type { Visit } from '../visit.ts';
import { type Asked, compile } from './question.ts';

const modelOf = (name: string): string => `${name[0]?.toUpperCase()}${name.slice(1)}`;

/** What a compiled query answered; it stands in an object, because no row is an answer too. */
interface Answered {
  readonly answer: unknown;
}

const METHODS: Readonly<Record<string, (model: string, visit: Visit, asked: Asked) => Promise<Answered | undefined>>> =
  {
    findMany: async (model, visit, asked) => {
      const rows = await ask(model, visit, asked);
      return rows && { answer: rows };
    },
    findFirst: async (model, visit, asked) => {
      if (asked.take !== undefined) return undefined;
      const rows = await ask(model, visit, { ...asked, take: 1 });
      return rows && { answer: rows[0] ?? null };
    },
  };

async function ask(model: string, visit: Visit, asked: Asked): Promise<object[] | undefined> {
  const compiled = compile(modelOf(model), asked);
  if (!compiled) return undefined;
  const { text, values, reader } = compiled;
  try {
    const { rows } = await visit.query({ text, values: [...values], rowMode: 'array' } as never);
    return (rows as unknown as [unknown[]][]).map(([row]) => reader.read(row));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    return undefined;
  }
}

/**
 * A read of a visit as it is answered without Prisma: one statement, and the same rows. What is not compiled, and what
 * PostgreSQL refuses, is Prisma's: it has the words for what is wrong. Undefined for methods that are never compiled.
 */
export function compiledMethod(
  visit: Visit,
  model: PropertyKey,
  method: PropertyKey,
  prismas: (asked: Asked) => PromiseLike<unknown>,
) {
  const answered = visit.reads && typeof model === 'string' && typeof method === 'string' ? METHODS[method] : undefined;
  if (!answered) return undefined;
  return async (asked: Asked = {}): Promise<unknown> => {
    const compiled = await answered(String(model), visit, asked);
    return compiled ? compiled.answer : prismas(asked);
  };
}
