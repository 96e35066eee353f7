import { newId } from '../../kernel/ids.ts';
import { type Onlooker, whoSees } from '../exposure.ts';

/** Everybody of the tenant: people and servers. */
export const TENANT: readonly Onlooker[] = [
  'member',
  'counterpart',
  'colleague',
  'advisor',
  'idleAdvisor',
  'admin',
  'key',
];

whoSees('Tenant', {
  seenBy: TENANT.filter((who) => who !== 'key'),
  make: async ({ tenantId }) => tenantId,
  document: '{ viewer { tenant { id } } }',
});

whoSees('Department', { seenBy: TENANT, make: async ({ departmentId }) => departmentId });

whoSees('User', { seenBy: TENANT, make: async ({ actors }) => actors.member.userId });

whoSees('User', {
  as: 'by e-mail address and day of hiring',
  of: ['User.email', 'User.hiredOn'],
  seenBy: ['member', 'admin'],
  make: ({ write, actors }) =>
    write('admin', async (db, { tenantId }) => {
      const { userId: id } = actors.member;
      const data = { email: 'private@example.com', hiredOn: new Date('2019-09-19T00:00:00Z') };
      return (await db.user.update({ where: { tenantId_id: { tenantId, id } }, data })).id;
    }),
  document: '{ node(id: $id) { ... on User { email hiredOn } } }',
  proof: () => '"email":"private@example.com","hiredOn":"2019-09-19"',
});

whoSees('AdvisorScope', {
  own: 'idleAdvisor',
  seenBy: ['idleAdvisor', 'admin', 'key'],
  make: ({ write, actors }) =>
    write('admin', async (db, { tenantId }) => {
      const given = { advisorId: actors.idleAdvisor.userId, userId: actors.colleague.userId };
      return (await db.advisorScope.create({ data: { tenantId, id: newId('adv'), ...given } })).id;
    }),
});

whoSees('Viewer', {
  seenBy: ['member'],
  make: async ({ actors }) => actors.member.userId,
  document: '{ viewer { user { id } } }',
});
