import type { ExecutionResult } from 'graphql';
import type { Beside } from './prepare.ts';

const texts = new WeakMap<ExecutionResult, string>();

/**
 * The beginning of an answer as JSON, written once however many read the same answer; `endingOf` closes it. Null for an answer
 * that says something else to each reader: one with errors, which bear the id of a request.
 */
export function sharedTextOf(answer: ExecutionResult): string | null {
  if (answer.errors || answer.extensions) return null;
  const known = texts.get(answer);
  if (known !== undefined) return known;
  const text = `{"data":${JSON.stringify(answer.data ?? null)}`;
  texts.set(answer, text);
  return text;
}

/** What each reader's copy of an answer ends with: the price of their subscription, and what of it will go. */
export const endingOf = (beside: Beside | undefined): string => `,"extensions":${JSON.stringify(beside ?? {})}}`;

/** What stands around the ready text at one reader's. */
export interface Envelope {
  readonly before: string;
  readonly behind: string;
}
