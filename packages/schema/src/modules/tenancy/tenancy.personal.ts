import { concernsNobody, concernsPeople } from '../../kernel/personal.ts';
import { now } from '../../kernel/time.ts';
import { erasedKey, FORMER } from './former-person.ts';
import { nameKeys } from './name.ts';

concernsPeople('User', {
  copied: async (db, { tenantId, userId }) =>
    db.user.findMany({
      where: { tenantId, id: userId },
      omit: { tenantId: true, kanaKey: true, latinKey: true, searchKey: true, tokenVersion: true, ownKeyAt: true },
    }),
  erased: (db, { tenantId, userId }) =>
    db.user.updateMany({
      where: { tenantId, id: userId, externalId: { not: erasedKey(userId) } },
      data: {
        ...FORMER,
        ...nameKeys(FORMER),
        externalId: erasedKey(userId),
        email: null,
        hiredOn: null,
        language: null,
        timeZone: null,
        roles: [],
        deactivatedAt: now(),
        tokenVersion: { increment: 1 },
      },
    }),
});

concernsPeople('AdvisorScope', {
  copied: (db, { tenantId, userId }) =>
    db.advisorScope.findMany({
      where: { tenantId, OR: [{ advisorId: userId }, { userId }] },
      omit: { tenantId: true },
    }),
  erased: (db, { tenantId, userId }) =>
    db.advisorScope.deleteMany({ where: { tenantId, OR: [{ advisorId: userId }, { userId }] } }),
});

concernsNobody('Tenant', 'Department', 'DepartmentAncestor');
