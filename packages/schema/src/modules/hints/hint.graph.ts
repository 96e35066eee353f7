import type { ResponseKind, TopicCode } from '../../generated/prisma/enums.ts';
import { builder } from '../../kernel/builder.ts';
import { database } from '../../kernel/database.ts';
import { guardedNode } from '../../kernel/guarded.ts';
import { loader } from '../../kernel/loaders.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { InvalidInput, LimitReached, NotNow } from '../../kernel/problems.ts';
import { ThemeRef } from '../sessions/theme.graph.ts';
import { LanguageEnum } from '../tenancy/enums.graph.ts';
import { Removed } from '../tenancy/removed.graph.ts';
import { ViewerRef } from '../tenancy/viewer.graph.ts';
import { ResponseKindEnum, TopicCodeEnum } from '../topics/content.graph.ts';
import { now } from '../../kernel/time.ts';
import { matchingHints } from './hint-search.ts';
import { monthOf } from './hint-month.ts';
import { approveHint, rejectHint, undoHintReview } from './hint-review.ts';
import { hintText, leaveHint, withdrawHint } from './hint.ts';
import { canReadReason, canReviewHints, canSeeDay, ownHints, visibleHints } from './hint.policy.ts';

const HintStateEnum = builder.enumType('HintState', {
  description: 'Where a hint stands in review.',
  values: {
    PENDING: { description: 'Waits for an admin.' },
    APPROVED: { description: 'Shown to everybody of the tenant.' },
    REJECTED: { description: 'Turned down, with a reason for its author.' },
  } as const,
});

/** What a hint tells. */
export const HintKindEnum = builder.enumType('HintKind', {
  description: 'What a hint tells.',
  values: {
    WHAT_HELPED: { description: 'What the counterpart did that was good, told by the member.' },
    WHAT_I_DID: { description: 'What the counterpart did, told by themselves.' },
  } as const,
});

const HintPoolStateEnum = builder.enumType('HintPoolState', {
  description: 'Where an approved hint stands on its way to other companies.',
  values: {
    WAITING: { description: 'Waits for an admin to release or withhold it.' },
    RELEASED: { description: 'May be published, once enough people of enough companies have some.' },
    WITHHELD: { description: 'Stays within the company.' },
  } as const,
});

/** A short anonymous practice. */
export const HintRef = guardedNode('Hint', {
  scope: 'hints:read',
  visible: visibleHints,
  audience: ['TENANT', 'KEY'],
  audienceNote:
    'once approved; before: its author and admins; never who left it; its day: its author, its month: everybody',
  fields: (t) => ({
    kind: t.expose('kind', { type: HintKindEnum, description: 'What it tells.' }),
    topicCode: t.expose('topicCode', { type: TopicCodeEnum, description: 'For which kind of topic.' }),
    response: t.expose('response', { type: ResponseKindEnum, description: 'For which response.' }),
    text: t.string({
      description: 'The practice, in the words of who left it.',
      select: { text: true, sealed: true },
      resolve: (hint, _args, { actor }) => hintText(actor, hint),
    }),
    language: t.expose('language', { type: LanguageEnum, description: 'In which language it was left.' }),
    state: t.expose('state', { type: HintStateEnum, description: 'Where it stands in review.' }),
    leftOn: t.field({
      type: 'Date',
      description:
        "On which day it was left, in the tenant's zone; the first of that month for everybody but its author.",
      select: { authorPseudonym: true, leftOn: true },
      resolve: (hint, _args, { actor }) => (canSeeDay(actor, hint) ? hint.leftOn : monthOf(hint.leftOn)),
    }),
    poolState: t.field({
      type: HintPoolStateEnum,
      audience: ['OWN', 'ADMIN'],
      nullable: true,
      description: 'Where it stands on its way to other companies; for its author and admins, null where none is.',
      select: { authorPseudonym: true, poolState: true },
      resolve: (hint, _args, { actor }) => (canReadReason(actor, hint) ? hint.poolState : null),
    }),
    poolReason: t.string({
      audience: ['OWN', 'ADMIN'],
      nullable: true,
      description: 'Why it stays within the company; for its author and admins.',
      select: { authorPseudonym: true, poolReason: true },
      resolve: (hint, _args, { actor }) => (canReadReason(actor, hint) ? hint.poolReason : null),
    }),
    reason: t.string({
      audience: ['OWN', 'ADMIN'],
      nullable: true,
      description: 'Why it was rejected; for its author and admins.',
      select: { authorPseudonym: true, reason: true },
      resolve: (hint, _args, { actor }) => (canReadReason(actor, hint) ? hint.reason : null),
    }),
  }),
});

// By month and then by an id that is drawn by lot: an order by day would tell who talked on it, and so who left what.
const latestMonthFirst = [{ leftMonth: 'desc' }, { id: 'desc' }] as const;

builder.queryFields((t) => ({
  hints: t.prismaConnection({
    type: HintRef,
    cursor: 'tenantId_id',
    authScopes: { scope: 'hints:read' },
    description: 'Approved hints of the company, latest month first.',
    args: {
      topicCode: t.arg({ type: TopicCodeEnum, required: false, description: 'For which kind of topic.' }),
      response: t.arg({ type: ResponseKindEnum, required: false, description: 'For which response.' }),
      search: t.arg.string({ required: false, description: 'Those whose words contain this.' }),
    },
    resolve: (query, _root, searched, { actor }) =>
      database(actor).hint.findMany({
        ...query,
        where: { AND: [visibleHints(actor), matchingHints(searched)], state: 'APPROVED' },
        orderBy: [...latestMonthFirst],
      }),
  }),
  hintsToReview: t.prismaConnection({
    type: HintRef,
    cursor: 'tenantId_id',
    authScopes: { scope: 'hints:read', person: true },
    description:
      'Hints that wait for review, earliest month first, each from the day after it was left on; empty for who does not review.',
    resolve: (query, _root, _args, { actor }) =>
      database(actor).hint.findMany({
        ...query,
        where: {
          AND: visibleHints(actor),
          state: 'PENDING',
          reviewableAt: { lte: now() },
          ...(canReviewHints(actor) ? {} : { id: { in: [] } }),
        },
        orderBy: [{ leftMonth: 'asc' }, { id: 'asc' }],
      }),
  }),
}));

builder.prismaObjectField(ViewerRef, 'myHints', (t) =>
  t.field({
    type: [HintRef],
    description: 'Hints that I left, newest first, with what became of them.',
    resolve: (_viewer, _args, { actor }) =>
      database(actor).hint.findMany({
        where: ownHints(actor),
        orderBy: [{ leftOn: 'desc' }, { id: 'desc' }],
        take: 100,
      }),
  }),
);

interface HintsWanted {
  readonly topicCode: TopicCode;
  readonly response: ResponseKind;
}

/** Most hints shown beside a theme. */
const BESIDE_THEME = 5;

const hintsFor = loader(
  async (actor, wanted: readonly HintsWanted[]) => {
    const lists = wanted.map(({ topicCode, response }) => ({ topicCode, response, state: 'APPROVED' as const }));
    const found = await database(actor).hint.findMany({
      where: { AND: visibleHints(actor), OR: lists },
      orderBy: [...latestMonthFirst],
      take: 200,
    });
    return wanted.map(({ topicCode, response }) =>
      found.filter((hint) => hint.topicCode === topicCode && hint.response === response).slice(0, BESIDE_THEME),
    );
  },
  ({ topicCode, response }) => `${topicCode} ${response}`,
);

builder.prismaObjectField(ThemeRef, 'hints', (t) =>
  t.field({
    type: [HintRef],
    description: 'What worked for others with this topic and response, latest month first.',
    args: { first: t.arg.int({ defaultValue: 3, description: `How many, at most ${BESIDE_THEME}.` }) },
    select: { countsAs: true, response: true },
    resolve: async ({ countsAs, response }, { first }, { actor }) =>
      (await hintsFor(actor, { topicCode: countsAs, response })).slice(0, Math.max(0, first)),
  }),
);

mutation('leaveHint', {
  description: 'Leaves a hint for the main theme of a session that is over; it waits for review and names nobody.',
  scope: 'hints:write',
  person: true,
  input: (t) => ({
    sessionId: t.id({ description: 'The session after which it is left; it is not kept with the hint.' }),
    kind: t.field({
      type: HintKindEnum,
      description: 'What it tells: WHAT_HELPED for the member, WHAT_I_DID for the counterpart.',
    }),
    text: t.string({ description: 'The practice, 1 to 300 characters.' }),
  }),
  type: HintRef,
  problems: [InvalidInput, NotNow, LimitReached],
  // A remembered request would say who left which hint.
  remembers: false,
  resolve: leaveHint,
});

mutation('approveHint', {
  description: 'Shows a hint to everybody of the tenant. For admins.',
  scope: 'hints:write',
  person: true,
  input: (t) => ({ hintId: t.id({ description: 'The hint.' }) }),
  type: HintRef,
  problems: [InvalidInput, NotNow],
  resolve: approveHint,
});

mutation('rejectHint', {
  description: 'Turns a hint down with a reason that its author reads. For admins.',
  scope: 'hints:write',
  person: true,
  input: (t) => ({
    hintId: t.id({ description: 'The hint.' }),
    reason: t.string({ description: 'Why, 1 to 300 characters.' }),
  }),
  type: HintRef,
  problems: [InvalidInput, NotNow],
  resolve: rejectHint,
});

mutation('undoHintReview', {
  description:
    "Takes back one's own approval or rejection within five minutes: the hint waits for review as it did before. For admins.",
  scope: 'hints:write',
  person: true,
  input: (t) => ({ hintId: t.id({ description: 'The hint.' }) }),
  type: HintRef,
  problems: [InvalidInput, NotNow],
  resolve: undoHintReview,
});

mutation('withdrawHint', {
  evenWhenFull: true,
  description: "Takes one's own hint away for good.",
  scope: 'hints:write',
  person: true,
  input: (t) => ({ hintId: t.id({ description: 'The hint.' }) }),
  type: Removed,
  problems: [InvalidInput],
  resolve: withdrawHint,
});
