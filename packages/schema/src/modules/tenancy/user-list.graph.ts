import type { Prisma } from '../../generated/prisma/client.ts';
import type { Actor, Language } from '../../kernel/actor.ts';
import { builder } from '../../kernel/builder.ts';
import { database } from '../../kernel/database.ts';
import { DepartmentRef } from './department.graph.ts';
import { RoleEnum } from './enums.graph.ts';
import { searchTerm } from './name.ts';
import { UserConnection, UserEdge, UserRef } from './user.graph.ts';
import { peopleBelow, peopleInScope, visibleUsers } from './user.policy.ts';

const UserFilter = builder.inputType('UserFilter', {
  description: 'Which people a list holds: those to whom everything that is given applies.',
  fields: (t) => ({
    departmentId: t.id({ required: false, description: 'Those of a department or of one below it.' }),
    role: t.field({ type: RoleEnum, required: false, description: 'Those who hold the role.' }),
    active: t.boolean({ required: false, description: 'Those who are here (true) or have left (false).' }),
    inScope: t.boolean({
      required: false,
      description: 'Only those (true) whom the caller was given as an advisor; nobody for who is none.',
    }),
    search: t.string({ required: false, description: 'Those whose name, reading or Latin name contains this.' }),
  }),
});

type Filter = typeof UserFilter.$inferInput;

/** The clause of a filter of people. */
function matching(actor: Actor, { departmentId, role, active, inScope, search }: Filter): Prisma.UserWhereInput[] {
  const term = searchTerm(search ?? '');
  return [
    ...(departmentId ? [peopleBelow(departmentId)] : []),
    ...(role ? [{ roles: { has: role } }] : []),
    ...(typeof active === 'boolean' ? [{ deactivatedAt: active ? null : { not: null } }] : []),
    ...(inScope ? [peopleInScope(actor)] : []),
    ...(term ? [{ searchKey: { contains: term } }] : []),
  ];
}

/** People in the order of a directory in the reader's language. */
const inDirectoryOrder = (language: Language): Prisma.UserOrderByWithRelationInput[] => [
  language === 'ja' ? { kanaKey: 'asc' } : { latinKey: 'asc' },
  { id: 'asc' },
];

builder.queryFields((t) => ({
  user: t.prismaField({
    type: UserRef,
    nullable: true,
    authScopes: { scope: 'people:read' },
    description: "One person, by id or by the host's own key; null where there is none that the caller may see.",
    args: {
      id: t.arg.id({ required: false, description: 'The person.' }),
      externalId: t.arg.string({ required: false, description: "The host's own key for the person." }),
    },
    resolve: (query, _root, { id, externalId }, { actor }) => {
      const asked = id || externalId ? { ...(id && { id }), ...(externalId && { externalId }) } : { id: '' };
      return database(actor).user.findFirst({ ...query, where: { ...asked, AND: visibleUsers(actor) } });
    },
  }),
  users: t.prismaConnection(
    {
      type: UserRef,
      cursor: 'tenantId_id',
      authScopes: { scope: 'people:read' },
      description: "People by department, and in each in the order of a directory in the caller's language.",
      args: { filter: t.arg({ type: UserFilter, required: false, description: 'Which of them.' }) },
      resolve: (query, _root, { filter }, { actor }) =>
        database(actor).user.findMany({
          ...query,
          where: { AND: [visibleUsers(actor), ...matching(actor, filter ?? {})] },
          orderBy: [{ department: { path: 'asc' } }, ...inDirectoryOrder(actor.language)],
        }),
    },
    UserConnection,
    UserEdge,
  ),
}));

builder.prismaObjectField(DepartmentRef, 'users', (t) =>
  t.prismaConnection(
    {
      type: UserRef,
      cursor: 'tenantId_id',
      description: "Who works there, in the order of a directory in the caller's language.",
      args: {
        deep: t.arg.boolean({
          required: false,
          defaultValue: false,
          description: 'With those of departments below it.',
        }),
      },
      resolve: (query, { id }, { deep }, { actor }) =>
        database(actor).user.findMany({
          ...query,
          where: { AND: [visibleUsers(actor), deep ? peopleBelow(id) : { departmentId: id }] },
          orderBy: inDirectoryOrder(actor.language),
        }),
    },
    UserConnection,
    UserEdge,
  ),
);
