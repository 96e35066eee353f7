import { serverAudits } from 'graphql-http';
import { aCompany } from '@taiwa/schema/testing/world';
import { beforeAll, describe, expect, test } from 'vitest';
import { ask, codeOf, demoTokenOf, send } from './caller.ts';
import { useTestServer } from './server.ts';

const server = useTestServer();
const preflighted = { 'apollo-require-preflight': '1' };

describe('GraphQL over HTTP', () => {
  const audits = serverAudits({
    url: () => `${server.url}/graphql`,
    // Some of them ask for the type of a type, which needs the scope `schema`.
    fetchFn: (url: string, init: RequestInit = {}) =>
      fetch(url, { ...init, headers: { ...init.headers, ...preflighted, authorization: `Bearer ${token}` } }),
  });
  let token = '';
  beforeAll(async () => {
    token = await demoTokenOf((await aCompany()).admin);
  });

  test('is audited by as many checks as the specification has', () => {
    expect(audits).toHaveLength(61);
  });

  test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))('%s: %s', async (_id, _name, audit) => {
    const result = await audit.fn();
    expect(result.status, 'reason' in result ? result.reason : '').toBe('ok');
  });
});

describe('what an abuser tries', () => {
  const refused = async (query: string) => {
    const answer = await send(server.url, query);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body.data).toBeUndefined();
    return answer;
  };

  test('101 aliases are refused', () =>
    refused(`{ ${Array.from({ length: 101 }, (_, i) => `a${i}: __typename`).join(' ')} }`));
  test('a batch is refused', async () => {
    const batch = Array.from({ length: 10 }, () => ({ query: '{ __typename }' }));
    const answer = await ask(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(batch),
    });
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain('"__typename"');
  });
  test('ten unknown directives are refused with at most ten errors', async () => {
    const { body } = await refused(`{ __typename ${'@aa'.repeat(10)} }`);
    expect(body.errors?.length).toBeLessThanOrEqual(10);
  });
  test('a field 500 times over is one field', async () => {
    const { status, body } = await send(server.url, `{ ${'__typename '.repeat(500)} }`);
    expect([status, body.data]).toEqual([200, { __typename: 'Query' }]);
  });
  test('a query 50 deep is refused', () =>
    refused(`{ viewer ${'{ user { department '.repeat(25)} { name } ${'} }'.repeat(25)} }`));
  test('circular introspection is refused', () =>
    refused('{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }'));
  test('introspection is for who has its scope', async () => {
    const answer = await refused('{ __schema { queryType { name } } }');
    expect(codeOf(answer)).toBe('GRAPHQL_VALIDATION_FAILED');
  });
  test('circular fragments are refused', () =>
    refused('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'));
  test('a document of 2,001 tokens is refused', () => refused(`{ ${'__typename '.repeat(2_000)} }`));
  test('a misspelled field brings no suggestion', async () => {
    const { text } = await refused('{ viewr { user { id } } }');
    expect(text).not.toMatch(/did you mean/i);
  });
  test('a mutation by GET is refused', async () => {
    const query = encodeURIComponent('mutation { demoSignIn(input: { userId: "usr_1" }) { __typename } }');
    const answer = await ask(`${server.url}/graphql?query=${query}`, { headers: preflighted });
    expect(answer.status).toBe(405);
  });
  test('a query by GET without the header that a form cannot send is refused', async () => {
    expect((await ask(`${server.url}/graphql?query=%7B__typename%7D`)).status).toBe(400);
  });
  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'a post of %s is refused',
    async (type) => {
      const body = type.includes('urlencoded') ? 'query=%7B__typename%7D' : '{"query":"{__typename}"}';
      const answer = await ask(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': type }, body });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
    },
  );
  test('no page and no trace is given at the endpoint', async () => {
    const page = await ask(`${server.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(400);
    expect(page.text).not.toMatch(/<html/i);
    const { body } = await send(server.url, '{ __typename }', {
      headers: { 'apollo-federation-include-trace': 'ftv1' },
    });
    expect(Object.keys(body.extensions ?? {})).toEqual(['cost']);
  });
});

describe('bodies', () => {
  const post = (body: BodyInit, headers: Record<string, string> = {}) =>
    ask(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });

  test('of more than 256 KB are refused with 413', async () => {
    const answer = await post(JSON.stringify({ query: '{ __typename }', variables: { a: 'x'.repeat(256 * 1024) } }));
    expect([answer.status, codeOf(answer)]).toEqual([413, 'BAD_REQUEST']);
  });
  test.each(['utf-7', 'utf-16', 'shift_jis'])('in %s are refused with 415', async (charset) => {
    expect((await post('{}', { 'content-type': `application/json; charset=${charset}` })).status).toBe(415);
  });
  test('that are compressed are refused with 415', async () => {
    expect((await post('{}', { 'content-encoding': 'gzip' })).status).toBe(415);
  });
  test('that are not utf-8 are refused with 400', async () => {
    expect((await post(new Uint8Array([0x7b, 0xff, 0x7d]))).status).toBe(400);
  });
  test('with variables 10,000 deep leave the process alive', async () => {
    const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
    const { status } = await post(`{"query":"query($a: ID!) { node(id: $a) { id } }","variables":{"a":${deep}}}`);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect((await send(server.url, '{ __typename }')).status).toBe(200);
  });
  test('with the names of prototypes change nothing', async () => {
    const { status } = await post(
      '{"query":"{ __typename }","variables":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}',
    );
    expect(status).toBe(200);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

test('an address that is none is answered, also where a socket is asked for', async () => {
  const { request } = await import('node:http');
  const statusOf = (path: string, headers: Record<string, string>) =>
    new Promise((resolve) => {
      const asked = request({ port: server.door.port, path, headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      asked.on('error', () => resolve('cut'));
      asked.end();
    });
  expect(await statusOf('//', {})).toBe(400);
  expect(await statusOf('//[', {})).toBe(400);
  await statusOf('//[', {
    connection: 'upgrade',
    upgrade: 'websocket',
    'sec-websocket-key': 'a'.repeat(22) + '==',
    'sec-websocket-version': '13',
  });
  expect((await send(server.url, '{ __typename }')).status).toBe(200);
});
