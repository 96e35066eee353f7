import { expect, test } from 'vitest';
import { freshActor, personActor } from './actor.ts';
import { inOrder, loader } from './loaders.ts';

const ann = personActor({ tenantId: 'ten_a', userId: 'usr_a' });

test('what one operation asks for in a tick is one call, each key once', async () => {
  const calls: (readonly string[])[] = [];
  const double = loader<string, string>(async (_actor, keys) => (calls.push(keys), keys.map((key) => key + key)));
  expect(await Promise.all([double(ann, 'a'), double(ann, 'b'), double(ann, 'a')])).toEqual(['aa', 'bb', 'aa']);
  expect(calls).toEqual([['a', 'b']]);
});

test('two operations share nothing', async () => {
  let calls = 0;
  const count = loader<string, number>(async (_actor, keys) => keys.map(() => (calls += 1)));
  expect(await Promise.all([count(ann, 'a'), count(freshActor(ann), 'a')])).toEqual([1, 2]);
});

test('one key that fails does not fail the others', async () => {
  const strict = loader<number, number>(async (_actor, keys) => keys.map((key) => (key < 0 ? new Error('no') : key)));
  const answers = await Promise.allSettled([strict(ann, 1), strict(ann, -1)]);
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
});

test('objects are compared by the name that is given to them', async () => {
  const calls: number[] = [];
  const batch = async (_actor: unknown, keys: readonly { x: number }[]) => (
    calls.push(keys.length),
    keys.map(({ x }) => x)
  );
  const named = loader<{ x: number }, number>(batch, ({ x }) => String(x));
  expect(await Promise.all([named(ann, { x: 1 }), named(ann, { x: 1 })])).toEqual([1, 1]);
  expect(calls).toEqual([1]);
});

test('rows come back in the order of their keys, null for what is missing', () => {
  expect(inOrder(['b', 'x', 'a'], [{ id: 'a' }, { id: 'b' }], ({ id }) => id)).toEqual([
    { id: 'b' },
    null,
    { id: 'a' },
  ]);
});
