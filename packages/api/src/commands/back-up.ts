import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type pg from 'pg';
import '@taiwa/schema/schema';
import type { BackupTail } from '../backup/backup-file.ts';
import { joinCluster, type OperatedCluster } from '../backup/cluster.ts';
import { connected } from '../backup/connected.ts';
import { faultsOf } from '../backup/compare.ts';
import { dumpDatabase, type Dumped } from '../backup/dump.ts';
import { fillKeys } from '../backup/fill-keys.ts';
import { findKeyFile, keyFileBeside } from '../backup/key-file.ts';
import { loadBackup } from '../backup/load.ts';
import { readEnvironment, StartRefusal } from '../env.ts';

type Say = (line: string) => void;

const dump = (cluster: OperatedCluster, file: string, keyFile: string): Promise<Dumped> =>
  connected(cluster.config('admin'), (client) => dumpDatabase(client, file, keyFile));

/** The settings of a database of the cluster, by role. */
export const rolesIn = (cluster: OperatedCluster, database: string) => ({
  admin: cluster.config('admin', database),
  owner: cluster.config('owner', database),
  app: cluster.config('app', database),
  system: cluster.config('system', database),
  statistics: cluster.config('statistics', database),
});

const countRows = ({ tables }: BackupTail): number => Object.values(tables).reduce((sum, { rows }) => sum + rows, 0);

/** Says what a database holds that was restored, or what is wrong with it; 1 then. */
export function sayVerdict(say: Say, file: string, tail: BackupTail, faults: readonly string[]): number {
  for (const fault of faults) say(`NOT AS IT WAS  ${fault}`);
  if (faults.length > 0) return 1;
  const { tables, heads } = tail;
  say(
    `${file}  ${Object.keys(tables).length} tables, ${countRows(tail)} rows, ${Object.keys(heads).length} trails whole`,
  );
  return 0;
}

/** Whether every person of a restored database has their key in the file beside it. */
async function keyFaults(admin: pg.ClientConfig, keyFile: string): Promise<string[]> {
  const missing = await fillKeys(admin, (await findKeyFile(keyFile))?.keys ?? []);
  return missing === 0 ? [] : [`${keyFile}: ${missing} keys of people are missing`];
}

/** Restores a file beside the database in use, compares, and drops it again. */
async function prove(cluster: OperatedCluster, file: string, keyFile: string): Promise<string[]> {
  const name = `taiwa_proof_${process.pid}`;
  await cluster.makeAfresh(name);
  try {
    const roles = rolesIn(cluster, name);
    const faults = await faultsOf(roles, await loadBackup(roles, file));
    return [...faults, ...(await keyFaults(roles.admin, keyFile))];
  } finally {
    await cluster.drop(name);
  }
}

/**
 * Writes the embedded database into a file, as it is at one moment and while the server works, and the keys of its people into
 * another (`keys`; beside it where none is said), in the place of those before; then restores the file beside it and compares
 * rows, checksums and audit chains. Answers 1 where they differ; throws StartRefusal.
 */
export async function backUp(name: string | undefined, keys: string | undefined, say: Say): Promise<number> {
  if (!name) throw new StartRefusal('backup needs the name of a file. See taiwa --help.');
  const file = resolve(name);
  if (existsSync(file)) throw new StartRefusal(`${file} is there already. Nothing was written.`);
  const cluster = await joinCluster(readEnvironment());
  try {
    const keyFile = keys ? resolve(keys) : keyFileBeside(file);
    const { tail, keys: count } = await dump(cluster, file, keyFile);
    const status = sayVerdict(say, file, tail, await prove(cluster, file, keyFile));
    if (status === 0) say(`${keyFile}  ${count} keys of people, in the place of those before`);
    return status;
  } finally {
    await cluster.close();
  }
}
