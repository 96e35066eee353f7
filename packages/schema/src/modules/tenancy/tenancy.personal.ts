import { concernsNobody, concernsPeople } from '../../kernel/personal.ts';
import { now } from '../../kernel/time.ts';
import { nameKeys } from './name.ts';

/** How somebody is called whose data was erased. */
const FORMER = {
  familyName: '退職した方',
  givenName: '',
  familyKana: null,
  givenKana: null,
  latinName: 'Former member',
};

concernsPeople('User', {
  copied: async (db, { tenantId, userId }) =>
    db.user.findMany({
      where: { tenantId, id: userId },
      omit: { tenantId: true, kanaKey: true, latinKey: true, searchKey: true, tokenVersion: true },
    }),
  erased: (db, { tenantId, userId }) =>
    db.user.updateMany({
      where: { tenantId, id: userId, externalId: { not: `erased-${userId}` } },
      data: {
        ...FORMER,
        ...nameKeys(FORMER),
        externalId: `erased-${userId}`,
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
