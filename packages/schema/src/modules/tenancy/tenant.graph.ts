import { database } from '../../kernel/database.ts';
import { guardedPart } from '../../kernel/guarded.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { InvalidInput, NotNow } from '../../kernel/problems.ts';
import { LanguageEnum } from './enums.graph.ts';
import { nameIn } from './name.ts';
import { visibleTenants } from './tenant.policy.ts';
import { updateTenant } from './tenant.ts';

/** The caller's organisation. */
export const TenantRef = guardedPart('Tenant', {
  scope: 'people:read',
  visible: visibleTenants,
  audience: ['TENANT'],
  audienceNote:
    'name, zone, language, own words, least number of raters; a key that changes them is answered with them',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Names the tenant everywhere and for ever.' }),
    name: t.string({
      description: "Its name in the caller's language.",
      select: { name: true, nameEn: true },
      resolve: (tenant, _args, { actor }) => nameIn(actor.language, tenant),
    }),
    nameJa: t.exposeString('name', { description: 'Name shown to Japanese readers.' }),
    nameEn: t.exposeString('nameEn', {
      nullable: true,
      description: 'Name shown to English readers; null for the Japanese one.',
    }),
    timeZone: t.exposeString('timeZone'),
    language: t.field({
      type: LanguageEnum,
      description: 'The language used where neither the request nor the person names one.',
      select: { language: true },
      resolve: (tenant) => tenant.language,
    }),
    anonymityFloor: t.exposeInt('anonymityFloor'),
    demo: t.exposeBoolean('demo'),
  }),
});

mutation('updateTenant', {
  description: "Changes what is given of the caller's tenant. For administrators and servers.",
  scope: 'people:write',
  input: (t) => ({
    name: t.string({ required: false, description: 'Its name for Japanese readers.' }),
    nameEn: t.string({ required: false, description: 'Its name for English readers; null takes it away.' }),
    timeZone: t.string({ required: false, description: 'The IANA zone of its months and periods.' }),
    language: t.field({ type: LanguageEnum, required: false, description: 'The language where nobody names one.' }),
    anonymityFloor: t.int({
      required: false,
      description: 'Least number of raters behind a published figure, 3 or more; only raised once a talk was held.',
    }),
  }),
  type: TenantRef,
  problems: [InvalidInput, NotNow],
  resolve: async (actor, input) => {
    const { id } = await updateTenant(actor, input);
    return database(actor).tenant.findUniqueOrThrow({ where: { id } });
  },
});
