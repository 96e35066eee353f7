import { giveUpOn } from './abort.ts';

/** Time, chance and the moments worth trying again at; tests give their own. */
export interface Clock {
  /** Milliseconds on a clock that only goes forward. */
  now(): number;
  /** Runs `run` once after `ms` and answers how to take it back; what is `idle` keeps no process alive. */
  after(ms: number, run: () => void, idle?: boolean): () => void;
  /** A number from 0 up to but without 1. */
  random(): number;
  /** Runs `run` whenever the network is back or the page is looked at again, where such events exist. */
  onWake(run: () => void): () => void;
}

function after(ms: number, run: () => void, idle = false): () => void {
  const timer: { unref?(): unknown } = Object(setTimeout(run, ms));
  // Only Node has unref; in a browser the page decides.
  if (idle) timer.unref?.();
  return () => clearTimeout(Number(timer));
}

function onWake(run: () => void): () => void {
  const page = typeof document === 'undefined' ? undefined : document;
  const seen = () => {
    if (page?.visibilityState === 'visible') run();
  };
  globalThis.addEventListener?.('online', run);
  page?.addEventListener('visibilitychange', seen);
  return () => {
    globalThis.removeEventListener?.('online', run);
    page?.removeEventListener('visibilitychange', seen);
  };
}

/** The clock of the machine. */
export const systemClock: Clock = { now: () => performance.now(), after, random: () => Math.random(), onWake };

/** Milliseconds to wait after the nth failure in a row (from 0): anything up to `base` doubled each time, at most `cap`. */
export function fullJitter(clock: Clock, failures: number, base = 500, cap = 30_000): number {
  return clock.random() * Math.min(cap, base * 2 ** failures);
}

/** Resolves after `ms`, or rejects with `abort` as soon as the signal is aborted. */
export async function pause(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  let cancel = (): void => undefined;
  const over = new Promise<void>((resolve) => (cancel = clock.after(ms, resolve)));
  await giveUpOn(over, signal).finally(cancel);
}
