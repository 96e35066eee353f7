import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import type { Session } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import { builder } from '../../kernel/builder.ts';
import { database } from '../../kernel/database.ts';
import { loader } from '../../kernel/loaders.ts';
import { PairRef } from '../pairs/pair.graph.ts';
import { isParticipant } from '../pairs/pair.policy.ts';
import { LEFT_OPEN, OPEN_THEMES } from './open-themes.ts';
import { SessionStateEnum } from './session-enums.graph.ts';
import { COMING, coming, LATEST } from './session-list.graph.ts';
import { SessionConnection, SessionEdge, SessionRef } from './session.graph.ts';
import { ThemeRef } from './theme.graph.ts';

/** The next session of a pair, asked for by one field of a document. */
interface Wanted {
  readonly pairId: string;
  /** The place in the document, the same for all pairs of a list. */
  readonly place: GraphQLResolveInfo['fieldNodes'];
  /** What is selected there. */
  readonly query: object;
}

type OfPair = Pick<Session, 'tenantId' | 'id' | 'memberId' | 'counterpartId' | 'pairId'>;

// A pair has few sessions to come: all of them are read, for all pairs at once.
async function nextSessions(actor: Actor, wanted: readonly Wanted[]): Promise<ReadonlyMap<string, OfPair>> {
  const sessions = await database(actor).session.findMany({
    ...wanted[0]?.query,
    where: { tenantId: actor.tenantId, pairId: { in: wanted.map(({ pairId }) => pairId) }, ...coming() },
    orderBy: COMING,
  });
  return new Map(sessions.toReversed().map((session) => [session.pairId, session]));
}

/**
 * The next session of each pair, one statement for every place of the document that asks for it. It is no second selection
 * of the relation that `sessions` pages: for that, Prisma would read every pair again.
 */
const nextSessionOf = loader(async (actor, wanted: readonly Wanted[]) => {
  const places = new Map<Wanted['place'], Wanted[]>();
  for (const one of wanted) places.set(one.place, [...(places.get(one.place) ?? []), one]);
  const found = new Map<Wanted['place'], ReadonlyMap<string, OfPair>>();
  for (const [place, asked] of places) found.set(place, await nextSessions(actor, asked));
  return wanted.map(({ pairId, place }) => found.get(place)?.get(pairId) ?? null);
});

builder.prismaObjectFields(PairRef, (t) => ({
  nextSession: t.field({
    type: SessionRef,
    nullable: true,
    description: 'The session that goes on, or else the earliest that is planned.',
    resolve: (pair, _args, context, info) => {
      if (!context.actor.scopes.has('sessions:read')) return null;
      // Planned at every pair, so that each of them knows what was read of its session.
      const query = queryFromInfo({ context, info, typeName: 'Session', select: { pairId: true } });
      return nextSessionOf(context.actor, { pairId: pair.id, place: info.fieldNodes, query });
    },
  }),
  sessions: t.relatedConnection(
    'sessions',
    {
      cursor: 'tenantId_id',
      authScopes: { scope: 'sessions:read' },
      description: 'Their sessions, latest first.',
      args: {
        state: t.arg({ type: [SessionStateEnum], required: false, description: 'Those in one of these states.' }),
      },
      query: ({ state }) => ({ orderBy: LATEST, ...(state && { where: { state: { in: state } } }) }),
    },
    SessionConnection,
    SessionEdge,
  ),
  plannedCount: t.relationCount('sessions', {
    description: 'How many sessions are planned.',
    where: { state: { in: ['PROPOSED', 'SCHEDULED'] } },
  }),
  heldCount: t.relationCount('sessions', {
    description: 'How many sessions were held.',
    args: { since: t.arg({ type: 'DateTime', required: false, description: 'Those that ended then or later.' }) },
    where: ({ since }) => ({ state: 'ENDED' as const, ...(since && { endedAt: { gte: since } }) }),
  }),
  openThemes: t.field({
    type: [ThemeRef],
    nullable: true,
    description: 'What their talks left open, latest talk first; null unless one of the two.',
    select: (_args, _context, nested) => ({
      sessions: { ...OPEN_THEMES, select: { themes: nested(LEFT_OPEN) } },
    }),
    resolve: (pair, _args, { actor }) =>
      isParticipant(actor, pair) ? pair.sessions.flatMap(({ themes }) => themes) : null,
  }),
}));
