import { builder } from '../../kernel/builder.ts';
import { partOf } from '../pairs/pair.policy.ts';
import { displayName, nameIn, plainName } from '../tenancy/name.ts';
import { ResponseStyleRef, responseOf, StageRef } from '../topics/content.graph.ts';
import { stageAt } from '../topics/pack-in-use.ts';
import { OTHER_TOPIC } from '../topics/content/topic-names.ts';
import { headlineIn } from './brief.ts';
import { LEFT_OPEN, OPEN_THEMES, openThemesBefore } from './open-themes.ts';
import { noteOf } from './preparation.ts';
import { SessionRef } from './session.graph.ts';
import { ThemeRef } from './theme.graph.ts';
import { freeTopicOf } from './theme.ts';

const IN_ORDER = { orderBy: { position: 'asc' } } as const;

const BriefRef = builder.prismaObject('Session', {
  variant: 'Brief',
  audience: ['COUNTERPART'],
  audienceNote: 'what the member prepared, in short',
  description: 'What the counterpart needs to know before the talk, to be read in seconds.',
  fields: (t) => ({
    headline: t.string({
      description: 'What the member wants to talk about and how, in one sentence.',
      select: { member: true, themes: { ...IN_ORDER, include: { topic: true } } },
      resolve: async ({ member, themes }, _args, { actor }) => {
        const main = themes.find(({ isRequired }) => !isRequired);
        const { language } = actor;
        const free = main && plainName((await freeTopicOf(actor, main)) ?? OTHER_TOPIC[language]);
        return headlineIn(language, {
          member: displayName(member, language),
          title: main?.topic ? nameIn(language, main.topic) : free,
          wish: main && main.response !== 'UNDECIDED' ? responseOf(main.response).name[language] : undefined,
          others: themes.length - 1,
        });
      },
    }),
    themes: t.relation('themes', { description: 'The agenda in order.', query: IN_ORDER }),
    style: t.field({
      type: ResponseStyleRef,
      nullable: true,
      description: 'How to answer the wish of the main theme; null where nothing is chosen.',
      select: { themes: { ...IN_ORDER, include: { topic: true } } },
      resolve: ({ themes: [main] }) => (main ? responseOf(main.response).style : null),
    }),
    stage: t.field({
      type: StageRef,
      nullable: true,
      description: 'The stage of the relationship with its purpose and tips.',
      select: { pair: { select: { level: true } } },
      resolve: ({ pair }, _args, { actor }) => stageAt(actor, pair.level),
    }),
    note: t.string({
      nullable: true,
      description: 'The note of the member.',
      select: { preparation: true },
      resolve: ({ preparation }, _args, { actor }) => preparation && noteOf(actor, preparation),
    }),
    openThemes: t.field({
      type: [ThemeRef],
      description: "What the pair's earlier talks left open, latest first.",
      select: (_args, _context, nested) => ({
        pair: {
          select: { sessions: { ...OPEN_THEMES, select: { id: true, startsAt: true, themes: nested(LEFT_OPEN) } } },
        },
      }),
      resolve: (session) => openThemesBefore(session),
    }),
  }),
});

builder.prismaObjectField(SessionRef, 'brief', (t) =>
  t.variant(BriefRef, {
    description: 'What the counterpart needs to know before the talk; null unless the counterpart.',
    isNull: (session, _args, { actor }) => partOf(actor, session) !== 'COUNTERPART',
  }),
);
