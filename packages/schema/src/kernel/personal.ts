import type { Actor } from './actor.ts';
import type { Db } from './database.ts';

/** What one row says in a person's own copy. */
export type CopiedRow = Readonly<Record<string, string | number | boolean | null | Date | readonly string[]>>;

/** What a table has to do with a person: what they are given of it, and what becomes of it when they are erased. */
export interface PersonalRule {
  /** The rows for the person's own copy, read behind the wall as that person; or a sentence why there are none. */
  readonly copied: ((db: Db, person: Actor) => Promise<readonly CopiedRow[]>) | string;
  /** Removes what is the person's own, behind the wall as that person, and may run twice; or a sentence why it stays. */
  readonly erased: ((db: Db, person: Actor) => Promise<unknown>) | string;
  /** How many rows `erased` would remove or empty now, behind the wall as that person; left out where nobody is told. */
  readonly goes?: (db: Db, person: Actor) => Promise<number>;
  /** How many rows about the person stay when they are erased, behind the wall as that person; left out where nobody is told. */
  readonly stays?: (db: Db, person: Actor) => Promise<number>;
}

const rules = new Map<string, PersonalRule>();

/** Says what a table (a Prisma model) has to do with people; each module does so for its own. Throws for a second rule. */
export function concernsPeople(model: string, rule: PersonalRule): void {
  if (rules.has(model)) throw new Error(`Two rules about people for ${model}`);
  rules.set(model, rule);
}

/** Says that nothing in a table leads to a person. */
export const concernsNobody = (...models: readonly string[]): void => {
  for (const model of models) concernsPeople(model, { copied: 'It names nobody.', erased: 'It names nobody.' });
};

/** The rule of every table, in the order of the modules. */
export const personalRules = (): ReadonlyMap<string, PersonalRule> => rules;
