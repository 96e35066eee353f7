import { builder } from '../../kernel/builder.ts';

/** The languages of the product. */
export const LanguageEnum = builder.enumType('Language', {
  description: 'A language in which the product speaks to people.',
  values: { ja: { description: 'Japanese.' }, en: { description: 'English.' } } as const,
});

/** What a person may be in a tenant. */
export const RoleEnum = builder.enumType('Role', {
  description: 'What a person may be in a tenant; one person may hold several roles.',
  values: {
    MEMBER: { description: 'Holds 1-on-1s as the member.' },
    MANAGER: { description: 'Holds 1-on-1s as the manager.' },
    ADVISOR: { description: 'Sees times and counts of given departments or people, never content.' },
    ADMIN: { description: 'Registers people, sets pairs, configures; never sees content.' },
  } as const,
});
