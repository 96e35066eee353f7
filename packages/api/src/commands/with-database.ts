import { connectDatabase, useDatabase } from '@taiwa/schema/kernel/database';
import { useKeys } from '@taiwa/schema/kernel/keyring';
import '@taiwa/schema/schema';
import { openStorage } from '../database/storage.ts';
import { readEnvironment } from '../env.ts';
import { readKeys } from '../keys.ts';
import { prepareDatabase, tryKeys } from '../prepare.ts';

const quiet = (): void => {};

/** Opens the database that the environment names, up to date, for one piece of work, and closes it again. Throws StartRefusal. */
export async function withDatabase<T>(work: () => Promise<T>): Promise<T> {
  const environment = readEnvironment();
  useKeys(readKeys(environment));
  const storage = await openStorage(environment, quiet, quiet);
  try {
    await prepareDatabase(storage);
    const database = connectDatabase(storage);
    useDatabase(database);
    try {
      await tryKeys(environment);
      return await work();
    } finally {
      await database.close();
    }
  } finally {
    await storage.stop();
  }
}
