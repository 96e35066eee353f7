import type { Actor } from '../../kernel/actor.ts';
import { asSystem, type Db } from '../../kernel/database.ts';
import { signal } from '../../kernel/signals.ts';

/** The topic on which every process hears that a restriction began or ended. */
export const RESTRICTIONS = 'restrictions';

/** Milliseconds for which what was read is believed; then the policies ask the tables again, until it is read anew. */
const BELIEVED_MS = 2_000;
/** Milliseconds for which a change of this process is heeded whatever is read meanwhile: longer than any transaction runs. */
const HEEDED_MS = 10_000;

let read: { readonly tenants: ReadonlySet<string>; readonly begun: number } | undefined;
const changed = new Map<string, number>();

/** Reads in which tenants anybody's data is restricted now, for `hasNoRestriction`. */
export async function readRestrictions(): Promise<void> {
  const begun = performance.now();
  const rows = await asSystem('watchRestrictions', (db) =>
    db.user.findMany({ where: { restrictedAt: { not: null } }, distinct: ['tenantId'], select: { tenantId: true } }),
  );
  // A reading that began earlier may end later, and knows less.
  if (begun < (read?.begun ?? 0)) return;
  read = { tenants: new Set(rows.map(({ tenantId }) => tenantId)), begun };
  for (const [tenantId, at] of changed) if (begun - at > HEEDED_MS) changed.delete(tenantId);
}

/** Forgets what was read: the policies ask the tables. */
export function forgetRestrictions(): void {
  read = undefined;
}

/** Wakes up every process when the transaction commits; this one heeds the change from now on. */
export async function signalRestriction(db: Db, { tenantId }: Actor): Promise<void> {
  changed.set(tenantId, performance.now());
  await signal(db, RESTRICTIONS);
}

/**
 * Whether nobody's data in the tenant is restricted, as far as this process knows: it is told of each change, and reads
 * anew every second. False also where it does not know; then a policy asks the tables.
 */
export function hasNoRestriction(tenantId: string): boolean {
  if (!read || performance.now() - read.begun > BELIEVED_MS) return false;
  return !read.tenants.has(tenantId) && !changed.has(tenantId);
}
