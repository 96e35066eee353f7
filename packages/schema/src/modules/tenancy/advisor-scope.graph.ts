import { builder } from '../../kernel/builder.ts';
import { database } from '../../kernel/database.ts';
import { guardedNode } from '../../kernel/guarded.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { Conflict, InvalidInput } from '../../kernel/problems.ts';
import { visibleAdvisorScopes } from './advisor-scope.policy.ts';
import { addAdvisorScope, removeAdvisorScope } from './advisor-scope.ts';
import { Removed } from './removed.graph.ts';

const AdvisorScopeRef = guardedNode('AdvisorScope', {
  scope: 'people:read',
  visible: visibleAdvisorScopes,
  audience: ['OWN', 'ADMIN', 'KEY'],
  audienceNote: 'advisors see what they were given; a key needs `people:write`',
  fields: (t) => ({
    advisor: t.relation('advisor', { description: 'Who was given it.' }),
    department: t.relation('department', {
      nullable: true,
      description: 'The department, with those below it; null where a person was given.',
    }),
    user: t.relation('user', { nullable: true, description: 'The person; null where a department was given.' }),
  }),
});

builder.queryField('advisorScopes', (t) =>
  t.prismaField({
    type: [AdvisorScopeRef],
    authScopes: { scope: 'people:read' },
    description: 'What advisors were given: all of it for administrators and servers, their own for advisors.',
    args: { advisorId: t.arg.id({ required: false, description: 'Of this advisor only.' }) },
    resolve: (query, _root, { advisorId }, { actor }) =>
      database(actor).advisorScope.findMany({
        ...query,
        where: { ...(advisorId && { advisorId }), AND: visibleAdvisorScopes(actor) },
        orderBy: { id: 'asc' },
      }),
  }),
);

mutation('addAdvisorScope', {
  description: 'Lets an advisor see times and counts of a department or a person. For administrators and servers.',
  scope: 'people:write',
  input: (t) => ({
    advisorId: t.id({ description: 'Who gets it; holds the role ADVISOR.' }),
    departmentId: t.id({ required: false, description: 'The department, with those below it.' }),
    userId: t.id({ required: false, description: 'The person; instead of a department.' }),
  }),
  type: AdvisorScopeRef,
  problems: [InvalidInput, Conflict],
  resolve: addAdvisorScope,
});

mutation('removeAdvisorScope', {
  evenWhenFull: true,
  description: 'Takes from an advisor what was given. For administrators and servers.',
  scope: 'people:write',
  input: (t) => ({ advisorScopeId: t.id({ description: 'What was given.' }) }),
  type: Removed,
  problems: [InvalidInput],
  resolve: removeAdvisorScope,
});
