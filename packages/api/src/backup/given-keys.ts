import type pg from 'pg';
import { StartRefusal } from '../env.ts';
import { connected } from './connected.ts';
import { type KeyFile, keysOf, nameOfDatabase } from './key-file.ts';
import { readHead } from './load.ts';
import { listTables } from './tables.ts';

/** The keys of people that a restore finds: in the file beside the backup, and in the database that is replaced. */
export interface GivenKeys {
  /** The file, whether it is there or not. */
  readonly name: string;
  readonly beside: KeyFile | null;
  /** Whether the restore goes on where keys are lost. */
  readonly mayLack: boolean;
  /** The database that is replaced, as `nameOfDatabase` says; null where there is none. */
  readonly inUse: string | null;
  /** All of them as JSON rows; one may come twice. */
  readonly rows: readonly string[];
}

const snapshot = <T>(config: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> =>
  connected(config, async (client) => {
    await client.query('begin isolation level repeatable read read only');
    return work(client);
  });

const nameIfMade = async (client: pg.ClientBase): Promise<string | null> =>
  (await listTables(client)).includes('tenant') ? nameOfDatabase(client) : null;

/** What there is of keys before a restore begins. */
export const givenKeys = (
  inUse: pg.ClientConfig,
  of: Pick<GivenKeys, 'name' | 'beside' | 'mayLack'>,
): Promise<GivenKeys> =>
  snapshot(inUse, async (client) => {
    const rows = [...(of.beside?.keys ?? [])];
    for await (const row of keysOf(client)) rows.push(row);
    return { ...of, inUse: await nameIfMade(client), rows };
  });

const remedy = 'Put the newest person-keys there or name it with --keys; --without-keys gives those words up.';

/**
 * Sees that keys which a backup asks for are missing because they were shredded, not because what there is of keys is older than
 * the backup or of another database. Throws StartRefusal.
 */
export async function demandNewest(restored: pg.ClientConfig, file: string, keys: GivenKeys): Promise<void> {
  const { name, beside, inUse, mayLack } = keys;
  const takenAt = new Date((await readHead(file)).takenAt);
  const of = await snapshot(restored, nameOfDatabase);
  const isReplaced = inUse !== null && inUse === of;
  const isOwn = beside?.of === of;
  if (mayLack || isReplaced || (beside && isOwn && beside.takenAt >= takenAt)) return;
  const fault = isOwn ? 'is older than the backup' : 'holds the keys of another database';
  const why = `${name} ${beside ? fault : 'is not there'}`;
  throw new StartRefusal(
    `${why}: without the keys of people nobody can read what they alone wrote. ${remedy} Nothing was changed.`,
  );
}
