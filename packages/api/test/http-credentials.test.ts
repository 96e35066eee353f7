import { afterEach, describe, expect, test } from 'vitest';
import { freezeTime, now } from '@taiwa/schema/kernel/time';
import { revokeApiKey } from '@taiwa/schema/modules/access/api-key';
import { allowDemoLogins } from '@taiwa/schema/modules/access/demo-login';
import { endTokensOf, revokeTenant } from '@taiwa/schema/modules/access/embed-grant';
import { transact } from '@taiwa/schema/kernel/database';
import { deactivateUser } from '@taiwa/schema/modules/tenancy/user';
import { aCompany, aPair, aSession } from '@taiwa/schema/testing/world';
import { ask, codeOf, demoTokenOf, embedTokenOf, keyOf, send } from './caller.ts';
import { useTestServer } from './server.ts';

const ME = 'query Me { viewer { user { id } } }';
const server = useTestServer({ trusted: [ME] });
let thaw = () => {};
afterEach(() => thaw());

const outcome = async (token: string, headers: Record<string, string> = {}) => {
  const answer = await send(server.url, ME, { token, headers });
  return [answer.status, codeOf(answer)];
};
/** Waits until the server answers so. */
const becomes = (token: string, expected: unknown[]) =>
  expect.poll(() => outcome(token), { interval: 50 }).toEqual(expected);

describe('a credential that is not good is 401', () => {
  test.each([
    ['no token at all', 'nonsense'],
    ['a key that nobody made', 'sk_live_00000000_0000000000000000000000000000000000000000000_000000'],
    ['an unsigned token', `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`],
    ['an endless one', 'a'.repeat(5_000)],
  ])('%s', async (_what, token) => {
    expect(await outcome(token)).toEqual([401, 'UNAUTHENTICATED']);
  });

  test('and says which kind of credential, and nothing of why', async () => {
    const company = await aCompany();
    const { id, secret } = await keyOf(company, 'people:read', 'api');
    await revokeApiKey({ ...company.admin }, { apiKeyId: id });
    const unknown = 'sk_live_00000000_0000000000000000000000000000000000000000000_000000';
    const messageOf = async (token: string) => (await send(server.url, ME, { token })).body.errors?.[0]?.message;
    const says = await messageOf(unknown);
    expect(says).toMatch(/API key is unknown, revoked/);
    expect(await messageOf(secret)).toBe(says);
    expect(await messageOf('nonsense')).toMatch(/^This token is not/);
    const { body } = await send(server.url, '{ users(first: 1) { nodes { id } } }');
    expect(body.errors?.[0]?.message).toBe('Sign in first.');
  });

  test('another scheme than Bearer', async () => {
    const answer = await send(server.url, ME, { headers: { authorization: 'Basic YTpi' } });
    expect([answer.status, codeOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  test('a token whose time is over says so, and that a new one helps', async () => {
    const { ann } = await aPair();
    thaw = freezeTime(new Date(now().getTime() - 311_000));
    const token = await demoTokenOf(ann);
    thaw();
    const answer = await send(server.url, ME, { token });
    expect([answer.status, codeOf(answer)]).toEqual([401, 'TOKEN_EXPIRED']);
    expect(answer.body.errors?.[0]?.extensions.retryable).toBe(true);
  });

  test('a token that one byte was changed of', async () => {
    const token = await demoTokenOf((await aPair()).ann);
    const [head, body = '', signature] = token.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...claims, sub: 'usr_other' })).toString('base64url');
    expect(await outcome([head, forged, signature].join('.'))).toEqual([401, 'UNAUTHENTICATED']);
  });

  test('a demo login where the demo is off', async () => {
    const token = await demoTokenOf((await aPair()).ann);
    allowDemoLogins(false);
    expect(await outcome(token)).toEqual([401, 'UNAUTHENTICATED']);
    allowDemoLogins(true);
  });
});

describe('origins', () => {
  test('a token works from its origins only, and not without one', async () => {
    const token = await embedTokenOf((await aPair()).ann, { origins: ['https://intranet.example'] });
    expect(await outcome(token, { origin: 'https://intranet.example' })).toEqual([200, undefined]);
    expect(await outcome(token, { origin: 'https://intranet.example.evil.test' })).toEqual([401, 'UNAUTHENTICATED']);
    expect(await outcome(token, { origin: 'null' })).toEqual([401, 'UNAUTHENTICATED']);
    expect(await outcome(token)).toEqual([401, 'UNAUTHENTICATED']);
  });

  test('any page may ask, without cookies', async () => {
    const answer = await ask(`${server.url}/graphql`, { method: 'OPTIONS', headers: { origin: 'https://a.example' } });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    for (const name of ['authorization', 'content-type', 'idempotency-key'])
      expect(answer.headers.get('access-control-allow-headers')).toContain(name);
    expect((await send(server.url, ME)).headers.get('set-cookie')).toBeNull();
  });
});

describe('what is ended', () => {
  test('a revoked key is refused at once', async () => {
    const company = await aCompany();
    const { id, secret } = await keyOf(company, 'people:read', 'api');
    const query = '{ users(first: 1) { nodes { id } } }';
    expect((await send(server.url, query, { token: secret })).status).toBe(200);
    await revokeApiKey({ ...company.admin }, { apiKeyId: id });
    expect((await send(server.url, query, { token: secret })).status).toBe(401);
  });

  test('all tokens of a person end, and a newer one is good', async () => {
    const { ann, admin } = await aPair();
    const token = await embedTokenOf(ann);
    await transact({ ...admin }, (db) => endTokensOf(db, { ...admin }, ann.userId));
    await becomes(token, [401, 'TOKEN_EXPIRED']);
    expect(await outcome(await embedTokenOf(ann, { tokenVersion: 1 }))).toEqual([200, undefined]);
  });

  test('a person who left is nobody', async () => {
    const { ann, admin } = await aPair();
    const token = await embedTokenOf(ann);
    await deactivateUser({ ...admin }, { userId: ann.userId });
    await becomes(token, [401, 'UNAUTHENTICATED']);
  });

  test('all grants of a tenant end, and not those of another', async () => {
    const [one, other] = [await aPair(), await aPair()];
    const tokens = [await embedTokenOf(one.ann), await embedTokenOf(other.ann)] as const;
    await revokeTenant({ ...one.admin });
    await becomes(tokens[0], [401, 'UNAUTHENTICATED']);
    expect(await outcome(tokens[1])).toEqual([200, undefined]);
  });
});

test('a credential in the address is refused, good or not, and stands in no line of the log', async () => {
  const { secret } = await keyOf(await aCompany(), 'people:read', 'api');
  const token = await demoTokenOf((await aPair()).ann);
  for (const search of [`api_key=${secret}`, `token=${token}`, `access_token=${token}`, `x=${secret}`]) {
    const answer = await ask(`${server.url}/graphql?query=%7B__typename%7D&${search}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect([answer.status, codeOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
  }
  const lines = server.lines.join('');
  expect(lines).not.toContain(secret.slice(20));
  expect(lines).not.toContain(token);
});

test('a tenant that is named anywhere but in the credential is not heard', async () => {
  const [one, other] = [await aSession(), await aSession()];
  const token = await demoTokenOf(one.ann);
  const query = 'query($id: ID!) { session(id: $id) { id } node(id: $id) { id } nodes(ids: [$id]) { id } }';
  const headers = { 'x-tenant-id': other.tenantId, 'x-forwarded-host': other.tenantId, tid: other.tenantId };
  const variables = { id: other.session, tid: other.tenantId, tenantId: other.tenantId };
  const answer = await send(server.url, query, { token, headers, variables });
  expect(answer.body.data).toEqual({ session: null, node: null, nodes: [null] });
  const missing = await send(server.url, query, { token, variables: { id: 'ses_00000000000000000000000000' } });
  expect(missing.body.data).toEqual(answer.body.data);
});
