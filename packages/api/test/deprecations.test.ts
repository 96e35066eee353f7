import { buildSchema, parse } from 'graphql';
import { schema } from '@taiwa/schema/schema';
import { aPair } from '@taiwa/schema/testing/world';
import { expect, test } from 'vitest';
import { deprecationsIn } from '../src/limits/deprecations.ts';
import { demoTokenOf, openAs, send } from './caller.ts';
import { useTestServer } from './server.ts';

const OLD = 'Use offeredTopics. Removal after 2027-04-01.';
const ME = 'query Me { viewer { user { id } } topics { id } }';
const server = useTestServer({ trusted: [ME] });
const topics = schema.getQueryType()?.getFields()['topics'];
if (topics) topics.deprecationReason = OLD;
const used = [{ element: 'Query.topics', reason: OLD }];

test('an answer tells what it used that will go, over HTTP and live', async () => {
  const { ann } = await aPair();
  const token = await demoTokenOf(ann);
  const first = await send(server.url, ME, { token });
  // The second time it is known, and answered another way.
  const second = await send(server.url, ME, { token });
  for (const { body } of [first, second]) expect(body.extensions?.deprecations).toEqual(used);
  const socket = await openAs(server.socketUrl, token);
  const id = socket.begin(ME);
  const { payload } = await socket.next((message) => message.id === id && message.type === 'next');
  expect(payload.extensions.deprecations).toEqual(used);
  socket.close();
  const stream = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: ME }),
  });
  expect(await stream.text()).toContain(`"deprecations":${JSON.stringify(used)}`);
});

test('an answer that used nothing of the kind says nothing', async () => {
  const { ann } = await aPair();
  const { body } = await send(server.url, '{ viewer { user { id } } }', { token: await demoTokenOf(ann) });
  expect(Object.keys(body.extensions ?? {})).toEqual(['cost']);
});

const small = buildSchema(`
  enum Part { NEW OLD @deprecated(reason: "no OLD") }
  input Inner { text: String @deprecated(reason: "no text"), part: Part }
  input Filter { inner: [Inner!], name: String }
  type Thing { name(short: Boolean @deprecated(reason: "no short")): String }
  type Query { things(filter: Filter): [Thing!] gone: Int @deprecated(reason: "no gone") }
`);
const elementsIn = (text: string, variables: Record<string, unknown> = {}) =>
  deprecationsIn({ schema: small, document: parse(text), variableValues: variables }).deprecations?.map(
    ({ element }) => element,
  );

test.each([
  ['a field, once', '{ gone again: gone }', {}, ['Query.gone']],
  ['a field in a fragment', 'query { ...F } fragment F on Query { gone }', {}, ['Query.gone']],
  ['an argument', '{ things { name(short: true) } }', {}, ['Thing.name(short:)']],
  ['a part of an input', '{ things(filter: { inner: [{ text: "x" }] }) { name } }', {}, ['Inner.text']],
  ['a value of an enum', '{ things(filter: { inner: [{ part: OLD }] }) { name } }', {}, ['Part.OLD']],
  [
    'what variables bear',
    'query($f: Filter) { things(filter: $f) { name } }',
    { f: { inner: [{ text: 'x', part: 'OLD' }] } },
    ['Inner.text', 'Part.OLD'],
  ],
  [
    'variables that are not what they should be',
    'query($f: Filter) { things(filter: $f) { name } }',
    { f: 3 },
    undefined,
  ],
  ['nothing', '{ things(filter: { name: "gone" }) { name } }', {}, undefined],
])('found: %s', (_what, text, variables, expected) => {
  expect(elementsIn(text, variables)).toEqual(expected);
});
