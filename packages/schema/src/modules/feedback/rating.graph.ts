import { builder } from '../../kernel/builder.ts';
import { database } from '../../kernel/database.ts';
import { guardedPart, onlyVisible } from '../../kernel/guarded.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { AlreadyRated, Conflict, InvalidInput, NotNow } from '../../kernel/problems.ts';
import { loader } from '../../kernel/loaders.ts';
import { unsealOrNull } from '../../kernel/seal.ts';
import { after, now } from '../../kernel/time.ts';
import { bothInUse, partOf } from '../pairs/pair.policy.ts';
import { RATING_HOURS } from '../sessions/session-actions.ts';
import { useUndoable } from '../sessions/session-facts.ts';
import { SessionRef } from '../sessions/session.graph.ts';
import { ViewerRef } from '../tenancy/viewer.graph.ts';
import type { Audience, RatingChoice } from './audience.ts';
import { visibleOpenRatings, visibleParticipations } from './feedback.policy.ts';
import { clarityOf, type Clarity } from './grade.ts';
import { openGradePlace, rateSession, undoRating } from './rating.ts';
import { audienceOfSession } from './session-audience.ts';

const RatingUseEnum = builder.enumType('RatingUse', {
  description: 'What becomes of an answer.',
  values: {
    COUNTERPART: { description: "Part of the counterpart's number, which enough others share." },
    POOL: { description: 'Only into the number of a department around the member.' },
    OPEN: { description: "Openly to the counterpart, with the member's name." },
  } as const,
});

const ClarityEnum = builder.enumType('Clarity', {
  description: 'How clear (すっきり) the member feels after the talk.',
  values: {
    VERY_CLEAR: { description: 'Very clear; counts 100.' },
    CLEAR: { description: 'Clear; counts 75.' },
    SOMEWHAT: { description: 'Somewhat; counts 50.' },
    A_LITTLE: { description: 'A little; counts 25.' },
    NOT_AT_ALL: { description: 'Not at all; counts 0.' },
  } as const satisfies Record<Clarity, object>,
});

const RatingChoiceRef = builder.objectRef<RatingChoice>('RatingChoice').implement({
  description: 'One thing the member may do with the answer.',
  fields: (t) => ({
    use: t.expose('use', { type: RatingUseEnum, description: 'What becomes of it.' }),
    label: t.exposeString('label', { description: "What to call it, in the caller's language." }),
    line: t.exposeString('line', { description: 'Who will see it then.' }),
  }),
});

const AudienceRef = builder.objectRef<Audience>('Audience').implement({
  description: "Who will see the answer, said before it is given, in the caller's language.",
  fields: (t) => ({
    code: t.exposeString('code', { description: 'The rule; kept with the answer.' }),
    line: t.exposeString('line', { description: 'Who will see it.' }),
    choices: t.field({
      type: [RatingChoiceRef],
      description: 'What the member may choose; with one there is no question to ask.',
      resolve: ({ choices }) => [...choices],
    }),
    floor: t.exposeInt('floor', { description: 'Least number of people behind any published number.' }),
    raters: t.exposeInt('raters', {
      nullable: true,
      description: 'How many members the counterpart has; null where there will be no number about them anyway.',
    }),
  }),
});

const isUndoable = loader(async (actor, sessionIds: readonly string[]) => {
  const own = { tenantId: actor.tenantId, memberId: actor.userId, sessionId: { in: [...sessionIds] } };
  const held = await database(actor).heldRating.findMany({ where: own, select: { sessionId: true } });
  const open = await database(actor).openRating.findMany({
    where: { ...own, visibleFrom: { gt: now() } },
    select: { sessionId: true },
  });
  const undoable = new Set([...held, ...open].map(({ sessionId }) => sessionId));
  return sessionIds.map((sessionId) => undoable.has(sessionId));
});

useUndoable(isUndoable);

const ParticipationRef = guardedPart('Participation', {
  scope: 'sessions:read',
  visible: visibleParticipations,
  description: 'That the member answered for a session, and what becomes of the answer. Bears no grade.',
  audience: ['OWN'],
  audienceNote: 'no grade, no time',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Names the answer; random.' }),
    use: t.expose('use', { type: RatingUseEnum, description: 'What becomes of the answer.' }),
    audience: t.exposeString('audience'),
    undoable: t.boolean({
      description: 'Whether it can still be taken back.',
      select: { sessionId: true },
      resolve: ({ sessionId }, _args, { actor }) => isUndoable(actor, sessionId),
    }),
  }),
});

builder.prismaObjectFields(SessionRef, (t) => ({
  audience: t.field({
    audience: ['OWN'],
    type: AudienceRef,
    nullable: true,
    description: 'Who will see the answer; for the member of the session only.',
    select: { pairId: true },
    resolve: (session, _args, { actor }) =>
      partOf(actor, session) === 'MEMBER' ? audienceOfSession(database(actor), actor, session) : null,
  }),
  participation: t.field({
    type: ParticipationRef,
    nullable: true,
    description: "The member's own answer; null for everybody else, and where there is none.",
    select: (_args, { actor }, nested) => ({
      participations: nested(onlyVisible(visibleParticipations)({}, { actor })),
    }),
    resolve: ({ participations }) => participations[0] ?? null,
  }),
  openGrade: t.field({
    audience: ['TWO'],
    type: ClarityEnum,
    nullable: true,
    description: 'What the member told openly; null for everybody but the two, and where nothing was.',
    select: (_args, { actor }) => ({ openRatings: onlyVisible(visibleOpenRatings)({}, { actor }) }),
    resolve: async ({ openRatings: [open] }, _args, { actor }) => {
      const grade = open && (await unsealOrNull(actor, openGradePlace(open.sessionId), open.grade));
      return grade ? clarityOf(Number(grade)) : null;
    },
  }),
}));

builder.prismaObjectField(ViewerRef, 'sessionsToRate', (t) =>
  t.prismaField({
    type: [SessionRef],
    description: `Talks of the last ${RATING_HOURS} hours that I had as the member and have not answered for, newest first.`,
    resolve: (query, _viewer, _args, { actor }) =>
      database(actor).session.findMany({
        ...query,
        where: {
          tenantId: actor.tenantId,
          ...bothInUse(actor),
          memberId: actor.userId,
          state: 'ENDED',
          endedAt: { gte: after(now(), -RATING_HOURS, 'hours') },
          participations: { none: {} },
        },
        orderBy: { endedAt: 'desc' },
        take: 20,
      }),
  }),
);

mutation('rateSession', {
  description: 'Answers how clear the member feels after a talk that ended at most 72 hours ago. For the member, once.',
  scope: 'sessions:write',
  person: true,
  input: (t) => ({
    sessionId: t.id({ description: 'The talk.' }),
    grade: t.field({ type: ClarityEnum, description: 'How clear.' }),
    use: t.field({ type: RatingUseEnum, description: 'What becomes of it: one of the choices of the audience.' }),
    hintIds: t.idList({ required: false, description: 'Hints that were shown before the talk, at most three.' }),
  }),
  type: SessionRef,
  problems: [InvalidInput, NotNow, Conflict, AlreadyRated],
  // A remembered request would be a place where a grade could be guessed from.
  remembers: false,
  resolve: rateSession,
});

mutation('undoRating', {
  evenWhenFull: true,
  description: 'Takes an answer back as if it had never been given, as long as it is held. For the member.',
  scope: 'sessions:write',
  person: true,
  input: (t) => ({ sessionId: t.id({ description: 'The talk.' }) }),
  type: SessionRef,
  problems: [InvalidInput, NotNow],
  remembers: false,
  resolve: undoRating,
});
