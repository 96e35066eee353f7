import { builder } from '../../kernel/builder.ts';
import { guardedNode } from '../../kernel/guarded.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { InvalidInput } from '../../kernel/problems.ts';
import { nameIn, plainName } from '../tenancy/name.ts';
import { QuestionSetRef, ResponseChoiceRef, responseOf, TopicCodeEnum } from '../topics/content.graph.ts';
import { OTHER_TOPIC } from '../topics/content/topic-names.ts';
import { visibleContent } from './session.policy.ts';
import { freeTopicOf, markThemeDone, reopenTheme } from './theme.ts';

const ThemeStateEnum = builder.enumType('ThemeState', {
  description: 'Whether a theme is still to be talked about.',
  values: {
    OPEN: { description: 'Still to be talked about; offered again next time.' },
    DONE: { description: 'Talked about.' },
  } as const,
});

/** One topic with the response wanted, on a session's agenda. */
export const ThemeRef = guardedNode('Theme', {
  scope: 'sessions:read',
  visible: visibleContent,
  audience: ['TWO'],
  audienceNote: 'a free topic is sealed',
  fields: (t) => ({
    topic: t.relation('topic', { nullable: true, description: 'The topic; null where the member wrote their own.' }),
    freeTopic: t.string({
      nullable: true,
      description: "The member's own words; null where a topic was chosen.",
      select: { freeTopic: true },
      resolve: (theme, _args, { actor }) => freeTopicOf(actor, theme),
    }),
    title: t.string({
      description: "The topic's name in the caller's language, or the member's own words.",
      select: { freeTopic: true, topic: { select: { name: true, nameEn: true } } },
      resolve: async (theme, _args, { actor }) =>
        theme.topic
          ? nameIn(actor.language, theme.topic)
          : plainName((await freeTopicOf(actor, theme)) ?? OTHER_TOPIC[actor.language]),
    }),
    countsAs: t.expose('countsAs', { type: TopicCodeEnum, description: 'The kind of topic it counts as.' }),
    response: t.field({
      type: ResponseChoiceRef,
      description: 'What the member wants from the other.',
      select: { response: true },
      resolve: (theme) => responseOf(theme.response),
    }),
    required: t.exposeBoolean('isRequired', {
      description: 'Whether it is there because the tenant requires its topic, not because the member chose it.',
    }),
    state: t.expose('state', { type: ThemeStateEnum, description: 'Whether it is still to be talked about.' }),
    doneAt: t.expose('doneAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was marked as talked about.',
    }),
    carriedFrom: t.relation('carriedFrom', {
      nullable: true,
      description: 'The open theme of an earlier session that it takes up again.',
    }),
    questions: t.field({
      type: QuestionSetRef,
      description: 'Prompts for its kind of topic.',
      select: { countsAs: true },
      resolve: (theme) => ({ topicCode: theme.countsAs }),
    }),
  }),
});

mutation('markThemeDone', {
  description: 'Marks a theme as talked about. For the two.',
  scope: 'sessions:write',
  person: true,
  input: (t) => ({ themeId: t.id({ description: 'The theme.' }) }),
  type: ThemeRef,
  problems: [InvalidInput],
  resolve: markThemeDone,
});

mutation('reopenTheme', {
  description: 'Marks a theme as still to be talked about. For the two.',
  scope: 'sessions:write',
  person: true,
  input: (t) => ({ themeId: t.id({ description: 'The theme.' }) }),
  type: ThemeRef,
  problems: [InvalidInput],
  resolve: reopenTheme,
});
