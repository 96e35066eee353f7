import { concernsPeople } from '../../kernel/personal.ts';

concernsPeople('Guideline', {
  copied: (db, { tenantId, userId }) =>
    db.guideline.findMany({ where: { tenantId, userId }, omit: { tenantId: true } }),
  erased: 'It says how often to meet, and nothing is asked of somebody who left.',
});
