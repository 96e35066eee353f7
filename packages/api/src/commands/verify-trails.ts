import { asSystem } from '@taiwa/schema/kernel/database';
import { verifyTrail } from '@taiwa/schema/modules/activity/audit-entry';
import { withDatabase } from './with-database.ts';

const listTenants = () =>
  asSystem('listTenants', (db) => db.tenant.findMany({ select: { id: true }, orderBy: { id: 'asc' } }));

async function verifyAll(say: (line: string) => void): Promise<number> {
  let broken = 0;
  for (const { id } of await listTenants()) {
    const verdict = await verifyTrail(id);
    if (!verdict.whole) broken += 1;
    say(
      verdict.whole
        ? `${id}  whole, ${verdict.entries} entries, head ${verdict.head}`
        : `${id}  BROKEN at entry ${verdict.brokenAt}`,
    );
  }
  return broken > 0 ? 1 : 0;
}

/** Recomputes the trail of every tenant, one line each; 1 where one is broken. */
export const verifyTrails = (say: (line: string) => void): Promise<number> => withDatabase(() => verifyAll(say));
