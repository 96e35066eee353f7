import type { ExecutionResult } from 'graphql';
import type { Beside } from './prepare.ts';

const texts = new WeakMap<ExecutionResult, Buffer>();

/**
 * The beginning of an answer as JSON in UTF-8, written once however many read the same answer; `endingOf` closes it. Null for an
 * answer that says something else to each reader: one with errors, which bear the id of a request.
 */
export function sharedTextOf(answer: ExecutionResult): Buffer | null {
  if (answer.errors || answer.extensions) return null;
  const known = texts.get(answer);
  if (known) return known;
  const text = Buffer.from(`{"data":${JSON.stringify(answer.data ?? null)}`);
  texts.set(answer, text);
  return text;
}

/** What each reader's copy of an answer ends with: the price of their subscription, and what of it will go. */
export const endingOf = (beside: Beside | undefined): string => `,"extensions":${JSON.stringify(beside ?? {})}}`;

/** The ready text between what stands around it at one reader's. */
export class Envelope {
  readonly #before: Buffer;
  readonly #behind: Buffer;

  constructor(before: string, behind: string) {
    this.#before = Buffer.from(before);
    this.#behind = Buffer.from(behind);
  }

  /** One message, ready to be sent. */
  around(text: Buffer): Buffer {
    const [before, behind] = [this.#before, this.#behind];
    const whole = Buffer.allocUnsafe(before.length + text.length + behind.length);
    before.copy(whole);
    text.copy(whole, before.length);
    behind.copy(whole, before.length + text.length);
    return whole;
  }
}
