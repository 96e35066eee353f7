import { newId } from '../../kernel/ids.ts';
import { after, now } from '../../kernel/time.ts';
import { whoSees } from '../exposure.ts';

whoSees('ApiKey', {
  seenBy: ['admin'],
  make: ({ write }) =>
    write('admin', async (db, { tenantId }) => {
      const id = newId('key');
      const data = {
        tenantId,
        id,
        name: 'K',
        hash: id,
        prefix: 'sk',
        lastFour: '0000',
        scopes: [],
        allowedAddresses: [],
      };
      return (await db.apiKey.create({ data })).id;
    }),
});

whoSees('AllowedOrigin', {
  seenBy: ['admin'],
  make: ({ write }) =>
    write('admin', async (db, { tenantId }) => {
      const data = { tenantId, id: newId('ori'), origin: 'https://intranet.example.com' };
      return (await db.allowedOrigin.create({ data })).id;
    }),
});

whoSees('EmbedGrant', {
  seenBy: ['member', 'admin', 'key'],
  make: ({ write, actors }) =>
    write('admin', async (db, { tenantId }) => {
      const apiKeyId = actors.key.credentialId;
      const key = { name: 'K', hash: apiKeyId, prefix: 'sk', lastFour: '0000', scopes: [], allowedAddresses: [] };
      await db.apiKey.create({ data: { tenantId, id: apiKeyId, ...key } });
      const grant = { userId: actors.member.userId, apiKeyId, elements: [], origins: [] };
      const expiresAt = after(now(), 1, 'hours');
      return (await db.embedGrant.create({ data: { tenantId, id: newId('gra'), ...grant, expiresAt } })).id;
    }),
});
