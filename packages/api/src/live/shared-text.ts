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
    const behind = this.#before.length + text.length;
    const message = Buffer.allocUnsafe(behind + this.#behind.length);
    message.set(this.#before);
    message.set(text, this.#before.length);
    message.set(this.#behind, behind);
    return message;
  }
}
