import type { Send } from './sent.ts';

/** Under this name a visit's tables send a statement to the driver itself. */
export const SEND: unique symbol = Symbol('send');

const texts = new WeakMap<TemplateStringsArray, string>();

function textOf(parts: TemplateStringsArray): string {
  const known = texts.get(parts) ?? parts.reduce((text, part, at) => `${text}$${at}${part}`);
  texts.set(parts, known);
  return known;
}

/**
 * `$queryRaw` without Prisma, which takes each value apart and puts it together again: for the few statements that are run for
 * everything that is said. Behind the same wall, with its settings and limits. Values are the driver's: bytes are buffers,
 * times are dates, and what is larger than an int is text. Errors are the driver's, too.
 */
export const bare =
  (db: object) =>
  async <Row extends object>(parts: TemplateStringsArray, ...values: unknown[]): Promise<Row[]> => {
    const send = Reflect.get(db, SEND) as Send;
    const { rows } = await send({ text: textOf(parts), values });
    return rows as Row[];
  };
