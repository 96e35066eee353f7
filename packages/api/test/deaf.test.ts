import { revokeApiKey } from '@taiwa/schema/modules/access/api-key';
import { deactivateUser } from '@taiwa/schema/modules/tenancy/user';
import { aPair } from '@taiwa/schema/testing/world';
import { expect, test } from 'vitest';
import { codeOf, demoTokenOf, keyOf, openAs, send } from './caller.ts';
import { useTestServer } from './server.ts';

const server = useTestServer({ isDeaf: true });

test('a process that hears no signal learns of what ended by asking', async () => {
  const company = await aPair();
  const { id, secret } = await keyOf(company, 'api');
  const token = await demoTokenOf(company.ann);
  const sockets = [await openAs(server.socketUrl, secret), await openAs(server.socketUrl, token)];
  await revokeApiKey({ ...company.admin }, { apiKeyId: id });
  await deactivateUser({ ...company.admin }, { userId: company.ann.userId });
  for (const socket of sockets) expect(await socket.closed).toEqual({ code: 4403, reason: 'Revoked' });
  expect(codeOf(await send(server.url, '{ topics { id } }', { token }))).toBe('UNAUTHENTICATED');
});
