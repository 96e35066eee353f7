import type { ExecutionResult } from 'graphql';
import type { Beside } from './prepare.ts';

const TEXT = Symbol('The ready text of an answer.');

interface Written extends ExecutionResult {
  [TEXT]?: Buffer;
}

/**
 * The beginning of an answer as JSON, written once however many read the same answer; an envelope closes it. Null for an answer
 * that says something else to each reader: one with errors, which bear the id of a request.
 */
export function sharedTextOf(answer: Written): Buffer | null {
  if (answer.errors || answer.extensions) return null;
  answer[TEXT] ??= Buffer.from(`{"data":${JSON.stringify(answer.data ?? null)}`);
  return answer[TEXT];
}

/** What stands around the ready text at one reader's. */
export class Envelope {
  readonly #before: Buffer;
  readonly #behind: Buffer;

  /** What comes before the answer and behind it; the answer ends with the price of the subscription, and what of it will go. */
  constructor(before: string, beside: Beside | undefined, behind: string) {
    this.#before = Buffer.from(before);
    this.#behind = Buffer.from(`,"extensions":${JSON.stringify(beside ?? {})}}${behind}`);
  }

  /** The whole message. */
  around(text: Buffer): Buffer {
    return this.#write(text, Buffer.allocUnsafe(this.#lengthAround(text)), 0);
  }

  /** The whole message as one frame of a WebSocket (RFC 6455, 5.2): final, a text, not masked. */
  framed(text: Buffer): Buffer {
    const length = this.#lengthAround(text);
    const from = length < 126 ? 2 : length < 65_536 ? 4 : 10;
    const frame = Buffer.allocUnsafe(from + length);
    frame[0] = 0x81;
    if (from === 2) frame[1] = length;
    else if (from === 4) {
      frame[1] = 126;
      frame[2] = length >> 8;
      frame[3] = length & 0xff;
    } else {
      frame[1] = 127;
      frame.writeBigUInt64BE(BigInt(length), 2);
    }
    return this.#write(text, frame, from);
  }

  #lengthAround(text: Buffer): number {
    return this.#before.length + text.length + this.#behind.length;
  }

  #write(text: Buffer, into: Buffer, from: number): Buffer {
    const at = from + this.#before.length;
    into.set(this.#before, from);
    into.set(text, at);
    into.set(this.#behind, at + text.length);
    return into;
  }
}
