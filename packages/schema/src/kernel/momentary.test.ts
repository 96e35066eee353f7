import { afterEach, expect, test, vi } from 'vitest';
import { Momentary } from './momentary.ts';

afterEach(() => void vi.useRealTimers());

test('is worked out once for a thing and a name, and anew a moment later', () => {
  vi.useFakeTimers();
  const known = new Momentary<object, number>();
  const [thing, other] = [{}, {}];
  let times = 0;
  const ask = (of: object, name: string) => known.of(of, name, () => (times += 1));
  expect([ask(thing, 'a'), ask(thing, 'a'), ask(thing, 'b'), ask(other, 'a')]).toEqual([1, 1, 2, 3]);
  vi.advanceTimersByTime(250);
  expect([ask(thing, 'a'), ask(thing, 'a')]).toEqual([4, 4]);
  expect(vi.getTimerCount()).toBe(1);
});
