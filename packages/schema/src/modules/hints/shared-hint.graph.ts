import { resolveOffsetConnection } from '@pothos/plugin-relay';
import type { Prisma, SharedHint } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import { builder } from '../../kernel/builder.ts';
import { database } from '../../kernel/database.ts';
import { MAX_PAGE_SIZE, PAGE_SIZE, countPages } from '../../kernel/limits.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { InvalidInput, NotNow } from '../../kernel/problems.ts';
import { LanguageEnum } from '../tenancy/enums.graph.ts';
import { ResponseKindEnum, TopicCodeEnum } from '../topics/content.graph.ts';
import { matchingHints } from './hint-search.ts';
import { HintKindEnum, HintRef } from './hint.graph.ts';
import { canReviewHints, visibleHints } from './hint.policy.ts';
import { MEANING, releaseHint, shareHints, sharingOf, withholdHint } from './hint-sharing.ts';

const SharedHintRef = builder.objectRef<SharedHint>('SharedHint').implement({
  description: 'A practice from another company that shares: a copy without company, author and day.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Names the copy.' }),
    kind: t.expose('kind', { type: HintKindEnum, description: 'What it tells.' }),
    topicCode: t.expose('topicCode', { type: TopicCodeEnum, description: 'For which kind of topic.' }),
    response: t.expose('response', { type: ResponseKindEnum, description: 'For which response.' }),
    text: t.exposeString('text', { description: 'The practice, in the words of who left it.' }),
    language: t.expose('language', { type: LanguageEnum, description: 'In which language it was left.' }),
    month: t.expose('month', { type: 'Date', description: 'First day of the month in which it was left.' }),
    helpedAtLeast: t.int({
      nullable: true,
      description: 'How many readers it helped at the least, in bands; null below 5.',
      resolve: ({ helpedAtLeast }) => helpedAtLeast || null,
    }),
  }),
});

/** Copies of other tenants' hints; nothing while the own tenant does not share, and none of its own. */
async function visibleSharedHints(actor: Actor): Promise<Prisma.SharedHintWhereInput | null> {
  if (!(await sharingOf(actor))) return null;
  const { tenantId } = actor;
  const where = { tenantId, sharedId: { not: null } };
  const own = await database(actor).hint.findMany({ where, select: { sharedId: true } });
  return { id: { notIn: own.flatMap(({ sharedId }) => sharedId ?? []) } };
}

countPages('SharedHint');

builder.queryFields((t) => ({
  sharedHints: t.connection(
    {
      type: SharedHintRef,
      authScopes: { scope: 'hints:read' },
      description: "Hints of other companies, latest month first; empty while one's own company does not share.",
      args: {
        topicCode: t.arg({ type: TopicCodeEnum, required: false, description: 'For which kind of topic.' }),
        response: t.arg({ type: ResponseKindEnum, required: false, description: 'For which response.' }),
        search: t.arg.string({ required: false, description: 'Those whose words contain this.' }),
      },
      resolve: async (_root, { topicCode, response, search, ...args }, { actor }) => {
        const visible = await visibleSharedHints(actor);
        return resolveOffsetConnection(
          { args, defaultSize: PAGE_SIZE, maxSize: MAX_PAGE_SIZE },
          async ({ limit, offset }) =>
            visible
              ? database(actor).sharedHint.findMany({
                  where: { AND: [visible, matchingHints({ topicCode, response, search })] },
                  orderBy: [{ month: 'desc' }, { id: 'asc' }],
                  take: limit,
                  skip: offset,
                })
              : [],
        );
      },
    },
    { name: 'SharedHintConnection' },
    { name: 'SharedHintEdge' },
  ),
  hintsToShare: t.prismaConnection({
    type: HintRef,
    cursor: 'tenantId_id',
    authScopes: { scope: 'hints:read', person: true },
    description: 'Approved hints that wait to be released to other companies; empty for who does not review.',
    resolve: (query, _root, _args, { actor }) =>
      database(actor).hint.findMany({
        ...query,
        where: {
          AND: visibleHints(actor),
          state: 'APPROVED',
          poolState: 'WAITING',
          ...(canReviewHints(actor) ? {} : { id: { in: [] } }),
        },
        orderBy: [{ leftMonth: 'asc' }, { id: 'asc' }],
      }),
  }),
}));

const HintSharingRef = builder.objectRef<{ readonly shares: boolean; readonly since?: Date }>('HintSharing').implement({
  description: 'Whether the company shares its hints with others.',
  fields: (t) => ({
    shares: t.exposeBoolean('shares', { description: 'Whether it does.' }),
    since: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Since when.',
      resolve: ({ since }) => since ?? null,
    }),
    meaning: t.string({
      description: 'What sharing means, in words for who decides about it.',
      resolve: (_sharing, _args, { actor }) => MEANING[actor.language],
    }),
  }),
});

const sharingFor = async (actor: Actor) => {
  const sharing = await sharingOf(actor);
  return sharing ? { shares: true, since: sharing.since } : { shares: false };
};

builder.queryField('hintSharing', (t) =>
  t.field({
    type: HintSharingRef,
    authScopes: { scope: 'hints:read' },
    description: 'Whether the company shares its hints with others, and what that means.',
    resolve: (_root, _args, { actor }) => sharingFor(actor),
  }),
);

mutation('shareHints', {
  description: 'Begins or ends sharing hints with other companies that share too. For admins.',
  scope: 'hints:write',
  person: true,
  input: (t) => ({ share: t.boolean({ description: 'Whether to share from now on.' }) }),
  type: HintSharingRef,
  problems: [InvalidInput],
  resolve: async (actor, input) => {
    await shareHints(actor, input);
    return sharingFor(actor);
  },
});

mutation('releaseHint', {
  description: 'Lets an approved hint be published to other companies that share. For admins.',
  scope: 'hints:write',
  person: true,
  input: (t) => ({ hintId: t.id({ description: 'The hint.' }) }),
  type: HintRef,
  problems: [InvalidInput, NotNow],
  resolve: releaseHint,
});

mutation('withholdHint', {
  description: 'Keeps an approved hint within the company, with a reason that its author reads. For admins.',
  scope: 'hints:write',
  person: true,
  input: (t) => ({
    hintId: t.id({ description: 'The hint.' }),
    reason: t.string({ description: 'Why, 1 to 300 characters.' }),
  }),
  type: HintRef,
  problems: [InvalidInput, NotNow],
  resolve: withholdHint,
});
