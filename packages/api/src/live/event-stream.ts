import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Reader } from './pressure.ts';

const BEAT_MS = 12_000;

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'x-content-type-options': 'nosniff',
  // A proxy that collects what it passes on would hold events back.
  'x-accel-buffering': 'no',
} as const;

/** An answer over which results are sent one by one, as GraphQL over SSE has them in its distinct connections mode. */
export class EventStream implements Reader {
  readonly #response: ServerResponse;
  readonly #beat: NodeJS.Timeout;
  #isOver = false;

  /** Begins the answer; `onOver` is told once, when either side has ended it. */
  constructor(response: ServerResponse, onOver: () => void) {
    this.#response = response;
    this.#beat = setInterval(() => this.#write(':\n\n'), BEAT_MS).unref();
    response.writeHead(200, HEADERS);
    response.flushHeaders();
    response.on('error', () => response.destroy());
    response.once('close', () => {
      this.#isOver = true;
      clearInterval(this.#beat);
      onOver();
    });
  }

  /** Sends one event; answers when there is room for another, so that who reads slowly is waited for. */
  async next(event: string | Buffer): Promise<void> {
    if (this.#write(event)) return;
    const over = new AbortController();
    const closed = once(this.#response, 'close', { signal: over.signal });
    const drained = once(this.#response, 'drain', { signal: over.signal });
    await Promise.race([closed, drained]).finally(() => {
      over.abort();
      return Promise.allSettled([closed, drained]);
    });
  }

  /** Says that nothing follows, and ends the answer. */
  complete(): void {
    this.#write('event: complete\ndata: \n\n');
    this.close();
  }

  get bufferedAmount(): number {
    return this.#response.writableLength;
  }

  /** Ends the answer without a word: whoever reads comes back. */
  close(): void {
    if (!this.#isOver) this.#response.end();
    this.#isOver = true;
  }

  terminate(): void {
    this.#response.destroy();
  }

  /** Whether more may be written at once; what comes after the end goes nowhere. */
  #write(text: string | Buffer): boolean {
    return this.#isOver || this.#response.write(text);
  }
}
