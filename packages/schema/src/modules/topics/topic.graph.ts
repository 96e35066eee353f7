import { builder } from '../../kernel/builder.ts';
import { database } from '../../kernel/database.ts';
import { guardedNode } from '../../kernel/guarded.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { Conflict, InvalidInput, LimitReached } from '../../kernel/problems.ts';
import { nameIn } from '../tenancy/name.ts';
import { TopicCodeEnum } from './content.graph.ts';
import { visibleTopics } from './topic.policy.ts';
import { createTopic, hideTopic, listTopics, orderTopics, showTopic, updateTopic } from './topic.ts';

/** What a member can want to talk about. */
export const TopicRef = guardedNode('Topic', {
  scope: 'topics:read',
  visible: visibleTopics,
  audience: ['TENANT', 'KEY'],
  reads: 'all',
  fields: (t) => ({
    code: t.expose('code', {
      type: TopicCodeEnum,
      nullable: true,
      description: 'Which of the seven it is; null for an own topic.',
    }),
    countsAs: t.expose('countsAs', { type: TopicCodeEnum, description: 'The kind whose numbers it counts into.' }),
    name: t.string({
      description: "Its name in the caller's language.",
      resolve: (topic, _args, { actor }) => nameIn(actor.language, topic),
    }),
    nameJa: t.exposeString('name'),
    nameEn: t.exposeString('nameEn'),
    position: t.exposeInt('position'),
    hidden: t.boolean({
      description: 'Whether the tenant took it off the list.',
      resolve: (topic) => topic.hiddenAt !== null,
    }),
  }),
});

builder.queryField('topics', (t) =>
  t.field({
    type: [TopicRef],
    authScopes: { scope: 'topics:read' },
    description: "The tenant's topics in its order.",
    args: {
      includeHidden: t.arg.boolean({
        defaultValue: false,
        description: 'Whether those taken off the list come too, after the others.',
      }),
    },
    resolve: (_root, { includeHidden }, { actor }) => listTopics(actor, { includeHidden }),
  }),
);

const names = {
  ja: 'Its name for Japanese readers, 1 to 40 characters.',
  en: 'Its name for English readers, 1 to 40 characters.',
  countsAs: 'The kind whose numbers it counts into.',
};

mutation('createTopic', {
  description: "Adds a topic of the tenant's own at the end of the list. For administrators and servers.",
  scope: 'topics:write',
  input: (t) => ({
    name: t.string({ description: names.ja }),
    nameEn: t.string({ description: names.en }),
    countsAs: t.field({ type: TopicCodeEnum, description: names.countsAs }),
  }),
  type: TopicRef,
  problems: [InvalidInput, LimitReached],
  resolve: createTopic,
});

mutation('updateTopic', {
  description:
    'Changes what is given of a topic; a default topic always counts as itself. For administrators and servers.',
  scope: 'topics:write',
  input: (t) => ({
    topicId: t.id({ description: 'The topic.' }),
    name: t.string({ required: false, description: names.ja }),
    nameEn: t.string({ required: false, description: names.en }),
    countsAs: t.field({ type: TopicCodeEnum, required: false, description: names.countsAs }),
  }),
  type: TopicRef,
  problems: [InvalidInput],
  resolve: updateTopic,
});

mutation('hideTopic', {
  description: 'Takes a topic off the list; sessions that chose it keep it. For administrators and servers.',
  scope: 'topics:write',
  input: (t) => ({ topicId: t.id({ description: 'The topic.' }) }),
  type: TopicRef,
  problems: [InvalidInput, Conflict],
  resolve: hideTopic,
});

mutation('showTopic', {
  description: 'Puts a topic back on the list, where it was. For administrators and servers.',
  scope: 'topics:write',
  input: (t) => ({ topicId: t.id({ description: 'The topic.' }) }),
  type: TopicRef,
  problems: [InvalidInput],
  resolve: showTopic,
});

const TopicOrder = builder.objectRef<{ readonly topicIds: readonly string[] }>('TopicOrder').implement({
  description: 'The topics on the list, in their new order.',
  fields: (t) => ({
    topics: t.prismaField({
      type: [TopicRef],
      description: 'The topics.',
      resolve: (query, _order, _args, { actor }) =>
        database(actor).topic.findMany({
          ...query,
          where: { AND: visibleTopics(actor), hiddenAt: null },
          orderBy: { position: 'asc' },
        }),
    }),
  }),
});

mutation('orderTopics', {
  description: 'Puts the topics on the list into an order. For administrators and servers.',
  scope: 'topics:write',
  input: (t) => ({ topicIds: t.idList({ description: 'Every topic on the list, once, in the order wanted.' }) }),
  type: TopicOrder,
  problems: [InvalidInput],
  resolve: orderTopics,
});
