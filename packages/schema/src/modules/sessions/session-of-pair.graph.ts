import { builder } from '../../kernel/builder.ts';
import { PairRef } from '../pairs/pair.graph.ts';
import { isParticipant } from '../pairs/pair.policy.ts';
import { LEFT_OPEN, OPEN_THEMES } from './open-themes.ts';
import { SessionStateEnum } from './session-enums.graph.ts';
import { COMING, coming, LATEST } from './session-list.graph.ts';
import { SessionConnection, SessionEdge, SessionRef } from './session.graph.ts';
import { ThemeRef } from './theme.graph.ts';

builder.prismaObjectFields(PairRef, (t) => ({
  nextSession: t.field({
    type: SessionRef,
    nullable: true,
    description: 'The session that goes on, or else the earliest that is planned.',
    select: (_args, _context, nested) => ({ sessions: nested({ where: coming(), orderBy: COMING, take: 1 }) }),
    resolve: (pair) => pair.sessions[0] ?? null,
  }),
  sessions: t.relatedConnection(
    'sessions',
    {
      cursor: 'tenantId_id',
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
    select: (_args, _context, nested) => ({ sessions: { ...OPEN_THEMES, select: { themes: nested(LEFT_OPEN) } } }),
    resolve: (pair, _args, { actor }) =>
      isParticipant(actor, pair) ? pair.sessions.flatMap(({ themes }) => themes) : null,
  }),
}));
