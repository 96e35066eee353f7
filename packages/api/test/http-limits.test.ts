import { afterEach, describe, expect, test } from 'vitest';
import { freezeTime, now } from '@taiwa/schema/kernel/time';
import { aCompany, aPair } from '@taiwa/schema/testing/world';
import { type Answered, codeOf, demoTokenOf, embedTokenOf, keyOf, send } from './caller.ts';
import { hashOf } from '../src/limits/documents.ts';
import { useTestServer } from './server.ts';

const TRUSTED = 'query Me($first: Int) { viewer { user { id } } topics { id } pairs(first: $first) { nodes { id } } }';
const HALF = `mutation Half($name: String!) {
  createTopic(input: { countsAs: WORK, name: $name, nameEn: $name }) { __typename }
  markSessionSeen(input: { sessionId: "for a person only" }) { __typename }
}`;
const TOPICS = '{ topics { id } }';
const FORBIDDEN = '{ viewer { user { id } } apiKeys { id } }';
const server = useTestServer({
  trusted: [TRUSTED, FORBIDDEN, HALF, TOPICS],
  limits: { cost: { limit: 9_000, restoreRate: 100 }, strangers: 40 },
});
let thaw = () => {};
afterEach(() => thaw());

describe('cost', () => {
  test('is told on every answer, also on one that was refused', async () => {
    const token = await demoTokenOf((await aPair()).ann);
    const answer = await send(server.url, '{ pairs(first: 10) { nodes { id } } }', { token });
    expect(answer.body.extensions?.cost).toMatchObject({ limit: 9_000, restoreRate: 100 });
    const { requested, remaining } = answer.body.extensions?.cost ?? {};
    expect(requested).toBeGreaterThan(10);
    expect(remaining).toBeLessThanOrEqual(9_000 - requested);
    const bad = await send(server.url, '{ nothing }', { token });
    expect(bad.body.extensions?.cost).toMatchObject({ requested: 0, limit: 9_000 });
  });

  test('grows with the page that a variable asks for', async () => {
    const token = await demoTokenOf((await aPair()).ann);
    const query = 'query($first: Int) { pairs(first: $first) { nodes { id } } }';
    const costOf = async (first: number) =>
      (await send(server.url, query, { token, variables: { first } })).body.extensions?.cost.requested;
    expect(await costOf(100)).toBeGreaterThan(5 * (await costOf(10)));
  });

  test('of nested pages is refused before anything is read', async () => {
    const token = await demoTokenOf((await aPair()).ann);
    const page = '(first: 100) { nodes { ';
    const query = `{ pairs${page} sessions${page} pair { sessions${page} id } } } } } } } }`;
    const answer = await send(server.url, query, { token });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'COST_EXCEEDED']);
  });

  test('of another operation in the document is not paid, and hides nothing', async () => {
    const token = await demoTokenOf((await aPair()).ann);
    const page = '(first: 100) { nodes { ';
    const dear = `query Dear { pairs${page} sessions${page} pair { sessions${page} id } } } } } } } }`;
    const body = { query: `query Cheap { topics { id } } ${dear}`, operationName: 'Cheap' };
    const answer = async (operationName: string) => {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ ...body, operationName }),
      });
      return response.status;
    };
    expect(await answer('Cheap')).toBe(200);
    expect(await answer('Dear')).toBe(400);
  });

  test('beyond the budget is RATE_LIMITED with the time to wait, and comes back', async () => {
    thaw = freezeTime(now());
    const token = await demoTokenOf((await aPair()).ann);
    const query = '{ pairs(first: 100) { nodes { id sessions(first: 20) { nodes { id } } } } }';
    let answer = await send(server.url, query, { token });
    while (answer.status === 200) answer = await send(server.url, query, { token });
    expect([answer.status, codeOf(answer)]).toEqual([429, 'RATE_LIMITED']);
    const { retryAfterMs, retryable } = answer.body.errors?.[0]?.extensions ?? {};
    expect(retryable).toBe(true);
    expect(Number(answer.headers.get('retry-after'))).toBe(Math.ceil(retryAfterMs / 1_000));
    thaw = freezeTime(new Date(now().getTime() + retryAfterMs + 1));
    expect((await send(server.url, query, { token })).status).toBe(200);
  });

  test.each([101, 99_999_999, -1])('a page of %d is refused', async (first) => {
    const token = await demoTokenOf((await aPair()).ann);
    const answer = await send(server.url, `{ pairs(first: ${first}) { nodes { id } } }`, { token });
    if (first > 0) expect([answer.status, codeOf(answer)]).toEqual([400, 'BAD_USER_INPUT']);
    expect(answer.status).toBeLessThan(500);
  });
});

describe('trusted documents', () => {
  test('are all that an embed token runs', async () => {
    const { ann } = await aPair();
    const token = await embedTokenOf(ann);
    const own = await send(server.url, '{ viewer { user { id } } }', { token });
    expect([own.status, codeOf(own)]).toEqual([403, 'PERSISTED_ONLY']);
    expect((await send(server.url, TRUSTED, { token })).body.errors).toBeUndefined();
    const named = await send(server.url, null, { token, documentId: hashOf(TRUSTED) });
    expect(named.body.data?.viewer).toEqual({ user: { id: ann.userId } });
    const prefixed = await send(server.url, null, { token, documentId: `sha256:${hashOf(TRUSTED)}` });
    expect(prefixed.body.data?.viewer).toEqual({ user: { id: ann.userId } });
  });

  test('may be asked for by GET', async () => {
    const token = await embedTokenOf((await aPair()).ann);
    const response = await fetch(
      `${server.url}/graphql?documentId=${hashOf(TRUSTED)}&variables=%7B%22first%22%3A1%7D`,
      {
        headers: { authorization: `Bearer ${token}`, 'apollo-require-preflight': '1' },
      },
    );
    expect(await response.json()).toMatchObject({ data: { viewer: { user: {} } } });
  });

  test('are not found by an unknown id: 404; with wrong variables: 422', async () => {
    const token = await embedTokenOf((await aPair()).ann);
    const unknown = await send(server.url, null, { token, documentId: '0'.repeat(64) });
    expect([unknown.status, codeOf(unknown)]).toEqual([404, 'DOCUMENT_NOT_FOUND']);
    const wrong = await send(server.url, null, { token, documentId: hashOf(TRUSTED), variables: { first: 'many' } });
    expect([wrong.status, codeOf(wrong)]).toEqual([422, 'BAD_USER_INPUT']);
  });

  test.each([
    ['a good answer', TRUSTED, { first: 1 }],
    ['wrong variables', TRUSTED, { first: 'many' }],
    ['a page that cannot be', TRUSTED, { first: -1 }],
    ['a field that is not for the caller', FORBIDDEN, {}],
  ])('that are known answer as they did before: %s', async (_what, document, variables) => {
    const token = await embedTokenOf((await aPair()).ann);
    const answer = () => send(server.url, null, { token, documentId: hashOf(document), variables });
    await send(server.url, null, { token, documentId: hashOf(document) });
    const closely = await send(server.url, null, {
      token,
      documentId: hashOf(document),
      variables,
      headers: { accept: 'application/graphql-response+json;q=0.9' },
    });
    thaw = freezeTime(now());
    const known = await answer();
    const again = await answer();
    const gist = ({ status, headers, body: { data, errors, extensions } }: Answered) => ({
      head: [status, headers.get('content-type')],
      data,
      errors: errors?.map((error) => [error.message, error.path, error.extensions.code]),
      requested: extensions?.cost.requested,
    });
    expect(gist(known)).toEqual(gist(closely));
    const { requested, remaining } = again.body.extensions?.cost ?? {};
    expect(known.body.extensions?.cost.remaining - remaining).toBe(requested);
  });

  test('that are known run once, also where a part of them fails', async () => {
    const { secret: token } = await keyOf(await aCompany(), 'topics:write', 'sessions:write');
    const count = async () => (await send(server.url, TOPICS, { token })).body.data?.topics.length;
    const before = await count();
    for (const made of [1, 2]) {
      const answer = await send(server.url, HALF, { token, variables: { name: `Topic ${made}` } });
      expect(codeOf(answer)).toBe('FORBIDDEN');
      expect(await count()).toBe(before + made);
    }
  });

  test('bind keys without the scope api, and not those with it', async () => {
    const company = await aCompany();
    const narrow = await keyOf(company, 'people:read');
    const wide = await keyOf(company, 'people:read', 'api');
    const query = '{ users(first: 1) { nodes { id } } }';
    expect(codeOf(await send(server.url, query, { token: narrow.secret }))).toBe('PERSISTED_ONLY');
    expect((await send(server.url, query, { token: wide.secret })).body.errors).toBeUndefined();
  });

  test('do not open the schema: introspection needs its own scope', async () => {
    const company = await aCompany();
    const query = '{ __schema { queryType { name } } }';
    const without = await keyOf(company, 'people:read', 'api');
    expect((await send(server.url, query, { token: without.secret })).status).toBe(400);
    const withIt = await keyOf(company, 'api', 'schema');
    expect((await send(server.url, query, { token: withIt.secret })).body.data).toEqual({
      __schema: { queryType: { name: 'Query' } },
    });
  });
});

// Last, for it uses up what this address may guess.
test('an address that guesses credentials and tickets is refused before they are looked at', async () => {
  const statuses = [];
  for (let tries = 0; tries < 25; tries += 1) {
    const { status } = await send(server.url, '{ __typename }', { token: `guess-${tries}` });
    const ticket = await fetch(`${server.url}/exports/ten_${'0'.repeat(26)}.${'g'.repeat(43)}`);
    statuses.push([status, ticket.status]);
  }
  expect(statuses[0]).toEqual([401, 404]);
  expect(statuses.at(-1)).toEqual([429, 429]);
});
