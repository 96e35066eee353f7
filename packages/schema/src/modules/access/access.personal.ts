import { asSystem } from '../../kernel/database.ts';
import { concernsNobody, concernsPeople } from '../../kernel/personal.ts';

concernsPeople('EmbedGrant', {
  copied: (db, { tenantId, userId }) =>
    db.embedGrant.findMany({ where: { tenantId, userId }, omit: { tenantId: true, keyThumbprint: true } }),
  erased: (_db, { tenantId, userId }) =>
    asSystem('erasePerson', (system) => system.embedGrant.deleteMany({ where: { tenantId, userId } })),
  goes: (db, { tenantId, userId }) => db.embedGrant.count({ where: { tenantId, userId } }),
});

concernsPeople('Revocation', {
  copied: 'It says only that tokens ended.',
  erased: 'It ends tokens, bears an id that leads to no name any more, and goes within days.',
});

concernsNobody('ApiKey', 'AllowedOrigin', 'SigningKey');
