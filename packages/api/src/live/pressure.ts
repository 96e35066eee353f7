import { now } from '@taiwa/schema/kernel/time';

/** Messages a socket may send at once, and how many more each second. */
const BURST = 200;
const PER_SECOND = 100 / 60;

/** Counts the messages of one socket. */
export class MessageRate {
  #left = BURST;
  #at = now().getTime();

  /** Whether one more is within the limit. */
  admits(): boolean {
    const at = now().getTime();
    this.#left = Math.min(BURST, this.#left + (Math.max(at - this.#at, 0) / 1_000) * PER_SECOND) - 1;
    this.#at = at;
    return this.#left >= 0;
  }
}

/** Bytes that may wait for a reader, and for how many milliseconds. */
const MOST_WAITING = 1024 * 1024;
const LONGEST_WAIT_MS = 10_000;
const LOOK_EVERY_MS = 2_000;
/** How long a reader that is told to go may take to go by itself. */
const GRACE_MS = 1_000;

/** A connection that things are sent over. */
export interface Reader {
  /** Bytes that were sent and not taken yet. */
  readonly bufferedAmount: number;
  close(code: number, reason: string): void;
  terminate(): void;
}

/** Cuts off readers that let more than a megabyte wait for ten seconds: 1013, come back later. */
export function watchBacklog(readers: () => Iterable<Reader>): { stop(): void } {
  const since = new WeakMap<Reader, number>();
  const look = () => {
    const at = now().getTime();
    for (const reader of readers()) {
      if (reader.bufferedAmount <= MOST_WAITING) since.delete(reader);
      else if (!since.has(reader)) since.set(reader, at);
      else if (at - (since.get(reader) ?? at) >= LONGEST_WAIT_MS) cutOff(reader);
    }
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

// Who does not read will not read the goodbye either.
function cutOff(reader: Reader): void {
  reader.close(1013, 'Too slow');
  setTimeout(() => reader.terminate(), GRACE_MS).unref();
}
