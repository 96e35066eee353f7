import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { migrate } from '@taiwa/schema/kernel/migrate';
import { USUAL_LOGINS } from '@taiwa/schema/kernel/roles';
import { connectDatabase, useDatabase } from '@taiwa/schema/kernel/database';
import { useKeys } from '@taiwa/schema/kernel/keyring';
import type pg from 'pg';
import '@taiwa/schema/schema';
import { type OperatedCluster, ownCluster } from '../backup/cluster.ts';
import { connected } from '../backup/connected.ts';
import { faultsOf } from '../backup/compare.ts';
import { fillKeys } from '../backup/fill-keys.ts';
import { demandNewest, type GivenKeys, givenKeys } from '../backup/given-keys.ts';
import { findKeyFile, keyFileBeside } from '../backup/key-file.ts';
import { loadBackup } from '../backup/load.ts';
import { mergeTombstones, readTombstones, replayTombstones, type Tombstone } from '../backup/tombstones.ts';
import { type Environment, readEnvironment, StartRefusal } from '../env.ts';
import { readKeys } from '../keys.ts';
import { tryKeys } from '../prepare.ts';
import { rolesIn, sayVerdict } from './back-up.ts';

type Say = (line: string) => void;

const IN_USE = 'taiwa';
const RESTORED = 'taiwa_restored';

const query = <Row extends object>(config: pg.ClientConfig, statement: string): Promise<Row[]> =>
  connected(config, async (client) => (await client.query<Row>(statement)).rows);

/** Refuses where something would be lost that nobody said may be. */
async function demandRoom(cluster: OperatedCluster, replace: boolean): Promise<void> {
  const admin = cluster.config('admin', IN_USE);
  const [made] = await query<{ made: boolean }>(admin, "select to_regclass('public.tenant') is not null as made");
  if (!made?.made || replace) return;
  const [found] = await query<{ real: number }>(admin, 'select count(*)::int as real from tenant');
  if ((found?.real ?? 0) > 0)
    throw new StartRefusal(
      'There is data already. Give --replace to put the backup in its place; nothing was changed.',
    );
}

// What had been handed on shortly before the backup may not have been done yet; every receiver can take it twice.
const HAND_ON_AGAIN = `update outbox_event set relayed_at = null
  where relayed_at > (select max(recorded_at) from outbox_event) - interval '1 day'`;

/** Brings what was restored up to date, sees that the keys of this installation open it, and erases again who was erased since. */
async function bringUpToDate(
  cluster: OperatedCluster,
  file: string,
  { environment, tombstones, keys, say }: Restoring,
): Promise<number> {
  const roles = rolesIn(cluster, RESTORED);
  await migrate({ owner: roles.owner, roles: USUAL_LOGINS });
  const missing = await fillKeys(roles.admin, keys.rows);
  if (missing > 0) await demandNewest(roles.admin, file, keys);
  if (missing > 0) say(`${missing} keys of people are gone: what those people alone wrote stays unreadable`);
  await query(roles.admin, HAND_ON_AGAIN);
  const database = connectDatabase(roles);
  useDatabase(database);
  try {
    await tryKeys(environment);
    return await replayTombstones(roles.admin, tombstones);
  } finally {
    await database.close();
    useDatabase(undefined);
  }
}

/** How to restore. */
export interface RestoreOptions {
  /** Whether data that is there may go. */
  readonly replace: boolean;
  /** A file with what `taiwa erasures` said, of a database that is no more. */
  readonly erased?: string | undefined;
  /** The file with the keys of people; the one beside the backup where none is said. */
  readonly keys?: string | undefined;
  /** Whether what people alone wrote is given up where their keys are lost. */
  readonly withoutKeys?: boolean;
}

interface Restoring {
  readonly environment: Environment;
  readonly tombstones: readonly Tombstone[];
  readonly keys: GivenKeys;
  readonly say: Say;
}

async function tombstonesIn(file: string | undefined): Promise<Tombstone[]> {
  if (!file) return [];
  const lines = (await readFile(file, 'utf8')).split('\n').filter(Boolean);
  return lines.map((line) => JSON.stringify(JSON.parse(line)));
}

async function putInPlace(cluster: OperatedCluster): Promise<void> {
  await cluster.drop(IN_USE);
  await cluster.administer(`alter database ${RESTORED} rename to ${IN_USE}`);
}

async function restoreInto(cluster: OperatedCluster, file: string, restoring: Restoring): Promise<number> {
  const { say } = restoring;
  await cluster.makeAfresh(RESTORED);
  try {
    const roles = rolesIn(cluster, RESTORED);
    const tail = await loadBackup(roles, file);
    const faults = await faultsOf(roles, tail);
    const status = sayVerdict(say, file, tail, faults);
    if (status !== 0) return status;
    const erased = await bringUpToDate(cluster, file, restoring);
    if (erased > 0) say(`${erased} people who were erased since the backup are erased again`);
    await putInPlace(cluster);
    return 0;
  } finally {
    await cluster.drop(RESTORED);
  }
}

/**
 * Puts a backup in the place of the embedded database, once it was restored beside it, compared, brought up to date and opened
 * with the keys of this installation; until then nothing is changed. The keys of people come from the file beside it and from
 * what was there. Who was erased since, by these or by a list of `taiwa erasures`, is erased again. Answers 1 where it is not what the backup says; throws
 * StartRefusal, also where there is data and `replace` is not given.
 */
export async function restore(name: string | undefined, options: RestoreOptions, say: Say): Promise<number> {
  if (!name) throw new StartRefusal('restore needs the name of a file. See taiwa --help.');
  const environment = readEnvironment();
  useKeys(readKeys(environment));
  const cluster = await ownCluster(environment);
  try {
    await demandRoom(cluster, options.replace);
    const file = resolve(name);
    const inUse = cluster.config('admin', IN_USE);
    const keyFile = options.keys ? resolve(options.keys) : keyFileBeside(file);
    const beside = await findKeyFile(keyFile);
    const keys = await givenKeys(inUse, { name: keyFile, beside, mayLack: options.withoutKeys ?? false });
    const listed = await tombstonesIn(options.erased);
    const tombstones = mergeTombstones(beside?.erasures ?? [], listed, await readTombstones(inUse));
    return await restoreInto(cluster, file, { environment, tombstones, keys, say });
  } finally {
    await cluster.close();
  }
}
