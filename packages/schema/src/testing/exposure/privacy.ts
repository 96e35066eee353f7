import { newId } from '../../kernel/ids.ts';
import { after, now } from '../../kernel/time.ts';
import { type Cast, whoSees } from '../exposure.ts';

whoSees('OwnCopy', {
  seenBy: ['member'],
  make: (cast) =>
    cast.write('member', async (db, { tenantId, userId: memberId }) => {
      const data = { tenantId, id: newId('cop'), memberId, expiresAt: after(now(), 1, 'days') };
      return (await db.ownCopy.create({ data })).id;
    }),
});

whoSees('Erasure', {
  seenBy: ['member', 'admin'],
  make: ({ actors, write }) =>
    write('admin', async (db, { tenantId, userId: requestedById }) => {
      const plan = { userId: actors.member.userId, requestedById, dueAt: after(now(), 7, 'days') };
      return (await db.erasure.create({ data: { tenantId, id: newId('ers'), ...plan } })).id;
    }),
});

const writeHold = (confirmedAt: Date | null) => (cast: Cast) =>
  cast.write('admin', async (db, { tenantId, userId: requestedById }) => {
    const scope = { personIds: [cast.actors.member.userId], reason: 'A claim.', expiresAt: after(now(), 1, 'days') };
    const data = { tenantId, id: newId('hld'), requestedById, confirmedAt, ...scope };
    return (await db.legalHold.create({ data })).id;
  });

whoSees('LegalHold', { as: 'in force', seenBy: ['member', 'admin'], make: writeHold(now()) });
whoSees('LegalHold', { as: 'not confirmed', seenBy: ['admin'], make: writeHold(null) });
whoSees('LegalHold', {
  as: 'by whom it holds',
  of: ['LegalHold.people'],
  seenBy: ['admin'],
  make: writeHold(now()),
  document: '{ node(id: $id) { ... on LegalHold { people { id } } } }',
  proof: () => '"people":[{"id":"usr_',
});

whoSees('Restriction', {
  seenBy: ['member', 'admin'],
  make: ({ actors, write }) =>
    write('admin', async (db, { tenantId, userId: requestedById }) => {
      const asked = { reason: 'The address is wrong.', requestedById, requestedAt: now() };
      const data = { tenantId, id: newId('rst'), userId: actors.member.userId, ...asked };
      return (await db.restriction.create({ data })).id;
    }),
});
