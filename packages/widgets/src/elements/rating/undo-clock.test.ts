import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UndoClock } from './undo-clock.ts';

const host = {
  addController: vi.fn(),
  removeController: vi.fn(),
  requestUpdate: vi.fn(),
  updateComplete: Promise.resolve(true),
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the time to take an answer back', () => {
  it('runs down second by second and is over once', () => {
    const clock = new UndoClock(host);
    clock.start(10);
    vi.advanceTimersByTime(3_000);
    expect(clock.left).toBe(7);
    vi.advanceTimersByTime(60_000);
    expect(clock.left).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stands still while somebody is at the button', () => {
    const clock = new UndoClock(host);
    clock.start(10);
    clock.hold(true);
    vi.advanceTimersByTime(30_000);
    expect(clock.left).toBe(10);
    clock.hold(false);
    vi.advanceTimersByTime(2_000);
    expect(clock.left).toBe(8);
  });

  it('stops with the element', () => {
    const clock = new UndoClock(host);
    clock.start(10);
    clock.hostDisconnected();
    expect([clock.left, vi.getTimerCount()]).toEqual([0, 0]);
  });
});
