import { concernsNobody, concernsPeople } from '../../kernel/personal.ts';
import { now } from '../../kernel/time.ts';
import { erasedKey, FORMER } from './former-person.ts';
import { nameKeys } from './name.ts';

const notYetErased = (tenantId: string, userId: string) => ({
  tenantId,
  id: userId,
  externalId: { not: erasedKey(userId) },
});

concernsPeople('User', {
  copied: async (db, { tenantId, userId }) =>
    db.user.findMany({
      where: { tenantId, id: userId },
      omit: { tenantId: true, kanaKey: true, latinKey: true, searchKey: true, tokenVersion: true, ownKeyAt: true },
    }),
  erased: (db, { tenantId, userId }) =>
    db.user.updateMany({
      where: notYetErased(tenantId, userId),
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
  goes: (db, { tenantId, userId }) => db.user.count({ where: notYetErased(tenantId, userId) }),
});

concernsPeople('AdvisorScope', {
  copied: (db, { tenantId, userId }) =>
    db.advisorScope.findMany({
      where: { tenantId, OR: [{ advisorId: userId }, { userId }] },
      omit: { tenantId: true },
    }),
  erased: (db, { tenantId, userId }) =>
    db.advisorScope.deleteMany({ where: { tenantId, OR: [{ advisorId: userId }, { userId }] } }),
  goes: (db, { tenantId, userId }) =>
    db.advisorScope.count({ where: { tenantId, OR: [{ advisorId: userId }, { userId }] } }),
});

concernsNobody('Tenant', 'Department', 'DepartmentAncestor');
