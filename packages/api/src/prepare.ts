import { migrate } from '@taiwa/schema/kernel/migrate';
import { MigrationRefused } from '@taiwa/schema/kernel/migration-refused';
import { activeSigningKey } from '@taiwa/schema/modules/access/signing-key';
import type { Storage } from './database/storage.ts';
import { StartRefusal, type Environment } from './env.ts';

/** Brings the database up to date. Throws StartRefusal for what the operator can mend. */
export async function prepareDatabase({ owner, roles }: Storage): Promise<void> {
  try {
    await migrate({ owner, roles });
  } catch (error) {
    throw error instanceof MigrationRefused ? new StartRefusal(error.message, 9) : error;
  }
}

/** Sees that the keys are those of this database: one that signed before opens with no others. Throws StartRefusal. */
export async function tryKeys({ keys, folder }: Environment): Promise<void> {
  try {
    await activeSigningKey();
  } catch (error) {
    const isUnopened = error instanceof Error && /keyring lacks|authenticate data/.test(error.message);
    if (!isUnopened) throw error;
    const place = keys ? 'TAIWA_KEYS' : `the file keys in ${folder}`;
    throw new StartRefusal(`The keys in ${place} are not those of this database. Put the right ones back.`, 10);
  }
}
