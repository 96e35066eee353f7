import { expect, test } from 'vitest';
import { refusalsOf } from '../testing/run.ts';
import {
  ann,
  annId,
  bob,
  bobId,
  cleoId,
  rename,
  renames,
  run,
  selects,
  statements,
  tenantId,
  useSmallGraph,
  watchStatements,
} from '../testing/small-graph.ts';
import { anonymous, keyActor } from './actor.ts';

const where = useSmallGraph();
watchStatements();

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
  const before = renames.count;
  const send = (name: string, idempotencyKey: string) => run(ann, rename, { id: cleoId, name }, { idempotencyKey });
  const first = await send('Clio', 'k1');
  expect(await send('Clio', 'k1')).toEqual(first);
  expect(renames.count).toBe(before + 1);
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
  const before = renames.count;
  const send = () => run(ann, rename, { id: cleoId, name: 'Cleo' }, { idempotencyKey: 'k3' });
  const answers = await Promise.all([send(), send(), send()]);
  expect(renames.count).toBe(before + 1);
  expect(new Set(answers.map((answer) => JSON.stringify(answer.data))).size).toBe(1);
});

test('a problem is not remembered: the same key may try again', async () => {
  const send = (name: string) => run(ann, rename, { id: cleoId, name }, { idempotencyKey: 'k4' });
  expect((await send('taken')).data).toMatchObject({ renameUser: { code: 'TEST_TAKEN' } });
  expect((await send('Cleo')).data).toMatchObject({ renameUser: { name: 'Cleo' } });
});
