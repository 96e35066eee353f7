import '@taiwa/schema/schema';
import { joinCluster } from '../backup/cluster.ts';
import { readTombstones } from '../backup/tombstones.ts';
import { readEnvironment } from '../env.ts';

/** Says who was erased, a JSON object a line, without names: to be kept beside the backups for `restore --erased`. */
export async function listErasures(say: (line: string) => void): Promise<number> {
  const cluster = await joinCluster(readEnvironment());
  try {
    for (const row of await readTombstones(cluster.config('admin'))) say(row);
    return 0;
  } finally {
    await cluster.close();
  }
}
