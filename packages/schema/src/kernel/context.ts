import type { Actor } from './actor.ts';
import { freshActor } from './actor.ts';

/** What a resolver gets beside its arguments: who asks, and nothing of the process. */
export interface Context {
  readonly actor: Actor;
  /** What the caller named this request, so that sending it again does nothing twice. */
  readonly idempotencyKey?: string;
  /**
   * On a live connection: goes on with another token of the same grant, and answers when that one ends. Throws
   * UNAUTHENTICATED, TOKEN_EXPIRED, or FORBIDDEN for a token of somebody else. Absent where there is no connection to renew.
   */
  readonly renewConnection?: (token: string) => Promise<Date>;
}

/** The same context for the next operation or event: the actor is a new object, for its identity opens the visit to the database. */
export const freshContext = (context: Context): Context => ({ ...context, actor: freshActor(context.actor) });
