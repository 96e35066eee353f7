import type { AppendSegmentsInput } from '../generated/types.ts';

/** Something that was said, as the API takes it. */
export type SegmentToSend = AppendSegmentsInput['segments'][number];

/** A segment that the server does not have yet. */
export interface WaitingSegment {
  readonly sessionId: string;
  readonly grantId: string;
  readonly segment: SegmentToSend;
}

/** Where segments wait until the server keeps them: in the order they were said. */
export interface Outbox {
  /** Takes segments in; resolves when they are as safe as this outbox makes them. */
  add(waiting: readonly WaitingSegment[]): Promise<void>;
  /** The oldest ones, at most `limit`. */
  oldest(limit: number): Promise<readonly WaitingSegment[]>;
  /** Takes segments out by their `clientId`; unknown ones are passed over. */
  remove(clientIds: readonly string[]): Promise<void>;
  /** How many wait. */
  count(): Promise<number>;
  /** Takes everything out. */
  clear(): Promise<void>;
}

/** Keeps what waits as long as the process lives. */
export class MemoryOutbox implements Outbox {
  readonly #waiting = new Map<string, WaitingSegment>();

  add(waiting: readonly WaitingSegment[]): Promise<void> {
    for (const one of waiting) this.#waiting.set(one.segment.clientId, one);
    return Promise.resolve();
  }

  oldest(limit: number): Promise<readonly WaitingSegment[]> {
    return Promise.resolve([...this.#waiting.values()].slice(0, limit));
  }

  remove(clientIds: readonly string[]): Promise<void> {
    for (const clientId of clientIds) this.#waiting.delete(clientId);
    return Promise.resolve();
  }

  count(): Promise<number> {
    return Promise.resolve(this.#waiting.size);
  }

  clear(): Promise<void> {
    this.#waiting.clear();
    return Promise.resolve();
  }
}
