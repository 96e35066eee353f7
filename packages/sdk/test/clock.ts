import { vi } from 'vitest';
import type { Clock } from '../src/clock.ts';

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** Resolves as soon as `condition` holds. */
export function until(condition: () => boolean): Promise<unknown> {
  return vi.waitUntil(condition, { interval: 2, timeout: 30_000 });
}

/** A clock that stands still until it is moved; chance is always a half unless said otherwise. */
export class ManualClock implements Clock {
  chance = 0.5;
  #now = 0;
  #timers = new Set<Timer>();
  #wakers = new Set<() => void>();

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + ms, run };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  random(): number {
    return this.chance;
  }

  onWake(run: () => void): () => void {
    this.#wakers.add(run);
    return () => void this.#wakers.delete(run);
  }

  /** The network is back, or the page is looked at again. */
  wake(): void {
    for (const run of Array.from(this.#wakers)) run();
  }

  /** Milliseconds until each timer that runs, soonest first. */
  get pending(): number[] {
    return [...this.#timers].map(({ at }) => at - this.#now).sort((a, b) => a - b);
  }

  /** Moves on and runs what is due, in order. */
  advance(ms: number): void {
    const target = this.#now + ms;
    for (;;) {
      const [next] = [...this.#timers].filter(({ at }) => at <= target).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
    this.#now = target;
  }
}
