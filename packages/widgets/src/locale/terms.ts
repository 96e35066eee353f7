import type { Client } from '../data/client.ts';

/** A word of a tenant's own, as every first answer brings them along. */
interface Term {
  readonly key: string;
  readonly word: string | null;
  readonly plural: string | null;
}

type Words = Readonly<Record<string, string>>;

const known = new WeakMap<Client, Words>();

// What people wrote may look like a mark of ours; a character that no text can hold keeps it from being read as one.
const HELD = '\0';

/** Keeps the words that an answer to a client brings; an answer without any says nothing of them. */
export function keepTerms(client: Client, answer: unknown): void {
  const { terms }: { readonly terms?: readonly Term[] } = Object(answer);
  if (!terms) return;
  const words = terms.flatMap(({ key, word, plural }) => {
    const mark = key.toLowerCase();
    return word === null ? [] : [[mark, word] as const, [`${mark}s`, plural ?? word] as const];
  });
  known.set(client, Object.fromEntries(words));
}

/** The word of a tenant for a mark of our texts, e.g. `talk` or `talks`; undefined where it has none of its own. */
export const termOf = (client: Client | undefined, mark: string): string | undefined =>
  client && known.get(client)?.[mark];

/** A sentence of the server's, which calls talks by our name, in the tenant's word. */
export const inTerms = (client: Client | undefined, text: string): string =>
  text.replace(/1on1|1-on-1/g, (ours) => termOf(client, 'talk') ?? ours);

/** What is put into a text, kept from being read as a mark. */
export const held = (given: unknown): unknown => (typeof given === 'string' ? given.replaceAll('{', HELD) : given);

/** A text with its marks read: `{talk}` and `{talks}` become what `wordOf` says, `{Talk}` the same with a capital. */
export const marked = (text: string, wordOf: (mark: string) => unknown): string =>
  text
    .replace(/\{(\w)(\w+)\}/g, (_, first: string, rest: string) => {
      const small = first.toLowerCase();
      const word = String(wordOf(small + rest));
      return first === small ? word : word.charAt(0).toUpperCase() + word.slice(1);
    })
    .replaceAll(HELD, '{');
