/** Tables in the order in which their rows refer to one another. */
export const TABLES = [
  'tenant',
  'department',
  'department_ancestor',
  'app_user',
  'advisor_scope',
  'allowed_origin',
  'topic',
  'topic_priority',
  'pair',
  'pair_level',
  'guideline',
  'session',
  'preparation',
  'theme',
  'hint',
  'hint_sharing',
  'participation',
  'rating',
  'impression',
  'attempt',
] as const;

/** A table that a demo writes. */
export type DemoTable = (typeof TABLES)[number];

/** Collects rows and hands them over in portions, so that any number of them takes little memory. */
export class RowCollector {
  readonly #rows = new Map<DemoTable, object[]>();
  #count = 0;

  /** Adds one row of a table. */
  add(table: DemoTable, row: object): void {
    const rows = this.#rows.get(table) ?? [];
    this.#rows.set(table, rows);
    rows.push(row);
    this.#count += 1;
  }

  /** How many rows wait. */
  get count(): number {
    return this.#count;
  }

  /** What waits, in the order in which it may be written; nothing waits afterwards. */
  take(): readonly (readonly [DemoTable, readonly object[]])[] {
    const taken = TABLES.flatMap((table) => {
      const rows = this.#rows.get(table);
      return rows?.length ? [[table, rows] as const] : [];
    });
    this.#rows.clear();
    this.#count = 0;
    return taken;
  }
}
