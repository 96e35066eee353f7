import type { ClusterAccess } from './access.ts';
import { readPasswords } from './credentials.ts';
import { choosePlace, hasCluster } from './place.ts';
import { isPostmaster, readPostmaster } from './postmaster.ts';

/**
 * How to connect to the embedded database of a folder that runs now, whoever owns it; undefined where none runs. For work
 * beside a running server, such as a backup: it takes no ownership, so the database may stop at any moment.
 */
export function findRunning(folder: string, database = 'taiwa'): ClusterAccess | undefined {
  const { place } = choosePlace(folder);
  if (!hasCluster(place)) return undefined;
  const postmaster = readPostmaster(place.cluster);
  const passwords = readPasswords(place.credentials);
  const isReady = postmaster?.status === 'ready' && isPostmaster(postmaster.pid, place.cluster);
  if (!isReady || !passwords) return undefined;
  return { socket: postmaster.socket, port: postmaster.port, passwords, database };
}
