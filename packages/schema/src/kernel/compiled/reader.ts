import type { Column } from './tables.ts';

/** One place of a row: a column, or the rows of a relation. */
export type Field =
  | { readonly name: string; readonly column: Column }
  | { readonly name: string; readonly reader: Reader; readonly isList: boolean };

type Decode = (value: never) => unknown;

const HEX_BEGINS = '\\x'.length;

// As JSON has them: times with their offset, bytes in hexadecimal.
const DECODERS: Readonly<Record<string, Decode | undefined>> = {
  DateTime: (text: string) => new Date(text),
  Bytes: (text: string) => Uint8Array.from(Buffer.from(text.slice(HEX_BEGINS), 'hex')),
};

function decoderOf(field: Field): Decode | undefined {
  if ('column' in field) return DECODERS[field.column.type];
  const { reader, isList } = field;
  return isList ? (rows: unknown[][]) => rows.map((row) => reader.read(row)) : (row: unknown[]) => reader.read(row);
}

/** Makes rows as Prisma answers them of the arrays that a compiled statement answers. */
export class Reader {
  readonly #names: readonly string[];
  readonly #decoders: readonly (Decode | undefined)[];
  readonly #isList: readonly boolean[];

  constructor(fields: readonly Field[]) {
    this.#names = fields.map(({ name }) => name);
    this.#decoders = fields.map(decoderOf);
    this.#isList = fields.map((field) => 'column' in field && field.column.isList);
  }

  read(row: readonly unknown[]): object {
    const read: Record<string, unknown> = {};
    for (const [at, name] of this.#names.entries()) {
      const value = row[at] ?? (this.#isList[at] ? [] : null);
      const decode = this.#decoders[at];
      read[name] = decode && value !== null ? decode(value as never) : value;
    }
    return read;
  }
}
