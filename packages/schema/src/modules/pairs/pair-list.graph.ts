import type { Prisma } from '../../generated/prisma/client.ts';
import { builder } from '../../kernel/builder.ts';
import { database } from '../../kernel/database.ts';
import { loadNode } from '../../kernel/guarded.ts';
import { todayOf } from '../tenancy/tenant-day.ts';
import { peopleBelow } from '../tenancy/user.policy.ts';
import { ViewerRef } from '../tenancy/viewer.graph.ts';
import { PairConnection, PairEdge, PairKindEnum, PairRef } from './pair.graph.ts';
import { bothInUse, visiblePairs } from './pair.policy.ts';

const PairFilter = builder.inputType('PairFilter', {
  description: 'Which pairs a list holds: those to which everything that is given applies.',
  fields: (t) => ({
    kind: t.field({ type: [PairKindEnum], required: false, description: 'Those of one of these kinds.' }),
    userId: t.id({ required: false, description: 'Those in which the person is one of the two.' }),
    departmentId: t.id({
      required: false,
      description: 'Those of which one works in the department or in one below it.',
    }),
    active: t.boolean({ required: false, description: 'Those that go on (true) or have ended (false).' }),
    paused: t.boolean({ required: false, description: 'Those that need not meet today (true), or need to (false).' }),
  }),
});

type Filter = typeof PairFilter.$inferInput;

const either = (people: Prisma.UserWhereInput): Prisma.PairWhereInput => ({
  OR: [{ member: people }, { counterpart: people }],
});

const pausedOn = (day: Date): Prisma.PairWhereInput => ({
  pauses: { some: { from: { lte: day }, OR: [{ until: null }, { until: { gte: day } }] } },
});

/** The clause of a filter of pairs; `today` is asked for only where it counts. */
async function matching(
  { kind, userId, departmentId, active, paused }: Filter,
  today: () => Promise<Date>,
): Promise<Prisma.PairWhereInput[]> {
  const rests = typeof paused === 'boolean' ? pausedOn(await today()) : undefined;
  return [
    ...(kind ? [{ kind: { in: kind } }] : []),
    ...(userId ? [{ OR: [{ memberId: userId }, { counterpartId: userId }] }] : []),
    ...(departmentId ? [either(peopleBelow(departmentId))] : []),
    ...(typeof active === 'boolean' ? [{ endedAt: active ? null : { not: null } }] : []),
    ...(rests ? [paused ? rests : { NOT: rests }] : []),
  ];
}

const NEWEST: Prisma.PairOrderByWithRelationInput[] = [{ startedAt: 'desc' }, { id: 'desc' }];
const ACTIVE_FIRST: Prisma.PairOrderByWithRelationInput[] = [{ endedAt: { sort: 'desc', nulls: 'first' } }, ...NEWEST];

builder.queryFields((t) => ({
  pair: t.field({
    type: PairRef,
    nullable: true,
    authScopes: { scope: 'pairs:read' },
    description: 'One pair; null where there is none that the caller may see.',
    args: { id: t.arg.id({ description: 'The pair.' }) },
    resolve: (_root, { id }, context, info) => loadNode<Prisma.PairGetPayload<object>>('Pair', id, context, info),
  }),
  pairs: t.prismaConnection(
    {
      type: PairRef,
      cursor: 'tenantId_id',
      authScopes: { scope: 'pairs:read' },
      description: 'The pairs that the caller may see, newest first.',
      args: { filter: t.arg({ type: PairFilter, required: false, description: 'Which of them.' }) },
      resolve: async (query, _root, { filter }, { actor }) => {
        const db = database(actor);
        const matched = await matching(filter ?? {}, () => todayOf(db, actor.tenantId));
        return db.pair.findMany({ ...query, where: { AND: [visiblePairs(actor), ...matched] }, orderBy: NEWEST });
      },
    },
    PairConnection,
    PairEdge,
  ),
}));

builder.prismaObjectField(ViewerRef, 'pairs', (t) =>
  t.prismaConnection(
    {
      type: PairRef,
      cursor: 'tenantId_id',
      description: 'The own pairs, those that go on first.',
      resolve: (query, user, _args, { actor }) =>
        database(actor).pair.findMany({
          ...query,
          where: {
            tenantId: actor.tenantId,
            ...bothInUse(actor),
            OR: [{ memberId: user.id }, { counterpartId: user.id }],
          },
          orderBy: ACTIVE_FIRST,
        }),
    },
    PairConnection,
    PairEdge,
  ),
);
