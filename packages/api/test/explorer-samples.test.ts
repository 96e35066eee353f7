import { fillDemo } from '@taiwa/schema/demo/fill';
import { refreshScene } from '@taiwa/schema/demo/refresh';
import { beforeAll, expect, test } from 'vitest';
import { SAMPLE_IDS, SAMPLES, type Sample, type Seat } from '../src/http/explorer-samples.ts';
import { openAs, send } from './caller.ts';
import { useTestServer } from './server.ts';

const server = useTestServer();
const tokens = new Map<string, string>();

const SIGN_IN = 'mutation($id: ID!) { demoSignIn(input: { userId: $id }) { ... on DemoToken { token } } }';

beforeAll(async () => {
  await fillDemo(server.tables.config('owner'));
  await refreshScene();
  const { body } = await send(server.url, '{ demoPeople { userId externalId } }');
  for (const { userId, externalId } of body.data?.demoPeople ?? []) {
    const answer = await send(server.url, SIGN_IN, { variables: { id: userId } });
    tokens.set(externalId.replace(/^demo-\d+-/, ''), answer.body.data?.demoSignIn.token);
  }
}, 120_000);

const all = SAMPLES.flatMap((sample) =>
  sample.seats.map((seat): [Seat, string, Sample] => [seat, sample.name, sample]),
);

/** The variables of a sample with the ids that are the person's. */
async function variablesFor({ variables = {} }: Sample, token: string): Promise<Record<string, unknown>> {
  const { viewer, topics } = (await send(server.url, SAMPLE_IDS, { token })).body.data ?? {};
  const text = JSON.stringify(variables)
    .replaceAll('{session}', viewer.nextSession?.id)
    .replaceAll('{topic}', topics[0].id);
  expect(text).not.toMatch(/undefined|null/);
  return JSON.parse(text) as Record<string, unknown>;
}

/** What an operation answers first, over a socket as the explorer asks for subscriptions. */
async function firstEvent(token: string, query: string, variables: Record<string, unknown>) {
  const socket = await openAs(server.socketUrl, token);
  const id = socket.begin(query, variables);
  const { type, payload } = await socket.next((message) => message.id === id);
  socket.close();
  return type === 'next' ? payload : { errors: payload };
}

test.each(all)('as the %s: %s', async (seat, _name, sample) => {
  const token = tokens.get(seat) ?? '';
  const variables = await variablesFor(sample, token);
  const body = /^\s*subscription/m.test(sample.query)
    ? await firstEvent(token, sample.query, variables)
    : (await send(server.url, sample.query, { token, variables })).body;
  expect(body.errors).toBeUndefined();
  // What it asks for is there, and no problem.
  const [answered] = Object.values<{ code?: string } | null>(body.data);
  expect(answered).toBeInstanceOf(Object);
  expect(answered).not.toHaveProperty('code');
});
