import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchBacklog } from '../src/live/pressure.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A socket of which so many bytes wait for its reader. */
function reader(bufferedAmount: number) {
  const said = { closed: 0, terminated: false };
  const socket = {
    bufferedAmount,
    close: (code: number) => void (said.closed = code),
    terminate: () => void (said.terminated = true),
  };
  return { socket, said };
}

const watching = (...readers: ReturnType<typeof reader>[]) => watchBacklog(() => readers.map(({ socket }) => socket));

test('who lets more than a megabyte wait for ten seconds is cut off with 1013; who reads is not', () => {
  const [slow, quick] = [reader(2 ** 20 + 1), reader(2 ** 20)];
  const watch = watching(slow, quick);
  vi.advanceTimersByTime(11_000);
  expect(slow.said).toEqual({ closed: 0, terminated: false });
  vi.advanceTimersByTime(4_000);
  expect(slow.said).toEqual({ closed: 1013, terminated: true });
  expect(quick.said).toEqual({ closed: 0, terminated: false });
  watch.stop();
});

test('who has caught up in between has ten seconds anew', () => {
  const late = reader(2 ** 21);
  const watch = watching(late);
  vi.advanceTimersByTime(8_000);
  late.socket.bufferedAmount = 0;
  vi.advanceTimersByTime(2_000);
  late.socket.bufferedAmount = 2 ** 21;
  vi.advanceTimersByTime(10_000);
  expect(late.said.closed).toBe(0);
  watch.stop();
});
