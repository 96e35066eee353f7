import { asSystem } from '../../kernel/database.ts';
import { concernsNobody, concernsPeople } from '../../kernel/personal.ts';
import { shredPersonKey } from '../../kernel/person-keys.ts';

concernsPeople('AuditEntry', {
  copied: (db, { tenantId, userId }) =>
    db.auditEntry.findMany({
      where: { tenantId, OR: [{ actorId: userId }, { subjectId: userId }] },
      omit: { tenantId: true, digest: true },
      orderBy: { seq: 'asc' },
    }),
  erased: 'A chain that lost an entry proves nothing; it bears an id that leads to no name any more.',
  stays: (db, { tenantId, userId }) =>
    db.auditEntry.count({ where: { tenantId, OR: [{ actorId: userId }, { subjectId: userId }] } }),
});

concernsPeople('PersonRead', {
  copied: (db, { tenantId, userId }) =>
    db.personRead.findMany({ where: { tenantId, personId: userId }, omit: { tenantId: true } }),
  // What they read of others stays with those others.
  erased: (_db, { tenantId, userId }) =>
    asSystem('erasePerson', (system) => system.personRead.deleteMany({ where: { tenantId, personId: userId } })),
  goes: (db, { tenantId, userId }) => db.personRead.count({ where: { tenantId, personId: userId } }),
});

concernsPeople('OutboxEvent', {
  copied: 'It hands facts on by their ids and is gone within a month; the audit trail is in the copy.',
  erased: 'It bears ids that lead to no name any more, and is gone within a month.',
});

concernsPeople('Idempotency', {
  copied: 'It recognises a repeated request for a day.',
  erased: (db, { tenantId, userId }) => db.idempotency.deleteMany({ where: { tenantId, holder: userId } }),
});

concernsNobody('TenantKey');

concernsPeople('PersonKey', {
  copied: 'It opens what stands in this copy in clear; by itself it says nothing.',
  // Whatever copy of their words is left anywhere opens no more.
  erased: (db, { tenantId, userId }) => shredPersonKey(db, tenantId, userId),
});

concernsPeople('Upload', {
  copied: 'It is a file on its way into the product, gone within a day.',
  erased: (db, { tenantId, userId }) => db.upload.deleteMany({ where: { tenantId, holder: userId } }),
});

concernsPeople('ExportTicket', {
  copied: 'It lets somebody fetch a file of the tenant for a few minutes.',
  erased: 'It bears an id that leads to no name any more, and goes within days.',
});
