import { HintReportReason } from '../../generated/prisma/enums.ts';
import { builder } from '../../kernel/builder.ts';
import { database } from '../../kernel/database.ts';
import { loader } from '../../kernel/loaders.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { InvalidInput } from '../../kernel/problems.ts';
import { helpedBand } from './helped-band.ts';
import { markHintHelped, type ReadHint, reportHint } from './hint-reader.ts';
import { HintRef } from './hint.graph.ts';
import { canReviewHints } from './hint.policy.ts';

const HintReportReasonEnum = builder.enumType('HintReportReason', {
  description: 'What a reader finds wrong with a hint.',
  values: {
    NAMES_SOMEBODY: { description: 'It names somebody, or lets them be recognised.' },
    HARMFUL: { description: 'It would do harm.' },
    OTHER: { description: 'Something else.' },
  } as const satisfies Record<HintReportReason, object>,
});

const ReadHintRef = builder.objectRef<ReadHint>('ReadHint').implement({
  description: 'A hint about which a reader said something.',
  fields: (t) => ({ hintId: t.exposeID('hintId', { description: 'The hint, or the shared one.' }) }),
});

const helped = loader(async (actor, ids: readonly string[]) => {
  const where = { tenantId: actor.tenantId, hintId: { in: [...ids] } };
  const groups = await database(actor).hintHelp.groupBy({ by: ['hintId'], where, _count: { _all: true } });
  return ids.map((id) => groups.find(({ hintId }) => hintId === id)?._count._all ?? 0);
});

builder.prismaObjectFields(HintRef, (t) => ({
  helpedAtLeast: t.int({
    nullable: true,
    description: 'How many colleagues it helped at the least, in bands; null below 5.',
    resolve: async ({ id }, _args, { actor }) => helpedBand(await helped(actor, id)) || null,
  }),
  reportedFor: t.field({
    type: [HintReportReasonEnum],
    audience: ['ADMIN'],
    nullable: true,
    description: 'For what readers reported it, while it waits to be looked at again; for who reviews.',
    select: { reportedFor: true },
    resolve: ({ reportedFor }, _args, { actor }) => (canReviewHints(actor) ? reportedFor : null),
  }),
}));

mutation('reportHint', {
  description:
    'Says that something is wrong with a hint, also a shared one; reports of several readers hide it until an admin has looked at it again.',
  scope: 'hints:write',
  person: true,
  input: (t) => ({
    hintId: t.id({ description: 'The hint, or the shared one.' }),
    reason: t.field({ type: HintReportReasonEnum, description: 'What is wrong.' }),
  }),
  type: ReadHintRef,
  problems: [InvalidInput],
  resolve: reportHint,
});

mutation('markHintHelped', {
  description: 'Says that a hint, also a shared one, helped; counts once a person and is shown in bands only.',
  scope: 'hints:write',
  person: true,
  input: (t) => ({ hintId: t.id({ description: 'The hint, or the shared one.' }) }),
  type: ReadHintRef,
  problems: [InvalidInput],
  resolve: markHintHelped,
});
