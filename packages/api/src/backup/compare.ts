import { asSystem, connectDatabase, type DatabaseSettings, useDatabase } from '@taiwa/schema/kernel/database';
import { verifyTrail } from '@taiwa/schema/modules/activity/audit-entry';
import type pg from 'pg';
import type { BackupTail } from './backup-file.ts';
import { connected } from './connected.ts';
import { summarise } from './tables.ts';

const differingTables = (admin: pg.ClientConfig, { tables }: BackupTail): Promise<string[]> =>
  connected(admin, async (client) => {
    const found = await summarise(client);
    const names = new Set([...Object.keys(tables), ...Object.keys(found)]);
    return [...names]
      .filter((name) => JSON.stringify(tables[name]) !== JSON.stringify(found[name]))
      .map(
        (name) =>
          `${name}: ${tables[name]?.rows ?? 0} rows in the backup, ${found[name]?.rows ?? 0} restored, or other ones`,
      );
  });

async function brokenTrails(settings: DatabaseSettings, { heads }: BackupTail): Promise<string[]> {
  const database = connectDatabase(settings);
  useDatabase(database);
  try {
    const tenants = await asSystem('listTenants', (db) => db.tenant.findMany({ select: { id: true } }));
    const faults: string[] = [];
    for (const { id } of tenants) {
      const verdict = await verifyTrail(id);
      if (!verdict.whole) faults.push(`the audit trail of ${id} is broken at entry ${verdict.brokenAt}`);
      else if (verdict.entries > 0 && verdict.head !== heads[id])
        faults.push(`the audit trail of ${id} ends elsewhere`);
    }
    return faults;
  } finally {
    await database.close();
    useDatabase(undefined);
  }
}

/** What in a restored database is not as the backup says: rows, checksums, the chains of the audit trails. Empty where all is. */
export async function faultsOf(
  restored: DatabaseSettings & { readonly admin: pg.ClientConfig },
  tail: BackupTail,
): Promise<string[]> {
  return [...(await differingTables(restored.admin, tail)), ...(await brokenTrails(restored, tail))];
}
