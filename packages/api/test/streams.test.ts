import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { createClient, type Client, type ExecutionResult, NetworkError } from 'graphql-sse';
import { transact } from '@taiwa/schema/kernel/database';
import { freezeTime, now } from '@taiwa/schema/kernel/time';
import { endTokensOf } from '@taiwa/schema/modules/access/embed-grant';
import { startSession } from '@taiwa/schema/modules/sessions/talk';
import { appendSegments } from '@taiwa/schema/modules/transcripts/append';
import { aRecording, said } from '@taiwa/schema/testing/transcripts';
import { heardAll } from '@taiwa/schema/testing/heard';
import { aSession } from '@taiwa/schema/testing/world';
import { afterEach, expect, test } from 'vitest';
import { demoTokenOf, embedTokenOf } from './caller.ts';
import { useTestServer } from './server.ts';

const WATCH = 'subscription Watch($id: ID!) { sessionChanged(sessionId: $id) { id state } }';
const server = useTestServer({ trusted: [WATCH] });
const opened: Client[] = [];
let thaw = () => {};
afterEach(() => {
  thaw();
  for (const client of opened.splice(0)) client.dispose();
});

/** The client of the people who wrote the protocol. */
function clientOf(token: string, headers: Record<string, string> = {}): Client {
  const url = `${server.url}/graphql`;
  const client = createClient({ url, retryAttempts: 0, headers: { authorization: `Bearer ${token}`, ...headers } });
  opened.push(client);
  return client;
}

const events = (client: Client, query: string, variables = {}) => client.iterate({ query, variables });

type Event = ExecutionResult<Record<string, unknown>, unknown>;

async function all(client: Client, query: string, variables = {}): Promise<Event[]> {
  const found: Event[] = [];
  for await (const event of events(client, query, variables)) found.push(event);
  return found;
}

const codesOf = (results: readonly Event[]) =>
  results.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions?.['code']));

const statusOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.catch((error: unknown) => (error instanceof NetworkError ? error.response?.status : error));

test('a subscription shows what is at once and what changes, and leaves nothing behind', async () => {
  const { ann, bob, session } = await aSession();
  await heardAll(server.tables);
  const watched = events(clientOf(await demoTokenOf(ann)), WATCH, { id: session });
  expect((await watched.next()).value?.data?.sessionChanged).toMatchObject({ state: 'SCHEDULED' });
  await startSession({ ...bob }, { sessionId: session });
  const { value } = await watched.next();
  expect(value?.data?.sessionChanged).toMatchObject({ state: 'LIVE' });
  expect(value?.extensions?.cost).toMatchObject({ limit: expect.any(Number) });
  await watched.return?.();
  await expect.poll(() => server.listener.signals.topics.some((one) => one.includes(session))).toBe(false);
});

test('queries and changes answer once; GET changes nothing', async () => {
  const { ann } = await aSession();
  const token = await demoTokenOf(ann);
  expect(await all(clientOf(token), '{ __typename }')).toMatchObject([{ data: { __typename: 'Query' } }]);
  const change = 'mutation { createApiKey(input: { name: "x", scopes: ["api"] }) { __typename } }';
  expect(codesOf(await all(clientOf(token), change))).toEqual(['FORBIDDEN']);
  const headers = { accept: 'text/event-stream', authorization: `Bearer ${token}` };
  const asked = (query: string) => fetch(`${server.url}/graphql?query=${encodeURIComponent(query)}`, { headers });
  expect(await (await asked('{ __typename }')).text()).toMatch(/^event: next\ndata: \{"data":\{"__typename":"Query"\}/);
  expect((await asked(change)).status).toBe(400);
});

test('who asks for JSON first gets JSON', async () => {
  const accept = 'application/graphql-response+json, application/json, text/event-stream';
  const headers = { accept, 'content-type': 'application/json' };
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers,
    body: '{"query":"{ __typename }"}',
  });
  expect(response.headers.get('content-type')).toMatch(/json/);
});

test('the same rules hold as elsewhere: credentials, origins, trusted documents, what is not allowed', async () => {
  const { ann, session } = await aSession();
  const stranger = await aSession();
  expect(await statusOf(all(clientOf('nonsense'), '{ __typename }'))).toBe(401);
  const bound = await embedTokenOf(ann, { origins: ['https://intranet.example'] });
  expect(await statusOf(all(clientOf(bound, { origin: 'https://evil.example' }), WATCH))).toBe(401);
  const embedded = clientOf(await embedTokenOf(ann));
  expect(codesOf(await all(embedded, 'subscription { homeChanged { user { id } } }'))).toEqual(['PERSISTED_ONLY']);
  const watched = events(embedded, WATCH, { id: session });
  expect((await watched.next()).value?.errors).toBeUndefined();
  await watched.return?.();
  const token = await demoTokenOf(stranger.ann);
  expect(codesOf(await all(clientOf(token), '{'))).toEqual(['GRAPHQL_PARSE_FAILED']);
  const seen = await events(clientOf(token), WATCH, { id: session }).next();
  expect(seen.value?.data?.sessionChanged ?? null).toBeNull();
});

test('ends with TOKEN_EXPIRED when its token does, and when that is ended', async () => {
  const { admin, ann, session } = await aSession();
  const began = now();
  freezeTime(new Date(began.getTime() - 308_000));
  const old = await demoTokenOf(ann);
  // The clock stands still until the stream is over, however long it takes to begin.
  thaw = freezeTime(began);
  expect(codesOf(await all(clientOf(old), WATCH, { id: session }))).toEqual(['TOKEN_EXPIRED']);
  thaw();
  const watched = events(clientOf(await demoTokenOf(ann)), WATCH, { id: session });
  await watched.next();
  await transact({ ...admin }, (db) => endTokensOf(db, { ...admin }, ann.userId));
  expect(codesOf([(await watched.next()).value as Event])).toEqual(['TOKEN_EXPIRED']);
  expect((await watched.next()).done).toBe(true);
});

test('a credential holds 50 streams, not 51', async () => {
  const { ann, session } = await aSession();
  const token = await demoTokenOf(ann);
  const open = Array.from({ length: 50 }, () => events(clientOf(token), WATCH, { id: session }));
  await Promise.all(open.map((one) => one.next()));
  expect(await statusOf(all(clientOf(token), '{ __typename }'))).toBe(429);
  for (const one of open) await one.return?.();
});

test('who stops reading costs no memory', async () => {
  const { ann, bob, session: sessionId, grantId } = await aRecording();
  const headers = { accept: 'text/event-stream', authorization: `Bearer ${await demoTokenOf(bob)}` };
  const query = `subscription { transcript(sessionId: "${sessionId}", after: 0) { entries { ... on TranscriptSegment { text } } } }`;
  const connected = once(server.door.server, 'connection');
  const request = get(`${server.url}/graphql?query=${encodeURIComponent(query)}`, { headers, agent: false });
  const [socket] = await connected;
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  answer.pause();
  let waiting = 0;
  for (let from = 0; from < 1_000; from += 50) {
    const segments = Array.from({ length: 50 }, (_, at) => said(`s${from + at}`, 'あ'.repeat(3_900)));
    await appendSegments({ ...ann }, { sessionId, grantId, segments });
    waiting = Math.max(waiting, Number(socket.writableLength));
  }
  expect(waiting).toBeLessThan(3 * 2 ** 20);
  request.destroy();
}, 60_000);
