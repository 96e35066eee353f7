import { expect, test } from 'vitest';
import { LocalSignals, signals, useSignals, watch } from './signals.ts';

function following(source: LocalSignals, topic: string) {
  const events = source.subscribe(topic);
  return { leave: () => void events.leave(), events };
}

test('without signals in force nobody can watch', () => {
  expect(() => signals()).toThrow('useSignals');
});

test('a signal reaches the watchers of its topic and no others', async () => {
  const source = new LocalSignals();
  const [one, other] = [following(source, 'a'), following(source, 'b')];
  source.publish('a', { id: '1' });
  source.publish('b', { id: '2' });
  expect((await one.events.next()).value).toEqual({ id: '1' });
  expect((await other.events.next()).value).toEqual({ id: '2' });
});

test('a slow watcher gets the latest of many signals, once', async () => {
  const source = new LocalSignals();
  const { events, leave } = following(source, 'a');
  for (let count = 0; count < 1000; count += 1) source.publish('a', { count: String(count) });
  expect((await events.next()).value).toEqual({ count: '999' });
  const next = events.next();
  leave();
  expect((await next).done).toBe(true);
});

test('who leaves is forgotten, also before the first reading', async () => {
  const source = new LocalSignals();
  const { leave, events } = following(source, 'a');
  leave();
  expect(source.topics).toEqual([]);
  expect((await events.next()).done).toBe(true);
});

test('when signals may have been lost, everybody looks again', async () => {
  const source = new LocalSignals();
  const both = [following(source, 'a'), following(source, 'b')];
  source.publishAll();
  for (const { events } of both) expect((await events.next()).done).toBe(false);
});

test('a watch answers at once, then waits, and tells once when it is over', async () => {
  const source = new LocalSignals();
  useSignals(source);
  let ended = 0;
  const watching = watch('a', () => void (ended += 1));
  expect(await watching.next()).toEqual({ done: false, value: {} });
  const next = watching.next();
  await watching.return();
  await watching.return();
  expect((await next).done).toBe(true);
  expect([ended, source.topics]).toEqual([1, []]);
});
