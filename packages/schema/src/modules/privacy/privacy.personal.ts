import { concernsPeople } from '../../kernel/personal.ts';

concernsPeople('OwnCopy', {
  copied: 'It is this copy.',
  erased: (db, { tenantId, userId }) => db.ownCopy.deleteMany({ where: { tenantId, memberId: userId } }),
});

concernsPeople('Erasure', {
  copied: (db, { tenantId, userId }) =>
    db.erasure.findMany({ where: { tenantId, userId }, omit: { tenantId: true, requestedById: true } }),
  erased: 'It is the proof of the erasure and keeps a restored backup from bringing the person back; it bears no name.',
  stays: (db, { tenantId, userId }) => db.erasure.count({ where: { tenantId, userId } }),
});

concernsPeople('LegalHold', {
  copied: (db, { tenantId, userId }) =>
    db.legalHold.findMany({
      where: { tenantId, personIds: { has: userId }, confirmedAt: { not: null } },
      select: { id: true, reason: true, confirmedAt: true, expiresAt: true, releasedAt: true },
    }),
  erased: 'It is the proof of what was held and why; it bears an id that leads to no name any more.',
  stays: (db, { tenantId, userId }) =>
    db.legalHold.count({ where: { tenantId, personIds: { has: userId }, confirmedAt: { not: null } } }),
});

concernsPeople('Restriction', {
  copied: (db, { tenantId, userId }) =>
    db.restriction.findMany({
      where: { tenantId, userId },
      omit: { tenantId: true, requestedById: true, decidedById: true, liftedById: true },
    }),
  erased: 'It is the proof of what was asked and done; it bears an id that leads to no name any more.',
  stays: (db, { tenantId, userId }) => db.restriction.count({ where: { tenantId, userId } }),
});

concernsPeople('RetentionSetting', {
  copied: 'It is a setting of the tenant.',
  erased: 'It is a setting of the tenant; it bears an id that leads to no name any more.',
});
