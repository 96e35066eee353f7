import type { SystemDb } from './system-tasks.ts';

/** Rows of one tenant that became due before an instant, and none that are about people whose data is held. */
export interface Due {
  readonly tenantId: string;
  readonly before: Date;
  readonly held: readonly string[];
}

/** That a tenant may choose how long the rows of a table are kept, and within which bounds. */
export interface RetentionChoice {
  /** Days, where the tenant chose nothing; null where the rows are kept then. */
  readonly usual: number | null;
  /** Fewest days that a tenant may choose. */
  readonly least: number;
  /** Most days that a tenant may choose. */
  readonly most: number;
  /** How many rows are due. */
  readonly count: (db: SystemDb<'purge'>, due: Due) => Promise<number>;
  /** Deletes them and says how many they were. */
  readonly purge: (db: SystemDb<'purge'>, due: Due) => Promise<number>;
}

/** How long the rows of a table are kept, in words for the owner of the data, and what deletes those that are due. */
export interface RetentionRule {
  /** One sentence for the record of processing. */
  readonly says: string;
  /** Deletes what is due in all tenants and says how many rows that were; absent where nothing is ever due by itself. */
  readonly purge?: (db: SystemDb<'purge'>) => Promise<number>;
  /** Where each tenant chooses for itself. */
  readonly choice?: RetentionChoice;
}

const rules = new Map<string, RetentionRule>();

/** Gives a table (a Prisma model) its rule; each module does so for its own. Throws for a second rule. */
export function retain(model: string, rule: RetentionRule): void {
  if (rules.has(model)) throw new Error(`Two retention rules for ${model}`);
  rules.set(model, rule);
}

/** The rule of every table. */
export const retentionRules = (): ReadonlyMap<string, RetentionRule> => rules;
