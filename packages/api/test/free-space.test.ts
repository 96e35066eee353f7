import { tmpdir } from 'node:os';
import { aPair } from '@taiwa/schema/testing/world';
import { afterEach, expect, test } from 'vitest';
import { watchFreeSpace } from '../src/database/free-space.ts';
import { codeOf, demoTokenOf, keyOf, send } from './caller.ts';
import { useTestServer } from './server.ts';

const server = useTestServer();
const MORE_THAN_THERE_IS = 999_999_999;
let watched: { stop(): void } | undefined;
afterEach(() => watched?.stop());
const fill = async (reserveMb: number) => {
  watched?.stop();
  watched = await watchFreeSpace({ folder: tmpdir(), reserveMb }, server.log);
};

const RENAME = 'mutation($id: ID!) { updateUser(input: { userId: $id, givenName: "New" }) { ... on User { id } } }';
const READ = '{ viewer { user { id } } }';

test('on a disk that is nearly full nothing is written, everything is read, and it says so once', async () => {
  const { ann, admin } = await aPair();
  const token = await demoTokenOf(admin);
  const rename = () => send(server.url, RENAME, { token, variables: { id: ann.userId } });
  await fill(MORE_THAN_THERE_IS);
  const refused = await rename();
  expect([refused.status, codeOf(refused), refused.headers.get('retry-after')]).toEqual([503, 'NO_SPACE', '120']);
  expect(refused.body.errors?.[0]?.extensions).toMatchObject({ retryable: true, retryAfterMs: 120_000 });
  expect((await send(server.url, READ, { token })).body.data?.viewer.user.id).toBe(admin.userId);
  expect(server.lines.filter((line) => line.includes('Nothing is written until 999999999 MB are'))).toHaveLength(1);
  await fill(0);
  expect((await rename()).body.data?.updateUser.id).toBe(ann.userId);
});

test('access is still ended while nothing is written', async () => {
  const company = await aPair();
  const { id, secret } = await keyOf(company, 'people:read', 'api');
  const token = await demoTokenOf(company.admin);
  await fill(MORE_THAN_THERE_IS);
  const revoke = 'mutation($id: ID!) { revokeApiKey(input: { apiKeyId: $id }) { ... on ApiKey { id } } }';
  expect((await send(server.url, revoke, { token, variables: { id } })).body.data?.revokeApiKey.id).toBe(id);
  const answer = await send(server.url, '{ users(first: 1) { nodes { id } } }', { token: secret });
  expect(codeOf(answer)).toBe('UNAUTHENTICATED');
});

test('a file that was announced before is not taken', async () => {
  const { admin } = await aPair();
  const token = await demoTokenOf(admin);
  const announce =
    'mutation { createUpload(input: { purpose: PEOPLE_CSV, fileName: "a.csv", bytes: 3 }) { ... on UploadTicket { url } } }';
  const { url } = (await send(server.url, announce, { token })).body.data?.createUpload ?? {};
  const put = () =>
    fetch(`${server.url}${url}`, { method: 'PUT', body: 'a,b', headers: { authorization: `Bearer ${token}` } });
  await fill(MORE_THAN_THERE_IS);
  const refused = await put();
  expect([refused.status, (await refused.json()).code]).toEqual([503, 'NO_SPACE']);
  await fill(0);
  expect((await put()).status).toBe(201);
});
