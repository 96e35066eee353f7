import type { TopicPriority } from '../../generated/prisma/client.ts';
import { builder } from '../../kernel/builder.ts';
import { database } from '../../kernel/database.ts';
import { guardedNode } from '../../kernel/guarded.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { Conflict, InvalidInput, LimitReached } from '../../kernel/problems.ts';
import { AddresseesInput, AddresseesRef } from '../tenancy/addressees.graph.ts';
import { todayOf } from '../tenancy/tenant-day.ts';
import type { Language } from '../../kernel/actor.ts';
import { type OfferedTopic, offeredTopics, previewTopics } from './offered-topic.ts';
import { endTopicPriority, prioritiseTopic } from './topic-priority.ts';
import { TopicRef } from './topic.graph.ts';
import { visibleTopicPriorities } from './topic.policy.ts';

/** How strongly a tenant points to a topic. */
export const TopicPriorityKindEnum = builder.enumType('TopicPriorityKind', {
  description: 'How strongly a tenant points its people to a topic.',
  values: {
    RECOMMENDED: { description: 'Shown on top of the list.' },
    REQUIRED: { description: 'On every agenda until it was talked about.' },
  } as const,
});

/** Why something is recommended or required, in a language. */
export const whyIn = (language: Language, { why, whyEn }: Pick<TopicPriority, 'why' | 'whyEn'>): string =>
  language === 'ja' ? why : whyEn;

/** That a tenant recommends or requires a topic. */
export const TopicPriorityRef = guardedNode('TopicPriority', {
  scope: 'topics:read',
  visible: visibleTopicPriorities,
  audience: ['ADMIN', 'KEY'],
  audienceNote: 'members are told what concerns themselves, the two of a session what concerns its member',
  fields: (t) => ({
    topic: t.relation('topic', { description: 'The topic.' }),
    kind: t.expose('kind', { type: TopicPriorityKindEnum, description: 'How strongly.' }),
    addressees: t.field({
      type: AddresseesRef,
      description: 'Whom it is meant for.',
      select: { departmentIds: true, roles: true, hiredWithinMonths: true },
      resolve: (priority) => priority,
    }),
    from: t.expose('from', { type: 'Date', description: 'First day on which it holds.' }),
    until: t.expose('until', { type: 'Date', description: 'Last day on which it holds.' }),
    why: t.string({
      description: "Why, in the caller's language.",
      select: { why: true, whyEn: true },
      resolve: (priority, _args, { actor }) => whyIn(actor.language, priority),
    }),
    whyJa: t.exposeString('why', { description: 'Why, for Japanese readers.' }),
    whyEn: t.exposeString('whyEn', { description: 'Why, for English readers.' }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was ended before its last day.',
    }),
  }),
});

builder.queryField('topicPriorities', (t) =>
  t.prismaConnection({
    type: TopicPriorityRef,
    cursor: 'tenantId_id',
    authScopes: { scope: 'topics:read' },
    description: 'What the tenant recommends and requires, latest end first; empty for who does not manage topics.',
    args: {
      includeOver: t.arg.boolean({ defaultValue: false, description: 'Whether what is over comes too.' }),
    },
    resolve: async (query, _root, { includeOver }, { actor }) => {
      const db = database(actor);
      const notOver = includeOver ? {} : { endedAt: null, until: { gte: await todayOf(db, actor.tenantId) } };
      return db.topicPriority.findMany({
        ...query,
        where: { AND: visibleTopicPriorities(actor), ...notOver },
        orderBy: [{ until: 'desc' }, { id: 'desc' }],
      });
    },
  }),
);

const OfferedTopicRef = builder.objectRef<OfferedTopic>('OfferedTopic').implement({
  description: 'A topic as one person is offered it on a day.',
  fields: (t) => ({
    topic: t.field({ type: TopicRef, description: 'The topic.', resolve: ({ topic }) => topic }),
    kind: t.field({
      type: TopicPriorityKindEnum,
      nullable: true,
      description: 'Whether the tenant recommends or requires it; null where it does neither.',
      resolve: ({ priority }) => priority?.kind ?? null,
    }),
    why: t.string({
      nullable: true,
      description: "Why, in the caller's language.",
      resolve: ({ priority }, _args, { actor }) => priority && whyIn(actor.language, priority),
    }),
    until: t.field({
      type: 'Date',
      nullable: true,
      description: 'The last day of it.',
      resolve: ({ priority }) => priority?.until ?? null,
    }),
  }),
});

builder.queryField('offeredTopics', (t) =>
  t.field({
    type: [OfferedTopicRef],
    authScopes: { scope: 'topics:read' },
    description:
      "The topics as a person is offered them on a day: required ones, recommended ones, the others in the tenant's order. Of oneself, or as a preview for who manages topics.",
    args: {
      userId: t.arg.id({ required: false, description: 'The person; the caller by default.' }),
      on: t.arg({ type: 'Date', required: false, description: "The day; today in the tenant's zone by default." }),
    },
    resolve: (_root, asked, { actor }) => offeredTopics(actor, asked),
  }),
);

const TopicDraftInput = builder.inputType('TopicDraft', {
  description: 'How a topic is to stand on the list; what is not given stays as it is.',
  fields: (t) => ({
    topicId: t.id({ description: 'The topic.' }),
    name: t.string({ required: false, description: 'Its name for Japanese readers.' }),
    nameEn: t.string({ required: false, description: 'Its name for English readers.' }),
    hidden: t.boolean({ required: false, description: 'Whether it is off the list.' }),
  }),
});

builder.queryField('topicsPreview', (t) =>
  t.field({
    type: [OfferedTopicRef],
    authScopes: { scope: 'topics:read' },
    description:
      'The topics as people would be offered them if the list stood like this; nothing is saved, and what cannot be saved is passed over. For administrators and servers.',
    args: {
      topics: t.arg({ type: [TopicDraftInput], description: 'Topics in the order wanted; the others follow them.' }),
      userId: t.arg.id({ required: false, description: 'As whom; without, nothing is recommended or required.' }),
      on: t.arg({ type: 'Date', required: false, description: "On which day; today in the tenant's zone by default." }),
    },
    resolve: (_root, asked, { actor }) => previewTopics(actor, asked),
  }),
);

mutation('prioritiseTopic', {
  description: 'Recommends or requires a topic of some people for some time. For administrators and servers.',
  scope: 'topics:write',
  input: (t) => ({
    topicId: t.id({ description: 'The topic.' }),
    kind: t.field({ type: TopicPriorityKindEnum, description: 'How strongly.' }),
    addressees: t.field({
      type: AddresseesInput,
      required: false,
      description: 'Whom it is meant for; everybody by default.',
    }),
    from: t.field({ type: 'Date', description: 'First day on which it holds.' }),
    until: t.field({ type: 'Date', description: 'Last day on which it holds, at most a year later.' }),
    why: t.string({ description: 'Why, for Japanese readers, 1 to 200 characters; members read it.' }),
    whyEn: t.string({ description: 'Why, for English readers, 1 to 200 characters; members read it.' }),
  }),
  type: TopicPriorityRef,
  problems: [InvalidInput, Conflict, LimitReached],
  resolve: prioritiseTopic,
});

mutation('endTopicPriority', {
  description: 'Ends a recommendation or requirement now. For administrators and servers.',
  scope: 'topics:write',
  input: (t) => ({ topicPriorityId: t.id({ description: 'The recommendation or requirement.' }) }),
  type: TopicPriorityRef,
  problems: [InvalidInput],
  resolve: endTopicPriority,
});
