import { builder } from '../../kernel/builder.ts';
import { database } from '../../kernel/database.ts';
import { LanguageEnum, RoleEnum } from './enums.graph.ts';
import { UserRef } from './user.graph.ts';

/** The person who asks, with what is theirs; later modules add to it. */
export const ViewerRef = builder.prismaObject('User', {
  variant: 'Viewer',
  audience: ['OWN'],
  description: 'The person who asks, and what is theirs.',
  fields: (t) => ({
    user: t.variant(UserRef, { description: 'The person as everybody sees them.' }),
    tenant: t.relation('tenant', { description: 'Where they belong.' }),
    roles: t.field({ type: [RoleEnum], description: 'What they are in the tenant.', resolve: (user) => user.roles }),
    language: t.field({
      type: LanguageEnum,
      description: 'The language of this request.',
      resolve: (_user, _args, { actor }) => actor.language,
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.prismaField({
    type: ViewerRef,
    nullable: true,
    authScopes: { open: true },
    description: 'The person who asks; null for a server with an API key and for nobody.',
    resolve: (query, _root, _args, { actor }) =>
      database(actor).user.findFirst({ ...query, where: { tenantId: actor.tenantId, id: actor.userId } }),
  }),
);
