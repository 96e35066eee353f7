import { expect, test } from 'vitest';
import { refusalsOf } from '../testing/run.ts';
import {
  ann,
  annId,
  bob,
  bobId,
  cleo,
  pairId,
  run,
  selects,
  statements,
  stranger,
  tenantId,
  useSmallGraph,
  watchStatements,
} from '../testing/small-graph.ts';
import { anonymous, keyActor } from './actor.ts';
import { newId } from './ids.ts';

useSmallGraph();
watchStatements();

test('a node is found by its id, for those who may see it and nobody else', async () => {
  const document = 'query($id: ID!) { node(id: $id) { __typename id ... on Pair { member { name } } } }';
  const seen = { node: { __typename: 'Pair', id: pairId, member: { name: 'Ann' } } };
  expect((await run(ann, document, { id: pairId })).data).toEqual(seen);
  expect((await run(bob, document, { id: pairId })).data).toEqual(seen);
  for (const nobody of [cleo, stranger])
    expect(await run(nobody, document, { id: pairId })).toEqual({ data: { node: null } });
  for (const id of [newId('pai'), 'pai_x', newId('xyz'), ''])
    expect((await run(ann, document, { id })).data).toEqual({ node: null });
});

test('a node and what hangs on it are one statement', async () => {
  await run(ann, `{ node(id: "${pairId}") { ... on Pair { levels { level } member { name } counterpart { name } } } }`);
  expect(selects()).toHaveLength(1);
});

test('nodes come in the order of their ids, with one statement for each type', async () => {
  const ids = [bobId, pairId, newId('usr'), annId, bobId];
  const answer = await run(ann, 'query($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
  expect(answer).toEqual({ data: { nodes: [{ id: bobId }, { id: pairId }, null, { id: annId }, { id: bobId }] } });
  expect(selects()).toHaveLength(2);
});

test('a credential finds only nodes of its scopes', async () => {
  const key = keyActor({ tenantId, credentialId: 'key_x', scopes: new Set(['pairs:read']) });
  expect((await run(key, `{ node(id: "${annId}") { id } }`)).data).toEqual({ node: null });
  expect(refusalsOf(await run(key, '{ users { nodes { id } } }'))).toEqual(['FORBIDDEN']);
  expect(refusalsOf(await run(anonymous('r'), `{ node(id: "${annId}") { id } }`))).toEqual(['UNAUTHENTICATED']);
});

test('a relation shows only what its own policy lets through', async () => {
  const document = `{ node(id: "${pairId}") { ... on Pair { levels { level } } } }`;
  expect((await run(ann, document)).data).toEqual({ node: { levels: [{ level: 3 }] } });
  expect((await run(bob, document)).data).toEqual({ node: { levels: [] } });
});

interface Page {
  users: { nodes: { name: string }[]; edges: { cursor: string }[]; pageInfo: { hasNextPage: boolean } };
}
const page =
  'query($after: String) { users(first: 2, after: $after) { nodes { name } edges { cursor } pageInfo { hasNextPage } } }';

test('a connection has nodes beside edges and goes on from a cursor', async () => {
  const { data: first } = await run<Page>(ann, page);
  expect(first?.users.nodes.map(({ name }) => name)).toEqual(['Ann', 'Bob']);
  expect(first?.users.pageInfo.hasNextPage).toBe(true);
  const { data: rest } = await run<Page>(ann, page, { after: first?.users.edges[1]?.cursor });
  expect(rest?.users).toMatchObject({ nodes: [{ name: 'Cleo' }], pageInfo: { hasNextPage: false } });
  expect((await run<Page>(stranger, page, { after: first?.users.edges[0]?.cursor })).data?.users.nodes).toEqual([]);
});

test('a page of more than 100 and an operation that costs too much are refused before the database is asked', async () => {
  const long = await run(ann, '{ users(first: 101) { nodes { name } } }');
  expect(long.errors?.[0]?.message).toBe('A page holds at most 100.');
  const dear = await run(ann, '{ users(first: 100) { nodes { pairs(first: 100) { nodes { id } } } } }');
  expect(refusalsOf(dear)).toEqual(['COST_EXCEEDED']);
  expect(statements).toEqual([]);
});

test('what cannot be a page or a cursor is the mistake of the caller', async () => {
  const inBase64 = (text: string) => Buffer.from(text).toString('base64');
  const forged = [
    'x',
    "' or 1=1 --",
    'GPC:T:["S:a"]',
    'GPC:J:[{"not":"x"},"y"]',
    'GPC:T:["S:a","S:\\u0000"]',
    'GPC:S:abc',
  ];
  for (const after of ['', ...forged, ...forged.map(inBase64)]) {
    const { errors } = await run<Page>(ann, page, { after });
    expect(errors?.[0]?.extensions, after).toEqual({ code: 'BAD_USER_INPUT' });
  }
  const { errors } = await run(ann, '{ users(first: -1) { nodes { name } } }');
  expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
});

test('a resolver that forgets its query fails outside of production', async () => {
  const answer = await run(ann, '{ forgetful { pairs { nodes { id } } } }');
  expect(answer.errors?.[0]?.message).toContain('Query.forgetful does not use its query');
});
