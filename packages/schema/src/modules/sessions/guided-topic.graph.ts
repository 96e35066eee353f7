import { builder } from '../../kernel/builder.ts';
import { database } from '../../kernel/database.ts';
import { loader } from '../../kernel/loaders.ts';
import { isParticipant } from '../pairs/pair.policy.ts';
import { TopicPriorityKindEnum, whyIn } from '../topics/topic-priority.graph.ts';
import type { Prioritised } from '../topics/topic-priority.ts';
import { TopicRef } from '../topics/topic.graph.ts';
import { type Guidable, guidedTopics } from './guided-topic.ts';
import { SessionRef } from './session.graph.ts';

const GuidedTopicRef = builder.objectRef<Prioritised>('GuidedTopic').implement({
  description: 'A topic that the tenant recommends to or requires of the member of a session on its day.',
  fields: (t) => ({
    topic: t.field({ type: TopicRef, description: 'The topic.', resolve: ({ topic }) => topic }),
    kind: t.expose('kind', { type: TopicPriorityKindEnum, description: 'How strongly.' }),
    why: t.string({
      description: "Why, in the caller's language.",
      resolve: (priority, _args, { actor }) => whyIn(actor.language, priority),
    }),
    until: t.expose('until', { type: 'Date', description: 'The last day of it.' }),
  }),
});

const guidedTopicsOf = loader(
  (actor, sessions: readonly Guidable[]) => guidedTopics(database(actor), actor.tenantId, sessions),
  ({ id }) => id,
);

builder.prismaObjectField(SessionRef, 'guidedTopics', (t) =>
  t.field({
    type: [GuidedTopicRef],
    audience: ['TWO'],
    nullable: true,
    description:
      'What the tenant recommends and requires to talk about, requirements first; a required topic stays on the agenda until it was talked about. Null unless one of the two.',
    select: { id: true, pairId: true, memberId: true, counterpartId: true, startsAt: true, state: true },
    resolve: async (session, _args, { actor }) =>
      isParticipant(actor, session) ? [...(await guidedTopicsOf(actor, session))] : null,
  }),
);
