import { builder } from '../../kernel/builder.ts';
import { database } from '../../kernel/database.ts';
import { guardedNode } from '../../kernel/guarded.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { Conflict, InvalidInput } from '../../kernel/problems.ts';
import { visiblePairs } from '../pairs/pair.policy.ts';
import { todayOf } from '../tenancy/tenant-day.ts';
import { endGuideline, setGuideline } from './guideline.ts';
import { visibleGuidelines } from './guideline.policy.ts';

/** How often and how long people are to meet. */
export const GuidelineRef = guardedNode('Guideline', {
  scope: 'pairs:read',
  visible: visibleGuidelines,
  audience: ['TENANT', 'KEY'],
  audienceNote: 'an exception for a person or a pair: whom it concerns, advisors in charge, admins and keys',
  fields: (t) => ({
    department: t.relation('department', {
      nullable: true,
      description: 'The department it is for, with what is below it; null where it is for all or an exception.',
    }),
    user: t.relation('user', { nullable: true, description: 'The person for whose talks it is an exception.' }),
    pair: t.relation('pair', {
      nullable: true,
      description: 'The pair for which it is an exception.',
      query: (_args, { actor }) => ({ where: visiblePairs(actor) }),
    }),
    sessions: t.exposeInt('sessions', {
      description: 'How many sessions in `everyMonths`; 0 where none are asked for.',
    }),
    everyMonths: t.exposeInt('everyMonths', { description: 'In how many months, 1 to 3.' }),
    minutes: t.exposeInt('minutes', { description: 'How many minutes a session is to take.' }),
    from: t.expose('from', { type: 'Date', description: 'First day on which it holds.' }),
    until: t.expose('until', { type: 'Date', nullable: true, description: 'Last day on which it holds.' }),
  }),
});

builder.queryField('guidelines', (t) =>
  t.prismaConnection({
    type: GuidelineRef,
    cursor: 'tenantId_id',
    authScopes: { scope: 'pairs:read' },
    description: 'The guidelines that the caller may see, latest beginning first.',
    args: {
      includeOver: t.arg.boolean({ defaultValue: false, description: 'Whether those that are over come too.' }),
    },
    resolve: async (query, _root, { includeOver }, { actor }) => {
      const db = database(actor);
      const today = await todayOf(db, actor.tenantId);
      const notOver = includeOver ? {} : { OR: [{ until: null }, { until: { gte: today } }] };
      return db.guideline.findMany({
        ...query,
        where: { AND: [visibleGuidelines(actor), notOver] },
        orderBy: [{ from: 'desc' }, { id: 'desc' }],
      });
    },
  }),
);

mutation('setGuideline', {
  description:
    'Sets how often and how long people are to meet from a day on: in the tenant, a department with what is below it, or as an exception for a person or a pair. What held for the same before ends the day before. For administrators and servers.',
  scope: 'pairs:write',
  input: (t) => ({
    departmentId: t.id({ required: false, description: 'The department; all of the tenant by default.' }),
    userId: t.id({ required: false, description: 'The person for whose talks as the member it is an exception.' }),
    pairId: t.id({ required: false, description: 'The pair for which it is an exception.' }),
    sessions: t.int({ description: 'How many sessions in `everyMonths`, 0 to 31; 0 asks for none.' }),
    everyMonths: t.int({ required: false, description: 'In how many months, 1 to 3; 1 by default.' }),
    minutes: t.int({ required: false, description: 'How many minutes each, 5 to 240; 30 by default.' }),
    from: t.field({ type: 'Date', description: 'First day on which it holds.' }),
    until: t.field({ type: 'Date', required: false, description: 'Last day on which it holds; open by default.' }),
  }),
  type: GuidelineRef,
  problems: [InvalidInput, Conflict],
  resolve: setGuideline,
});

mutation('endGuideline', {
  description:
    'Ends a guideline with a day; one that has not begun by then never holds. For administrators and servers.',
  scope: 'pairs:write',
  input: (t) => ({
    guidelineId: t.id({ description: 'The guideline.' }),
    until: t.field({ type: 'Date', required: false, description: 'Its last day; today by default.' }),
  }),
  type: GuidelineRef,
  problems: [InvalidInput],
  resolve: endGuideline,
});
