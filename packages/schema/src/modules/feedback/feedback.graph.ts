import { builder } from '../../kernel/builder.ts';
import { database } from '../../kernel/database.ts';
import { guardedNode, onlyVisible } from '../../kernel/guarded.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { InvalidInput, NotNow } from '../../kernel/problems.ts';
import { unsealOrNull } from '../../kernel/seal.ts';
import { subscriptionField } from '../../kernel/subscription.graph.ts';
import { SessionRef } from '../sessions/session.graph.ts';
import { UserRef } from '../tenancy/user.graph.ts';
import { ViewerRef } from '../tenancy/viewer.graph.ts';
import { attemptPlace, recordAttempt } from './attempt.ts';
import { visibleAttempts, visibleImpressions } from './feedback.policy.ts';
import { impressionPlace, impressionTopic, markImpressionRead, sendImpression } from './impression.ts';

/** A message of the member to the counterpart after the talk. */
export const ImpressionRef = guardedNode('Impression', {
  scope: 'sessions:read',
  visible: visibleImpressions,
  audience: ['TWO'],
  audienceNote: 'sealed',
  fields: (t) => ({
    session: t.relation('session', { description: 'The talk it is about.' }),
    author: t.field({
      type: UserRef,
      description: 'The member who wrote it.',
      select: { session: { select: { pair: { select: { member: true } } } } },
      resolve: ({ session }) => session.pair.member,
    }),
    text: t.string({
      description: 'The words; empty where their key is gone.',
      select: { text: true },
      resolve: async ({ id, text }, _args, { actor }) => (await unsealOrNull(actor, impressionPlace(id), text)) ?? '',
    }),
    sentAt: t.expose('sentAt', { type: 'DateTime', description: 'When it was sent.' }),
    readAt: t.expose('readAt', { type: 'DateTime', nullable: true, description: 'When the counterpart read it.' }),
  }),
});

/** What the counterpart tried in the talk. */
export const AttemptRef = guardedNode('Attempt', {
  scope: 'sessions:read',
  visible: visibleAttempts,
  audience: ['TWO'],
  audienceNote: 'sealed',
  fields: (t) => ({
    session: t.relation('session', { description: 'The talk in which it was tried.' }),
    text: t.string({
      description: 'The words of the counterpart; empty where their key is gone.',
      select: { text: true },
      resolve: async ({ id, text }, _args, { actor }) => (await unsealOrNull(actor, attemptPlace(id), text)) ?? '',
    }),
    recordedAt: t.expose('recordedAt', { type: 'DateTime', description: 'When it was written down.' }),
  }),
});

builder.prismaObjectFields(SessionRef, (t) => ({
  impression: t.field({
    type: ImpressionRef,
    nullable: true,
    description: "The member's message about it; null for everybody but the two, and where there is none.",
    select: (_args, { actor }, nested) => ({ impressions: nested(onlyVisible(visibleImpressions)({}, { actor })) }),
    resolve: ({ impressions }) => impressions[0] ?? null,
  }),
  attempt: t.field({
    type: AttemptRef,
    nullable: true,
    description: 'What the counterpart tried; null for everybody but the two, and where there is none.',
    select: (_args, { actor }, nested) => ({ attempts: nested(onlyVisible(visibleAttempts)({}, { actor })) }),
    resolve: ({ attempts }) => attempts[0] ?? null,
  }),
}));

builder.prismaObjectField(ViewerRef, 'impressions', (t) =>
  t.prismaConnection({
    type: ImpressionRef,
    cursor: 'tenantId_id',
    description: 'Impressions that members sent me, newest first.',
    resolve: (query, _viewer, _args, { actor }) =>
      database(actor).impression.findMany({
        ...query,
        where: { AND: visibleImpressions(actor), counterpartId: actor.userId },
        orderBy: [{ sentAt: 'desc' }, { id: 'desc' }],
      }),
  }),
);

mutation('sendImpression', {
  description: "Sends the member's words about a talk to the counterpart, signed, at once. For the member.",
  scope: 'sessions:write',
  person: true,
  input: (t) => ({
    sessionId: t.id({ description: 'The talk.' }),
    text: t.string({ description: 'The words, 1 to 4,000 characters.' }),
  }),
  type: ImpressionRef,
  problems: [InvalidInput, NotNow],
  resolve: sendImpression,
});

mutation('markImpressionRead', {
  description: 'Notes that an impression was read. For the counterpart.',
  scope: 'sessions:write',
  person: true,
  input: (t) => ({ impressionId: t.id({ description: 'The impression.' }) }),
  type: ImpressionRef,
  problems: [InvalidInput],
  resolve: markImpressionRead,
});

mutation('recordAttempt', {
  description: 'Keeps what the counterpart tried in a talk; writing again replaces the words. For the counterpart.',
  scope: 'sessions:write',
  person: true,
  input: (t) => ({
    sessionId: t.id({ description: 'The talk.' }),
    text: t.string({ description: 'The words, 1 to 2,000 characters.' }),
  }),
  type: AttemptRef,
  problems: [InvalidInput, NotNow],
  resolve: recordAttempt,
});

subscriptionField('impressionReceived', {
  description: 'The newest impression for me: at once the last one there is, then each that arrives.',
  scope: 'sessions:read',
  person: true,
  type: ImpressionRef,
  topic: ({ tenantId, userId }) => impressionTopic(tenantId, userId),
  resolve: (actor) =>
    database(actor).impression.findFirst({
      where: { AND: visibleImpressions(actor), counterpartId: actor.userId },
      orderBy: [{ sentAt: 'desc' }, { id: 'desc' }],
      select: { id: true },
    }),
});
