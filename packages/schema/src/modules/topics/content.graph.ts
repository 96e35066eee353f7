import { ResponseKind, TopicCode } from '../../generated/prisma/enums.ts';
import { builder } from '../../kernel/builder.ts';
import type { Stage } from './content/pack-file.ts';
import { RESPONSES, type ResponseContent, type ResponseStyle } from './content/responses.ts';
import { contentFor, questionsFor } from './pack-in-use.ts';

/** The published kinds of topic. */
export const TopicCodeEnum = builder.enumType('TopicCode', {
  description: "The published kinds of topic, in their published order; a tenant's own topic counts as one of them.",
  values: {
    WORK: { description: 'Progress and ways of working.' },
    RELATIONSHIPS: { description: 'Relationships with the people around.' },
    CONDITION: { description: 'State of body and mind.' },
    CAREER: { description: 'Where the career goes.' },
    SKILLS: { description: 'Skills and growth.' },
    PRIVATE: { description: 'Life outside work.' },
    POLICY: { description: 'Policy of company and department.' },
    OTHER: { description: 'None of the seven.' },
  } as const satisfies Record<TopicCode, object>,
});

/** What a member can want from the other. */
export const ResponseKindEnum = builder.enumType('ResponseKind', {
  description: 'What the member wants from the other in the talk.',
  values: {
    ADVICE: { description: 'Concrete advice; answered by teaching.' },
    THINK_TOGETHER: { description: 'Thinking it through together; answered by coaching with questions.' },
    LISTEN: { description: 'To be listened to; answered by coaching with listening.' },
    OPINION: { description: "The other's opinion; answered by feedback." },
    REPORT: { description: 'To report; answered by acknowledging.' },
    UNDECIDED: { description: 'Left to the other; answered by asking first.' },
  } as const satisfies Record<ResponseKind, object>,
});

/** How a wish is answered, for types that name one. */
export const ResponseStyleRef = builder.objectRef<ResponseStyle>('ResponseStyle').implement({
  description: "How the counterpart answers what the member wants, in the caller's language.",
  fields: (t) => ({
    name: t.string({
      description: 'What the style is called.',
      resolve: (style, _args, { actor }) => style.name[actor.language],
    }),
    advice: t.string({
      description: 'What to do, in one or two sentences.',
      resolve: (style, _args, { actor }) => style.advice[actor.language],
    }),
    phrases: t.stringList({
      description: 'Openings one can say as they are.',
      resolve: (style, _args, { actor }) => [...style.phrases[actor.language]],
    }),
    avoid: t.string({
      description: 'What spoils it.',
      resolve: (style, _args, { actor }) => style.avoid[actor.language],
    }),
  }),
});

/** A response with its words, for types that name one. */
export const ResponseChoiceRef = builder.objectRef<ResponseContent>('ResponseChoice').implement({
  description: "A response a member can want, in the caller's language.",
  fields: (t) => ({
    kind: t.field({ type: ResponseKindEnum, description: 'Which response.', resolve: ({ kind }) => kind }),
    name: t.string({
      description: 'What it is called.',
      resolve: ({ name }, _args, { actor }) => name[actor.language],
    }),
    description: t.string({
      description: 'When one wants it.',
      resolve: (choice, _args, { actor }) => choice.description[actor.language],
    }),
    style: t.field({
      type: ResponseStyleRef,
      description: 'How the counterpart answers it.',
      resolve: ({ style }) => style,
    }),
  }),
});

/** The words of a response. */
export function responseOf(kind: ResponseKind): ResponseContent {
  const found = RESPONSES.find((response) => response.kind === kind);
  if (!found) throw new Error(`No content for ${kind}`);
  return found;
}

/** Prompts for one kind of topic. */
export const QuestionSetRef = builder.objectRef<{ readonly topicCode: TopicCode }>('QuestionSet').implement({
  description: "Prompts for one kind of topic by the time they look at, in the caller's language.",
  fields: (t) => {
    const prompts = (time: 'past' | 'present' | 'future', description: string) =>
      t.stringList({
        description,
        resolve: async ({ topicCode }, _args, { actor }) =>
          ((await questionsFor(actor, topicCode))?.[time] ?? []).map((prompt) => prompt[actor.language]),
      });
    return {
      topicCode: t.field({
        type: TopicCodeEnum,
        description: 'For which kind of topic.',
        resolve: ({ topicCode }) => topicCode,
      }),
      version: t.string({
        description: 'Version of the texts.',
        resolve: async (_set, _args, { actor }) => (await contentFor(actor)).file.version,
      }),
      past: prompts('past', 'What has been.'),
      present: prompts('present', 'What is.'),
      future: prompts('future', 'What may be.'),
    };
  },
});

/** A level of a relationship with its words. */
export const StageRef = builder.objectRef<Stage>('Stage').implement({
  description: "What talks are for at one level of a relationship, in the caller's language.",
  fields: (t) => ({
    level: t.int({
      description: '1 (more contact builds trust) to 6 (results and growth felt and shared).',
      resolve: ({ level }) => level,
    }),
    name: t.string({
      description: 'What the level is called.',
      resolve: (stage, _args, { actor }) => stage.name[actor.language],
    }),
    purpose: t.string({
      description: 'What talks are for.',
      resolve: (stage, _args, { actor }) => stage.purpose[actor.language],
    }),
    tips: t.stringList({
      description: 'What helps.',
      resolve: ({ tips }, _args, { actor }) => tips.map((tip) => tip[actor.language]),
    }),
  }),
});

builder.queryFields((t) => ({
  responses: t.field({
    type: [ResponseChoiceRef],
    authScopes: { scope: 'topics:read' },
    description: 'What a member can want from the other, in the published order.',
    resolve: () => [...RESPONSES],
  }),
  questions: t.field({
    type: QuestionSetRef,
    authScopes: { scope: 'topics:read' },
    description: 'Prompts for one kind of topic; none for OTHER.',
    args: { topicCode: t.arg({ type: TopicCodeEnum, description: 'Which kind of topic.' }) },
    resolve: (_root, { topicCode }) => ({ topicCode }),
  }),
  stages: t.field({
    type: [StageRef],
    authScopes: { scope: 'topics:read' },
    description: 'The levels of a relationship, 1 to 6.',
    resolve: async (_root, _args, { actor }) => [...(await contentFor(actor)).file.stages],
  }),
}));
