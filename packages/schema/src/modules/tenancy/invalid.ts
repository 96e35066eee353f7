import type { Actor } from '../../kernel/actor.ts';
import { InvalidInput, type Reason } from '../../kernel/problems.ts';

/** The problem of one place of an input, said in the actor's language. */
export const invalidAt = (actor: Actor, path: string | readonly string[], reason: Reason): InvalidInput =>
  new InvalidInput([{ path: typeof path === 'string' ? [path] : path, message: reason.says[actor.language] }]);
