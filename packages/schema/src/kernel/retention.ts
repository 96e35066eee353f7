import type { SystemDb } from './system-tasks.ts';

/** How long the rows of a table are kept, in words for the owner of the data, and what deletes those that are due. */
export interface RetentionRule {
  /** One sentence for the record of processing. */
  readonly says: string;
  /** Deletes what is due in all tenants and says how many rows that were; absent where nothing is ever due by itself. */
  readonly purge?: (db: SystemDb<'purge'>) => Promise<number>;
}

const rules = new Map<string, RetentionRule>();

/** Gives a table (a Prisma model) its rule; each module does so for its own. Throws for a second rule. */
export function retain(model: string, rule: RetentionRule): void {
  if (rules.has(model)) throw new Error(`Two retention rules for ${model}`);
  rules.set(model, rule);
}

/** The rule of every table. */
export const retentionRules = (): ReadonlyMap<string, RetentionRule> => rules;
