import { z } from 'zod';
import { builder } from '../../kernel/builder.ts';
import { database } from '../../kernel/database.ts';
import { guardedNode, guardedPart, loadNode } from '../../kernel/guarded.ts';
import { subscriptionField } from '../../kernel/subscription.graph.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { visibleImportChanges, visibleImportIssues, visibleImports } from './import.policy.ts';
import { importTopic } from './import.ts';
import { undoableUntil } from './undo.ts';

const ImportKindEnum = builder.enumType('ImportKind', {
  description: 'What a bulk change is made from.',
  values: {
    PEOPLE: { description: 'People from a file.' },
    PAIRS: { description: 'Pairs from a file.' },
    TREE: { description: 'Members without a manager, and the managers of their departments.' },
  } as const,
});

const ImportStateEnum = builder.enumType('ImportState', {
  description: 'How far a bulk change has come.',
  values: {
    WAITING: { description: 'Waits for its turn.' },
    RUNNING: { description: 'Is being checked or written.' },
    CHECKED: { description: 'Was checked and can be applied; nothing is written yet.' },
    REFUSED: { description: 'Has issues; nothing was written.' },
    APPLIED: { description: 'Everything is written.' },
    FAILED: { description: 'Could not be finished for a reason on our side; nothing was written.' },
    UNDOING: { description: 'Is being taken back.' },
    UNDONE: { description: 'Was taken back.' },
  } as const,
});

const ImportChangeKindEnum = builder.enumType('ImportChangeKind', {
  description: 'What a bulk change does to one thing.',
  values: {
    DEPARTMENT_CREATED: { description: 'A department is added.' },
    PERSON_CREATED: { description: 'A person is registered.' },
    PERSON_CHANGED: { description: 'Something of a person changes.' },
    PERSON_MOVED: { description: 'A person works in another department from now on.' },
    PERSON_LEAVES: { description: 'A person leaves.' },
    PAIR_MADE: { description: 'Two people become a pair.' },
    PAIR_ENDED: { description: 'A pair ends.' },
  } as const,
});

guardedPart('ImportIssue', {
  scope: 'people:read',
  audience: ['ADMIN', 'KEY'],
  audienceNote: 'line, column and reason, never the cell; a key with its import',
  visible: visibleImportIssues,
  fields: (t) => ({
    line: t.exposeInt('line'),
    column: t.exposeString('column', { nullable: true }),
    code: t.exposeString('code'),
    message: t.string({
      description: "What to tell the person, in the caller's language.",
      select: { ja: true, en: true },
      resolve: ({ ja, en }, _args, { actor }) => (actor.language === 'ja' ? ja : en),
    }),
  }),
});

guardedPart('ImportChange', {
  scope: 'people:read',
  audience: ['ADMIN', 'KEY'],
  audienceNote: 'what changed: a name and the fields; a key with its import',
  visible: visibleImportChanges,
  fields: (t) => ({
    line: t.exposeInt('line'),
    kind: t.expose('kind', { type: ImportChangeKindEnum, description: 'What is done.' }),
    subjectId: t.exposeID('subjectId', {
      description: 'The department, person or pair; of what is to be created it is not there before it is applied.',
    }),
    label: t.exposeString('label'),
    fields: t.exposeStringList('fields'),
  }),
});

const Counts = z.record(z.string(), z.number());

const ImportCountsRef = builder.objectRef<Readonly<Record<string, number>>>('ImportCounts').implement({
  description: 'How much a bulk change does.',
  fields: (t) => {
    const count = (key: string, description: string) =>
      t.int({ description, resolve: (counts: Readonly<Record<string, number>>) => counts[key] ?? 0 });
    return {
      departmentsCreated: count('DEPARTMENT_CREATED', 'Departments that are added.'),
      peopleCreated: count('PERSON_CREATED', 'People who are registered.'),
      peopleChanged: count('PERSON_CHANGED', 'People of whom something changes, but not the department.'),
      peopleMoved: count('PERSON_MOVED', 'People who change the department, and perhaps more.'),
      peopleLeaving: count('PERSON_LEAVES', 'People who leave.'),
      pairsMade: count('PAIR_MADE', 'Pairs that are made.'),
      pairsEnded: count('PAIR_ENDED', 'Pairs that end.'),
      unchanged: count('UNCHANGED', 'Lines, or members, for whom everything is so already.'),
    };
  },
});

/** A change of many people or pairs at once. */
export const ImportRef = guardedNode('Import', {
  scope: 'people:read',
  audience: ['ADMIN', 'KEY'],
  audienceNote: 'the file itself: nobody; a key needs `people:write`, for pairs `pairs:write`',
  visible: visibleImports,
  fields: (t) => ({
    kind: t.expose('kind', { type: ImportKindEnum, description: 'What it is made from.' }),
    state: t.expose('state', { type: ImportStateEnum, description: 'How far it has come.' }),
    dryRun: t.exposeBoolean('dryRun'),
    fileName: t.exposeString('fileName', { nullable: true }),
    linesTotal: t.exposeInt('linesTotal', { description: 'How many lines below the header the file has.' }),
    linesDone: t.exposeInt('linesDone', { description: 'How many of them have been read so far.' }),
    issueCount: t.exposeInt('issueCount', { description: 'How many issues there are; nothing is written with any.' }),
    counts: t.field({
      type: ImportCountsRef,
      description: 'How much it does, or did; all 0 before it is checked.',
      select: { counts: true },
      resolve: ({ counts }) => Counts.parse(counts),
    }),
    ignoredColumns: t.exposeStringList('ignored', { description: 'Columns of the file that nothing was read from.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was asked for.' }),
    appliedAt: t.expose('appliedAt', { type: 'DateTime', nullable: true }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true }),
    undoableUntil: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Until when it can be taken back, while nothing depends on it; null unless it is applied.',
      select: { state: true, appliedAt: true },
      resolve: (row) => undoableUntil(row),
    }),
    issues: t.relatedConnection('issues', {
      cursor: 'tenantId_id',
      description: 'What is not right, line by line; kept for three days.',
      query: { orderBy: { id: 'asc' } },
    }),
    changes: t.relatedConnection('changes', {
      cursor: 'tenantId_id',
      description: 'What it does, or did, thing by thing; kept for three days.',
      args: {
        kind: t.arg({ type: [ImportChangeKindEnum], required: false, description: 'Of one of these kinds.' }),
      },
      query: ({ kind }) => ({ where: kind ? { kind: { in: kind } } : {}, orderBy: { id: 'asc' } }),
    }),
  }),
});

builder.queryFields((t) => ({
  import: t.field({
    type: ImportRef,
    nullable: true,
    authScopes: { scope: 'people:read' },
    description: 'One bulk change; null where there is none that the caller may see.',
    args: { id: t.arg.id({ description: 'The bulk change.' }) },
    resolve: (_root, { id }, context, info) => loadNode<Prisma.ImportGetPayload<object>>('Import', id, context, info),
  }),
  imports: t.prismaConnection({
    type: ImportRef,
    cursor: 'tenantId_id',
    authScopes: { scope: 'people:read' },
    description: 'The bulk changes of the tenant, newest first. For administrators and servers.',
    resolve: (query, _root, _args, { actor }) =>
      database(actor).import.findMany({
        ...query,
        where: visibleImports(actor),
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      }),
  }),
}));

subscriptionField('importChanged', {
  description: 'A bulk change now and with each step: how far it is, and how it ended.',
  scope: 'people:read',
  args: (t) => ({ importId: t.id({ description: 'The bulk change.' }) }),
  type: ImportRef,
  topic: ({ tenantId }, { importId }) => importTopic(tenantId, String(importId)),
  resolve: (_actor, { importId }) => ({ id: String(importId) }),
});
