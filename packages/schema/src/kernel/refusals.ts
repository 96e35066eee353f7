/** Why a caller was turned away. */
export type RefusalCode =
  | 'UNAUTHENTICATED'
  | 'TOKEN_EXPIRED'
  | 'PROOF_INVALID'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'RATE_LIMITED'
  | 'COST_EXCEEDED'
  | 'PERSISTED_ONLY'
  | 'BUSY'
  | 'NO_SPACE';

/** What each code says where nothing better is known. */
export const SAYS: Readonly<Record<RefusalCode, string>> = {
  UNAUTHENTICATED: 'Sign in first.',
  TOKEN_EXPIRED: 'The token has expired; fetch a new one.',
  PROOF_INVALID: 'A token that is bound to a key needs a new proof of that key with each request; no other takes one.',
  FORBIDDEN: 'This credential may not do that.',
  NOT_FOUND: 'There is nothing here that you can see.',
  RATE_LIMITED: 'Too many requests; wait a moment.',
  COST_EXCEEDED: 'The operation costs more than is allowed.',
  PERSISTED_ONLY: 'This token runs trusted documents only.',
  BUSY: 'Too much is going on; try again shortly.',
  NO_SPACE:
    'The disk of the server is nearly full: nothing is written until there is room again. What is there can be read.',
};

/** The caller may not: answered as an error whose `extensions.code` is `code`. The message bears no fact about any row. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  /** Milliseconds after which trying again makes sense; absent where it never does. */
  readonly retryAfterMs: number | undefined;

  /** `says` where a sentence helps the caller more than the usual one of the code; it must be the same for all who get it. */
  constructor(code: RefusalCode, retryAfterMs?: number, says: string = SAYS[code]) {
    super(says);
    this.name = 'Refusal';
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/** For what is absent and for what is invisible: the two are one. */
export const notFound = (): Refusal => new Refusal('NOT_FOUND');

/** For what the caller can see but may not do. */
export const forbidden = (): Refusal => new Refusal('FORBIDDEN');

/** For a caller without a credential, or with one that is not good: then `says` names its kind, and nothing of why. */
export const unauthenticated = (says?: string): Refusal => new Refusal('UNAUTHENTICATED', undefined, says);

/** Gives back what was found; throws NOT_FOUND for nothing. */
export function orNotFound<T>(found: T | null | undefined): T {
  if (found === null || found === undefined) throw notFound();
  return found;
}
