import type { Prisma } from '../../generated/prisma/client.ts';
import { builder } from '../../kernel/builder.ts';
import { bothInUse } from '../pairs/pair.policy.ts';
import { database } from '../../kernel/database.ts';
import { loadNode } from '../../kernel/guarded.ts';
import { after, now } from '../../kernel/time.ts';
import { ViewerRef } from '../tenancy/viewer.graph.ts';
import { SessionStateEnum } from './session-enums.graph.ts';
import { SessionConnection, SessionEdge, SessionRef } from './session.graph.ts';
import { visibleSessions } from './session.policy.ts';

const SessionFilter = builder.inputType('SessionFilter', {
  description: 'Which sessions a list holds: those to which everything that is given applies.',
  fields: (t) => ({
    state: t.field({ type: [SessionStateEnum], required: false, description: 'Those in one of these states.' }),
    pairId: t.id({ required: false, description: 'Those of the pair.' }),
    memberId: t.id({ required: false, description: 'Those whose member the person is.' }),
    counterpartId: t.id({ required: false, description: 'Those whose counterpart the person is.' }),
    startsAfter: t.field({ type: 'DateTime', required: false, description: 'Those planned to begin then or later.' }),
    startsBefore: t.field({ type: 'DateTime', required: false, description: 'Those planned to begin before.' }),
    endedAfter: t.field({ type: 'DateTime', required: false, description: 'Those that ended then or later.' }),
    endedBefore: t.field({ type: 'DateTime', required: false, description: 'Those that ended before.' }),
  }),
});

type Filter = typeof SessionFilter.$inferInput;

const between = (from: Date | null | undefined, before: Date | null | undefined) =>
  from || before ? { ...(from && { gte: from }), ...(before && { lt: before }) } : undefined;

/** The clause of a filter of sessions. */
function matching(filter: Filter): Prisma.SessionWhereInput {
  const starts = between(filter.startsAfter, filter.startsBefore);
  const ended = between(filter.endedAfter, filter.endedBefore);
  return {
    ...(filter.state && { state: { in: filter.state } }),
    ...(filter.pairId && { pairId: filter.pairId }),
    ...(filter.memberId && { memberId: filter.memberId }),
    ...(filter.counterpartId && { counterpartId: filter.counterpartId }),
    ...(starts && { startsAt: starts }),
    ...(ended && { endedAt: ended }),
  };
}

/** Latest first. */
export const LATEST: Prisma.SessionOrderByWithRelationInput[] = [{ startsAt: 'desc' }, { id: 'desc' }];

/** A session that is going on comes first, then the earliest that is planned. */
export const COMING: Prisma.SessionOrderByWithRelationInput[] = [
  { startedAt: { sort: 'asc', nulls: 'last' } },
  { startsAt: 'asc' },
];

/** Sessions that go on or are still to come; one that nobody started is let go an hour after its time. */
export const coming = (): Prisma.SessionWhereInput => ({
  OR: [{ state: 'LIVE' }, { state: { in: ['PROPOSED', 'SCHEDULED'] }, endsAt: { gt: after(now(), -1, 'hours') } }],
});

builder.queryFields((t) => ({
  session: t.field({
    type: SessionRef,
    nullable: true,
    authScopes: { scope: 'sessions:read' },
    description: 'One session; null where there is none that the caller may see.',
    args: { id: t.arg.id({ description: 'The session.' }) },
    resolve: (_root, { id }, context, info) => loadNode<Prisma.SessionGetPayload<object>>('Session', id, context, info),
  }),
  sessions: t.prismaConnection(
    {
      type: SessionRef,
      cursor: 'tenantId_id',
      authScopes: { scope: 'sessions:read' },
      description: 'The sessions that the caller may see, latest first.',
      args: { filter: t.arg({ type: SessionFilter, required: false, description: 'Which of them.' }) },
      resolve: (query, _root, { filter }, { actor }) =>
        database(actor).session.findMany({
          ...query,
          where: { AND: [visibleSessions(actor), matching(filter ?? {})] },
          orderBy: LATEST,
        }),
    },
    SessionConnection,
    SessionEdge,
  ),
}));

builder.prismaObjectField(ViewerRef, 'nextSession', (t) =>
  t.prismaField({
    type: SessionRef,
    nullable: true,
    description: 'The own session that goes on, or else the earliest that is planned.',
    resolve: (query, user, _args, { actor }) =>
      database(actor).session.findFirst({
        ...query,
        where: {
          tenantId: actor.tenantId,
          AND: [bothInUse(actor), coming(), { OR: [{ memberId: user.id }, { counterpartId: user.id }] }],
        },
        orderBy: COMING,
      }),
  }),
);
