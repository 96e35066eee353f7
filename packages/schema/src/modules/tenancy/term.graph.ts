import { builder } from '../../kernel/builder.ts';
import { database } from '../../kernel/database.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { InvalidInput } from '../../kernel/problems.ts';
import { TenantRef } from './tenant.graph.ts';
import { MOST_TERM_CHARACTERS, pluralOf, readTerms, setTerms, type Term, termsOf } from './term.ts';

const TermKeyEnum = builder.enumType('TermKey', {
  description: 'Something that a tenant may call by a word of its own.',
  values: {
    TALK: { description: 'The talk of two: 1on1, 1-on-1.' },
    MEMBER: { description: 'Whose talk it is: メンバー, member.' },
    MANAGER: { description: 'Who is there for them: 上司, manager.' },
    ADVISOR: { description: 'Who sees times and counts of those they were given: アドバイザー, advisor.' },
    HINT: { description: 'A short practice that helped somebody: ヒント, hint.' },
  } as const,
});

const TermRef = builder.objectRef<Term>('Term').implement({
  description: 'What a tenant calls something instead of the word that the product has for it.',
  fields: (t) => ({
    key: t.field({ type: TermKeyEnum, description: 'What is called so.', resolve: ({ key }) => key }),
    word: t.string({
      nullable: true,
      description: "Its word in the caller's language; null where that language has the product's.",
      resolve: (term, _args, { actor }) => term[actor.language],
    }),
    plural: t.string({
      nullable: true,
      description: 'Several of them; the same as one in Japanese, by the usual rule in English.',
      resolve: ({ ja, en }, _args, { actor }) => (actor.language === 'ja' ? ja : en && pluralOf(en)),
    }),
    ja: t.exposeString('ja', { nullable: true, description: "In Japanese; null for the product's own word." }),
    en: t.exposeString('en', { nullable: true, description: "In English, as one; null for the product's own word." }),
  }),
});

builder.prismaObjectField(TenantRef, 'terms', (t) =>
  t.field({
    type: [TermRef],
    description: 'What it calls by words of its own, in the order of settings.',
    select: { terms: true },
    resolve: ({ terms }) => readTerms(terms),
  }),
);

builder.queryField('terms', (t) =>
  t.field({
    type: [TermRef],
    authScopes: { credential: true },
    description: "What the caller's tenant calls by words of its own, in the order of settings.",
    resolve: (_root, _args, { actor }) => termsOf(actor),
  }),
);

const TermInput = builder.inputType('TermInput', {
  description: 'A word for something; a language that is left out stays as it is.',
  fields: (t) => ({
    key: t.field({ type: TermKeyEnum, required: true, description: 'What is to be called so.' }),
    ja: t.string({
      required: false,
      description: `In Japanese, 1 to ${MOST_TERM_CHARACTERS} characters; null brings the product's own word back.`,
    }),
    en: t.string({
      required: false,
      description: `In English, as one of them, 1 to ${MOST_TERM_CHARACTERS} characters; null as in Japanese.`,
    }),
  }),
});

mutation('setTerms', {
  description: "Calls things by the tenant's own words, in every element. For administrators and servers.",
  scope: 'people:write',
  input: (t) => ({ terms: t.field({ type: [TermInput], description: 'The words that change, each thing once.' }) }),
  type: TenantRef,
  problems: [InvalidInput],
  resolve: async (actor, input) => {
    const { id } = await setTerms(actor, input);
    return database(actor).tenant.findUniqueOrThrow({ where: { id } });
  },
});
