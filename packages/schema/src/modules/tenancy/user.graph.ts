import { builder } from '../../kernel/builder.ts';
import { guardedNode } from '../../kernel/guarded.ts';
import { LanguageEnum, RoleEnum } from './enums.graph.ts';
import { displayName } from './name.ts';
import { canSeePrivate, visibleUsers } from './user.policy.ts';

/** A person of the tenant. */
export const UserRef = guardedNode('User', {
  scope: 'people:read',
  visible: visibleUsers,
  audience: ['TENANT', 'KEY'],
  fields: (t) => ({
    externalId: t.exposeString('externalId'),
    name: t.string({
      description: "The name in the caller's language: family and given name, or the Latin name.",
      select: { familyName: true, givenName: true, latinName: true },
      resolve: (user, _args, { actor }) => displayName(user, actor.language),
    }),
    familyName: t.exposeString('familyName'),
    givenName: t.exposeString('givenName'),
    familyKana: t.exposeString('familyKana', { nullable: true }),
    givenKana: t.exposeString('givenKana', { nullable: true }),
    latinName: t.exposeString('latinName', { nullable: true }),
    email: t.string({
      audience: ['OWN', 'ADMIN'],
      nullable: true,
      description: 'Where letters reach the person; null but for the person and administrators.',
      select: { email: true },
      resolve: (user, _args, { actor }) => (canSeePrivate(actor, user.id) ? user.email : null),
    }),
    hiredOn: t.field({
      audience: ['OWN', 'ADMIN'],
      type: 'Date',
      nullable: true,
      description: 'The first day of work; null but for the person and administrators.',
      select: { hiredOn: true },
      resolve: (user, _args, { actor }) => (canSeePrivate(actor, user.id) ? user.hiredOn : null),
    }),
    roles: t.field({
      type: [RoleEnum],
      description: 'What the person is in the tenant.',
      select: { roles: true },
      resolve: (user) => user.roles,
    }),
    language: t.field({
      type: LanguageEnum,
      nullable: true,
      description: "The language the person chose; null where the tenant's is used.",
      select: { language: true },
      resolve: (user) => user.language,
    }),
    timeZone: t.exposeString('timeZone', {
      nullable: true,
      description: "The IANA zone the person lives in; null where the tenant's is used.",
    }),
    active: t.boolean({
      description: 'Whether the person is still here; who left keeps their history.',
      select: { deactivatedAt: true },
      resolve: (user) => user.deactivatedAt === null,
    }),
  }),
});

/** A person on a page of people. */
export const UserEdge = builder.edgeObject({ type: UserRef, name: 'UserEdge' });

/** A page of people. */
export const UserConnection = builder.connectionObject({ type: UserRef, name: 'UserConnection' }, UserEdge);
