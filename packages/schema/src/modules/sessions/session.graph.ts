import { builder } from '../../kernel/builder.ts';
import { guardedNode, guardedPart } from '../../kernel/guarded.ts';
import { now } from '../../kernel/time.ts';
import { PartEnum } from '../pairs/pair.graph.ts';
import { isParticipant, partOf } from '../pairs/pair.policy.ts';
import { UserRef } from '../tenancy/user.graph.ts';
import { LEFT_OPEN, OPEN_THEMES, openThemesBefore } from './open-themes.ts';
import { noteOf } from './preparation.ts';
import { present } from './presence.ts';
import { actionsOf } from './session-actions.ts';
import { SessionActionEnum, SessionStateEnum } from './session-enums.graph.ts';
import { FACTS, factsOf } from './session-facts.ts';
import { visibleContent, visibleSessions } from './session.policy.ts';
import { ThemeRef } from './theme.graph.ts';

const PreparationRef = guardedPart('Preparation', {
  scope: 'sessions:read',
  visible: visibleContent,
  audience: ['TWO'],
  audienceNote: 'the note is sealed',
  fields: (t) => ({
    note: t.string({
      nullable: true,
      description: 'The note of the member to the counterpart.',
      select: { sessionId: true, note: true },
      resolve: (preparation, _args, { actor }) => noteOf(actor, preparation),
    }),
    preparedAt: t.expose('preparedAt', { type: 'DateTime', description: 'When the member last changed it.' }),
    revision: t.exposeInt('revision', { description: 'Raised with every change; give it back as `expectedRevision`.' }),
    seenAt: t.expose('seenAt', { type: 'DateTime', nullable: true, description: 'When the counterpart last looked.' }),
    seen: t.boolean({
      description: 'Whether the counterpart has seen it as it is now.',
      select: { revision: true, seenRevision: true },
      resolve: (preparation) => preparation.seenRevision === preparation.revision,
    }),
  }),
});

/** One meeting of a pair. */
export const SessionRef = guardedNode('Session', {
  scope: 'sessions:read',
  reads: ['memberId', 'counterpartId'],
  visible: visibleSessions,
  audience: ['TWO', 'ADVISOR', 'ADMIN', 'KEY'],
  audienceNote: 'time, state, length',
  fields: (t) => ({
    member: t.relation('member', { description: 'The one whose talk it is.' }),
    counterpart: t.relation('counterpart', { description: 'The one who is there for them.' }),
    proposedBy: t.relation('proposedBy', {
      description: 'Who proposed the time; the counterpart where a server set it.',
    }),
    state: t.expose('state', { type: SessionStateEnum, description: 'Where it stands.' }),
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'When it is planned to begin.' }),
    endsAt: t.expose('endsAt', { type: 'DateTime', description: 'When it is planned to be over.' }),
    timeZone: t.exposeString('timeZone'),
    startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true, description: 'When the talk really began.' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: 'When the talk really ended.' }),
    cancelledAt: t.expose('cancelledAt', { type: 'DateTime', nullable: true, description: 'When it was called off.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was first proposed or entered.' }),
    revision: t.exposeInt('revision'),
    pair: t.relation('pair', { description: 'The pair whose meeting it is.' }),
    viewerPart: t.field({
      audience: ['TWO'],
      type: PartEnum,
      nullable: true,
      description: 'Which of the two the caller is; null for everybody else.',
      resolve: (session, _args, { actor }) => partOf(actor, session),
    }),
    actions: t.field({
      type: [SessionActionEnum],
      description: 'What the caller can do now; nothing for an onlooker.',
      select: FACTS,
      resolve: async (session, _args, { actor }) =>
        actionsOf(await factsOf(actor, session), partOf(actor, session), now()),
    }),
    preparation: t.field({
      type: PreparationRef,
      nullable: true,
      description: 'What the member wrote before the talk; null unless one of the two, or nothing prepared.',
      select: (_args, _context, nested) => ({ preparation: nested() }),
      resolve: (session, _args, { actor }) => (isParticipant(actor, session) ? session.preparation : null),
    }),
    themes: t.field({
      type: [ThemeRef],
      nullable: true,
      description: 'The agenda in order, the first is the main theme; null unless one of the two.',
      select: (_args, _context, nested) => ({ themes: nested({ orderBy: { position: 'asc' } }) }),
      resolve: (session, _args, { actor }) => (isParticipant(actor, session) ? session.themes : null),
    }),
    openThemes: t.field({
      type: [ThemeRef],
      nullable: true,
      description: "What the pair's earlier talks left open, latest first; null unless one of the two.",
      select: (_args, _context, nested) => ({
        startsAt: true,
        pair: {
          select: { sessions: { ...OPEN_THEMES, select: { id: true, startsAt: true, themes: nested(LEFT_OPEN) } } },
        },
      }),
      resolve: (session, _args, { actor }) => (isParticipant(actor, session) ? openThemesBefore(session) : null),
    }),
    presence: t.field({
      audience: ['TWO'],
      type: [UserRef],
      nullable: true,
      description: 'Who has the session open now; null unless one of the two.',
      select: (_args, _context, nested) => ({
        presences: { select: { until: true, user: nested() }, orderBy: { id: 'asc' } },
      }),
      resolve: (session, _args, { actor }) => (isParticipant(actor, session) ? present(session.presences) : null),
    }),
  }),
});

/** A session on a page of sessions. */
export const SessionEdge = builder.edgeObject({ type: SessionRef, name: 'SessionEdge' });

/** A page of sessions. */
export const SessionConnection = builder.connectionObject({ type: SessionRef, name: 'SessionConnection' }, SessionEdge);
