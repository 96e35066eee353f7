import { createApiKey } from '@taiwa/schema/modules/access/api-key';
import { aCompany } from '@taiwa/schema/testing/world';
import { describe, expect, test } from 'vitest';
import { addressesBehind, proxiesOf } from '../src/auth/remote-address.ts';
import { codeOf, openAs, send } from './caller.ts';
import { useTestServer } from './server.ts';

// Whoever connects in these tests is the proxy.
const server = useTestServer({ trustedProxies: proxiesOf('loopback'), limits: { strangers: 5 } });

/** What the proxy sends on of a caller from `address`, who wrote `forged` into the header themselves. */
const from = (address: string, forged = ''): Record<string, string> => ({
  'x-forwarded-for': [forged, address].filter(Boolean).join(', '),
});
const wrong = async (headers: Record<string, string>) =>
  codeOf(await send(server.url, '{ __typename }', { token: 'nonsense', headers }));

describe('behind a trusted proxy', () => {
  test('each caller is counted by their own address', async () => {
    for (let n = 0; n < 5; n += 1) expect(await wrong(from('203.0.113.7'))).toBe('UNAUTHENTICATED');
    expect(await wrong(from('203.0.113.7'))).toBe('RATE_LIMITED');
    expect(await wrong(from('203.0.113.8'))).toBe('UNAUTHENTICATED');
  });

  test('what a caller writes into the header gains nothing', async () => {
    for (let n = 0; n < 5; n += 1) expect(await wrong(from('203.0.113.9', `198.51.100.${n}`))).toBe('UNAUTHENTICATED');
    expect(await wrong(from('203.0.113.9', '198.51.100.99'))).toBe('RATE_LIMITED');
    expect(await wrong(from('203.0.113.9', '127.0.0.1, 127.0.0.1'))).toBe('RATE_LIMITED');
    expect(await wrong(from('198.51.100.0'))).toBe('UNAUTHENTICATED');
  });

  test('a key for one address works from there, and is not worked by writing it', async () => {
    const { admin } = await aCompany();
    const key = { name: 'one', scopes: ['people:read', 'api'], allowedAddresses: ['192.0.2.10'] };
    const { secret } = await createApiKey({ ...admin }, key);
    const outcome = async (headers: Record<string, string>) =>
      (await send(server.url, '{ users(first: 1) { nodes { id } } }', { token: secret, headers })).status;
    expect(await outcome(from('192.0.2.10'))).toBe(200);
    expect(await outcome(from('192.0.2.11', '192.0.2.10'))).toBe(401);
    const socket = await openAs(server.socketUrl, secret, from('192.0.2.10'));
    socket.close();
  });
});

describe('the address', () => {
  const seen = (proxies: string, remoteAddress: string, header?: string): string =>
    addressesBehind(proxiesOf(proxies))({
      headers: header === undefined ? {} : { 'x-forwarded-for': header },
      socket: { remoteAddress } as never,
    });

  test.each([
    ['the header of nobody that is trusted', '', '203.0.113.1', '198.51.100.1', '203.0.113.1'],
    ['a proxy that says nothing', 'loopback', '127.0.0.1', undefined, '127.0.0.1'],
    ['one proxy', 'loopback', '::1', '203.0.113.1', '203.0.113.1'],
    ['two proxies', 'loopback, 10.0.0.0/8', '127.0.0.1', '203.0.113.1, 10.1.2.3', '203.0.113.1'],
    ['a proxy behind somebody else', '10.0.0.0/8', '10.0.0.1', '10.0.0.9, 203.0.113.1', '203.0.113.1'],
    ['IPv4 within IPv6', '10.0.0.0/8', '::ffff:10.0.0.1', '::ffff:203.0.113.1', '203.0.113.1'],
    ['ports and brackets', '2001:db8::/32', '2001:db8::1', '203.0.113.1:4711', '203.0.113.1'],
    ['an IPv6 caller', 'loopback', '127.0.0.1', '[2001:db8::7]:443', '2001:db8::7'],
    ['what is no address', 'loopback', '127.0.0.1', '203.0.113.1, unknown', '127.0.0.1'],
    ['a header of commas', 'loopback', '127.0.0.1', ',,,', '127.0.0.1'],
    ['proxies all the way', 'loopback', '127.0.0.1', '127.0.0.2', '127.0.0.2'],
  ])('of %s', (_what, proxies, remote, header, expected) => {
    expect(seen(proxies, remote, header)).toBe(expected);
  });
});
