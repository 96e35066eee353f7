import { z } from 'zod';
import type { Actor, Language } from '../../kernel/actor.ts';
import { database, transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { parseInput, text } from '../../kernel/parse.ts';
import { demandAdministration } from './tenant.policy.ts';

declare module '../../kernel/events.ts' {
  interface Events {
    'terms.changed': Record<never, string>;
  }
}

/** The things a tenant may call by words of its own, in the order of settings. */
export const TERM_KEYS = ['TALK', 'MEMBER', 'MANAGER', 'ADVISOR', 'HINT'] as const;

/** One of the things a tenant may call by a word of its own. */
export type TermKey = (typeof TERM_KEYS)[number];

/** What a tenant calls a thing; null in a language where it is called as everywhere. */
export interface Term extends Readonly<Record<Language, string | null>> {
  readonly key: TermKey;
}

/** Most characters of a word. */
export const MOST_TERM_CHARACTERS = 20;

// Elements put a word into the middle of their sentences: no line ends, no change of direction, no marks of their templates.
const UNFIT = /[\p{C}\p{Zl}\p{Zp}{}<>]/u;

const ownWord = () =>
  text({ min: 1, max: MOST_TERM_CHARACTERS })
    .pipe(z.string().refine((written) => !UNFIT.test(written), { params: { word: 'unreadable' } }))
    .transform((written) => written.trim());

const Kept = z.partialRecord(
  z.enum(TERM_KEYS),
  z.object({ ja: z.string().nullish().default(null), en: z.string().nullish().default(null) }),
);

/** Several of what an English word names, by the usual rule: check-ins, coaches, buddies. */
export const pluralOf = (word: string): string =>
  /(?:s|x|z|ch|sh)$/i.test(word) ? `${word}es` : `${word.replace(/(?<=[^aeiou])y$/i, 'ie')}s`;

/** What the column of a tenant holds, as terms in the order of settings: only what has a word of its own. */
export function readTerms(kept: unknown): Term[] {
  const read = Kept.parse(kept);
  return TERM_KEYS.flatMap((key) => {
    const { ja = null, en = null } = read[key] ?? {};
    return ja === null && en === null ? [] : [{ key, ja, en }];
  });
}

/** What the actor's tenant calls by words of its own, in the order of settings; nothing for who belongs to none. */
export async function termsOf(actor: Actor): Promise<Term[]> {
  const tenant = await database(actor).tenant.findUnique({ where: { id: actor.tenantId }, select: { terms: true } });
  return tenant ? readTerms(tenant.terms) : [];
}

const SetTerms = z.object({
  terms: z
    .array(z.object({ key: z.enum(TERM_KEYS), ja: ownWord().nullish(), en: ownWord().nullish() }))
    .min(1)
    .max(TERM_KEYS.length),
});

type Given = z.output<typeof SetTerms>['terms'][number];

// A language that is left out stays; null takes its word away.
const changed = (before: readonly Term[], { key, ja, en }: Given): Term[] => {
  const known = before.find((one) => one.key === key) ?? { ja: null, en: null };
  const after = { key, ja: ja === undefined ? known.ja : ja, en: en === undefined ? known.en : en };
  return [...before.filter((one) => one.key !== key), after];
};

/** Gives things words of the tenant's own, or takes them away again. Throws InvalidInput, FORBIDDEN. */
export async function setTerms(actor: Actor, input: z.input<typeof SetTerms>): Promise<{ id: string }> {
  demandAdministration(actor);
  const { terms } = parseInput(actor, SetTerms, input);
  const id = actor.tenantId;
  await transact(actor, async (db) => {
    // Two administrators who change two words at once must not undo each other.
    await db.$queryRaw`select id from tenant where id = ${id} for update`;
    const before = await db.tenant.findUniqueOrThrow({ where: { id }, select: { terms: true } });
    const after = terms.reduce<Term[]>(changed, readTerms(before.terms));
    const kept = Object.fromEntries(after.map(({ key, ja, en }) => [key, { ja, en }]));
    await db.tenant.update({ where: { id }, data: { terms: kept } });
    await record(db, { type: 'terms.changed', subject: { type: 'Tenant', id }, ids: {}, actor });
  });
  return { id };
}
