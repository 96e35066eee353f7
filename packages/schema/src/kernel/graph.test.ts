import { randomBytes } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import pg from 'pg';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { follow, refusalsOf, run as runOn } from '../testing/run.ts';
import { useTestDatabase } from '../testing/database.ts';
import { type Actor, anonymous, keyActor, personActor } from './actor.ts';
import { builder } from './builder.ts';
import { database, transact, useDatabase } from './database.ts';
import { guardedNode, guardedPart, onlyVisible } from './guarded.ts';
import { newId, registerIds } from './ids.ts';
import { mutation } from './mutation.graph.ts';
import { parseInput, text } from './parse.ts';
import { Conflict, InvalidInput, problemMessages } from './problems.ts';
import './problems.graph.ts';
import './scalars.graph.ts';
import { useKeys } from './seal.ts';
import { LocalSignals, useSignals } from './signals.ts';
import { subscriptionField } from './subscription.graph.ts';

// A small graph over real tables: two people, their pair, and what only the two may see.
registerIds({ usr: 'User', pai: 'Pair' });
const reasons = problemMessages({ TEST_TAKEN: { ja: 'その名前は使われています。', en: 'That name is taken.' } });
const visibleUsers = ({ tenantId }: Actor) => ({ tenantId });
const visiblePairs = ({ tenantId, userId }: Actor) => ({
  tenantId,
  OR: [{ memberId: userId }, { counterpartId: userId }],
});
const visibleLevels = ({ tenantId, userId }: Actor) => ({ tenantId, memberId: userId });

const User = guardedNode('User', {
  audience: ['TENANT'],
  scope: 'people:read',
  visible: visibleUsers,
  fields: (t) => ({
    name: t.exposeString('givenName'),
    pairs: t.relatedConnection('pairsAsMember', {
      cursor: 'tenantId_id',
      query: (_args, { actor }) => ({ where: visiblePairs(actor), orderBy: { id: 'asc' } }),
    }),
  }),
});
guardedPart('PairLevel', {
  audience: ['TENANT'],
  scope: 'pairs:read',
  visible: visibleLevels,
  fields: (t) => ({ level: t.exposeInt('level') }),
});
guardedNode('Pair', {
  audience: ['TENANT'],
  scope: 'pairs:read',
  visible: visiblePairs,
  fields: (t) => ({
    member: t.relation('member'),
    counterpart: t.relation('counterpart'),
    levels: t.relation('levels', { query: onlyVisible(visibleLevels) }),
  }),
});
builder.queryField('users', (t) =>
  t.prismaConnection({
    type: 'User',
    cursor: 'tenantId_id',
    authScopes: { scope: 'people:read' },
    resolve: (query, _root, _args, { actor }) =>
      database(actor).user.findMany({ ...query, where: visibleUsers(actor), orderBy: { id: 'asc' } }),
  }),
);
builder.queryField('forgetful', (t) =>
  t.prismaField({
    type: ['User'],
    authScopes: { scope: 'people:read' },
    resolve: (_query, _root, _args, { actor }) => database(actor).user.findMany({ where: visibleUsers(actor) }),
  }),
);

let renamed = 0;
const Renaming = z.object({ id: z.string(), name: text({ max: 5, min: 1 }) });
function renameUser(actor: Actor, input: z.input<typeof Renaming>): Promise<{ id: string }> {
  return transact(actor, async (db) => {
    const { id, name } = parseInput(actor, Renaming, input);
    renamed += 1;
    await db.user.update({ where: { tenantId_id: { tenantId: actor.tenantId, id } }, data: { givenName: name } });
    if (name === 'taken') throw new Conflict(reasons.TEST_TAKEN);
    if (name === 'break') throw new Error('secret detail');
    return { id };
  });
}
mutation('renameUser', {
  description: 'Renames.',
  scope: 'people:write',
  person: true,
  input: (t) => ({ id: t.id(), name: t.string() }),
  type: User,
  problems: [InvalidInput, Conflict],
  resolve: renameUser,
});
const Pong = builder.objectRef<{ at: string }>('Pong').implement({ fields: (t) => ({ at: t.exposeString('at') }) });
mutation('ping', {
  description: 'Pings.',
  scope: 'open',
  input: (t) => ({ at: t.string() }),
  type: Pong,
  problems: [],
  resolve: async (_actor, { at }) => ({ at }),
});
mutation('greet', {
  description: 'Greets.',
  scope: 'people:write',
  type: Pong,
  problems: [],
  resolve: async (actor: Actor) => ({ at: actor.userId }),
});
subscriptionField('userChanged', {
  description: 'A person.',
  scope: 'people:read',
  args: (t) => ({ id: t.id() }),
  type: User,
  topic: ({ tenantId }, { id }) => `user:${tenantId}:${id}`,
  resolve: (_actor, { id }) => ({ id }),
});

const where = useTestDatabase();
const signals = new LocalSignals();
const [tenantId, otherTenant] = [newId('ten'), newId('ten')];
const [annId, bobId, cleoId, pairId] = [newId('usr'), newId('usr'), newId('usr'), newId('pai')];
const ann = personActor({ tenantId, userId: annId, language: 'en' });
const bob = personActor({ tenantId, userId: bobId });
const cleo = personActor({ tenantId, userId: cleoId });
const stranger = personActor({ tenantId: otherTenant, userId: newId('usr') });
const people = [
  [annId, 'Ann'],
  [bobId, 'Bob'],
  [cleoId, 'Cleo'],
] as const;
let schema: GraphQLSchema;
const run = <Data = Record<string, unknown>>(actor: Actor, document: string, variables = {}, options = {}) =>
  runOn<Data>(actor, document, variables, { schema, ...options });

beforeAll(async () => {
  schema = builder.toSchema();
  useSignals(signals);
  useKeys({ current: 'a', keys: new Map([['a', randomBytes(32)]]), pepper: randomBytes(32) });
  for (const tenant of [tenantId, otherTenant])
    await where.query('admin', `insert into tenant (id, name) values ($1, 'T')`, [tenant]);
  await transact(ann, async (db) => {
    const departmentId = newId('dep');
    await db.department.create({ data: { tenantId, id: departmentId, name: 'D', path: departmentId } });
    const keys = { kanaKey: '', latinKey: '', searchKey: '' };
    for (const [id, givenName] of people)
      await db.user.create({
        data: { tenantId, id, externalId: id, departmentId, familyName: 'X', givenName, ...keys },
      });
    const two = { memberId: annId, counterpartId: bobId };
    await db.pair.create({ data: { tenantId, id: pairId, kind: 'OTHER', ...two } });
    await db.pairLevel.create({ data: { tenantId, id: newId('lev'), pairId, ...two, level: 3, setById: annId } });
  });
});

const statements: string[] = [];
const query = pg.Client.prototype.query;
beforeEach(() => {
  statements.length = 0;
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    const [first] = args as [string | { text: string }];
    statements.push(typeof first === 'string' ? first : first.text);
    return Reflect.apply(query, this, args);
  } as never);
});
afterEach(() => vi.restoreAllMocks());
const selects = () => statements.filter((statement) => /^select .* from /is.test(statement));

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

const rename = `mutation($name: String!, $id: ID!) { renameUser(input: { id: $id, name: $name }) {
  __typename ... on User { name pairs { nodes { counterpart { name } } } }
  ... on Problem { code message } ... on InvalidInput { issues { path message } } } }`;

test('a mutation answers with what it made, read in one statement after its commit', async () => {
  const { data } = await run(ann, rename, { id: annId, name: 'Anne' });
  const pairs = { nodes: [{ counterpart: { name: 'Bob' } }] };
  expect(data).toEqual({ renameUser: { __typename: 'User', name: 'Anne', pairs } });
  expect(selects().filter((statement) => statement.includes('counterpart'))).toHaveLength(1);
  const order = statements.map((statement) => statement.split(/[ ;]/)[0]?.toLowerCase());
  expect(order.lastIndexOf('select')).toBeGreaterThan(order.indexOf('commit'));
});

test('a problem is a member of the union, speaks the language of the caller and writes nothing', async () => {
  const before = await run(ann, `{ node(id: "${bobId}") { ... on User { name } } }`);
  const taken = await run(ann, rename, { id: bobId, name: 'taken' });
  expect(taken.data).toEqual({
    renameUser: { __typename: 'Conflict', code: 'TEST_TAKEN', message: 'That name is taken.' },
  });
  const invalid = await run(bob, rename, { id: bobId, name: 'much too long' });
  expect(invalid.data).toEqual({
    renameUser: {
      __typename: 'InvalidInput',
      code: 'INVALID_INPUT',
      message: '入力内容をご確認ください。',
      issues: [{ path: ['name'], message: '5文字以内で入力してください。' }],
    },
  });
  expect(await run(ann, `{ node(id: "${bobId}") { ... on User { name } } }`)).toEqual(before);
});

test('a fault is no member of the union', async () => {
  const broken = await run(ann, rename, { id: bobId, name: 'break' });
  expect(broken.data).toBeNull();
  expect(refusalsOf(broken)).toEqual(['FAULT']);
});

test('a mutation refuses before it looks at its input', async () => {
  const key = keyActor({ tenantId, credentialId: 'key_x', scopes: new Set(['people:write']) });
  expect(refusalsOf(await run(key, rename, { id: 'x', name: '' }))).toEqual(['FORBIDDEN']);
  expect(refusalsOf(await run(anonymous('r'), rename, { id: 'x', name: '' }))).toEqual(['UNAUTHENTICATED']);
  expect(statements).toEqual([]);
});

test('an open mutation asks nobody who they are, and answers with the thing itself', async () => {
  const ping = await run(anonymous('r'), 'mutation { ping(input: { at: "x" }) { ... on Pong { at } } }');
  expect(ping).toEqual({ data: { ping: { at: 'x' } } });
});

test('a mutation that needs nothing takes nothing', async () => {
  const greeting = await run(ann, 'mutation { greet { ... on Pong { at } } }');
  expect(greeting).toEqual({ data: { greet: { at: annId } } });
});

test('a mutation sent again under its key does nothing twice; with another input it is a conflict', async () => {
  const before = renamed;
  const send = (name: string, idempotencyKey: string) => run(ann, rename, { id: cleoId, name }, { idempotencyKey });
  const first = await send('Clio', 'k1');
  expect(await send('Clio', 'k1')).toEqual(first);
  expect(renamed).toBe(before + 1);
  expect((await send('Cleo', 'k1')).data).toMatchObject({ renameUser: { code: 'IDEMPOTENCY_CONFLICT' } });
  expect((await send('Cleo', 'k2')).data).toMatchObject({ renameUser: { name: 'Cleo' } });
  const kept = await where.query(
    'admin',
    'select operation, fingerprint::text, result_id from idempotency order by key',
  );
  expect(kept.map(({ result_id: id }) => id)).toEqual([cleoId, cleoId]);
  expect(JSON.stringify(kept)).not.toContain('Clio');
});

test('a key sent twice at once runs its mutation once', async () => {
  const before = renamed;
  const send = () => run(ann, rename, { id: cleoId, name: 'Cleo' }, { idempotencyKey: 'k3' });
  const answers = await Promise.all([send(), send(), send()]);
  expect(renamed).toBe(before + 1);
  expect(new Set(answers.map((answer) => JSON.stringify(answer.data))).size).toBe(1);
});

test('a problem is not remembered: the same key may try again', async () => {
  const send = (name: string) => run(ann, rename, { id: cleoId, name }, { idempotencyKey: 'k4' });
  expect((await send('taken')).data).toMatchObject({ renameUser: { code: 'TEST_TAKEN' } });
  expect((await send('Cleo')).data).toMatchObject({ renameUser: { name: 'Cleo' } });
});

test('a subscription answers at once, then with each signal, each in a reading of its own', async () => {
  const events = await follow(
    ann,
    'subscription($id: ID!) { userChanged(id: $id) { name } }',
    { id: bobId },
    { schema },
  );
  expect((await events.next()).value).toEqual({ data: { userChanged: { name: 'Bob' } } });
  const next = events.next();
  await run(ann, rename, { id: bobId, name: 'Bert' });
  signals.publish(`user:${tenantId}:${bobId}`);
  expect((await next).value).toEqual({ data: { userChanged: { name: 'Bert' } } });
  await events.return();
});

test('a watcher who leaves while waiting is gone at once', async () => {
  const events = await follow(
    ann,
    'subscription($id: ID!) { userChanged(id: $id) { name } }',
    { id: bobId },
    { schema },
  );
  await events.next();
  const waiting = events.next();
  expect(signals.topics).toHaveLength(1);
  await events.return();
  expect((await waiting).done).toBe(true);
  expect(signals.topics).toEqual([]);
});

test('when no connection is free, the answer says so and nothing is thrown', async () => {
  const busy = where.connect({ clients: 1, patience: 20 });
  useDatabase(busy);
  const document = 'subscription($id: ID!) { userChanged(id: $id) { name } }';
  const events = await follow(ann, document, { id: bobId }, { schema });
  let release = () => {};
  const taken = busy.read(bob, () => new Promise<void>((resolve) => (release = resolve)));
  expect(refusalsOf(await run(ann, `{ node(id: "${annId}") { id } }`))).toEqual(['BUSY']);
  expect(refusalsOf((await events.next()).value ?? {})).toEqual(['BUSY']);
  release();
  await taken;
  signals.publish(`user:${tenantId}:${bobId}`);
  expect((await events.next()).value).toMatchObject({ data: { userChanged: { name: 'Bert' } } });
  await events.return();
  useDatabase(where.database);
});

test('a source that fails ends its subscription with an answer', async () => {
  const failing = {
    subscribe: () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('gone')) }) }),
  };
  useSignals(failing);
  const events = await follow(ann, `subscription { userChanged(id: "${annId}") { name } }`, {}, { schema });
  useSignals(signals);
  await events.next();
  expect(refusalsOf((await events.next()).value ?? {})).toEqual(['FAULT']);
  expect((await events.next()).done).toBe(true);
});

test('a stranger may watch and sees nothing; who lacks the scope cannot begin', async () => {
  const document = `subscription { userChanged(id: "${annId}") { name } }`;
  const events = await follow(stranger, document, {}, { schema });
  expect((await events.next()).value).toEqual({ data: { userChanged: null } });
  await events.return();
  await expect(follow(anonymous('r'), document, {}, { schema })).rejects.toThrow('could not begin');
});
