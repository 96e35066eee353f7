import { expect, test } from 'vitest';
import { refusalsOf } from '../testing/run.ts';
import {
  ann,
  annId,
  bob,
  bobId,
  follow,
  rename,
  run,
  signals,
  stranger,
  tenantId,
  useSmallGraph,
} from '../testing/small-graph.ts';
import { anonymous } from './actor.ts';
import { useDatabase } from './database.ts';
import { feedOf } from './feed.ts';
import { type SignalIds, useSignals } from './signals.ts';

const where = useSmallGraph();

test('a subscription answers at once, then with each signal, each in a reading of its own', async () => {
  const events = await follow(ann, 'subscription($id: ID!) { userChanged(id: $id) { name } }', { id: bobId });
  expect((await events.next()).value).toEqual({ data: { userChanged: { name: 'Bob' } } });
  const next = events.next();
  await run(ann, rename, { id: bobId, name: 'Bert' });
  signals.publish(`user:${tenantId}:${bobId}`);
  expect((await next).value).toEqual({ data: { userChanged: { name: 'Bert' } } });
  await events.return();
});

test('a watcher who leaves while waiting is gone at once', async () => {
  const events = await follow(ann, 'subscription($id: ID!) { userChanged(id: $id) { name } }', { id: bobId });
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
  const events = await follow(ann, document, { id: bobId });
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
  const failing = { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('gone')) }) };
  useSignals({ subscribe: () => feedOf<SignalIds>(failing) });
  const events = await follow(ann, `subscription { userChanged(id: "${annId}") { name } }`, {});
  useSignals(signals);
  await events.next();
  expect(refusalsOf((await events.next()).value ?? {})).toEqual(['FAULT']);
  expect((await events.next()).done).toBe(true);
});

test('a stranger may watch and sees nothing; who lacks the scope cannot begin', async () => {
  const document = `subscription { userChanged(id: "${annId}") { name } }`;
  const events = await follow(stranger, document, {});
  expect((await events.next()).value).toEqual({ data: { userChanged: null } });
  await events.return();
  await expect(follow(anonymous('r'), document, {})).rejects.toThrow('could not begin');
});
