import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { type Account, accountOf, isRoot, lentAccount, ownAccount } from './account.ts';
import { errorCode } from './error-code.ts';
import { holdsFor } from './program.ts';
import { DatabaseRefusal, USE_SERVER } from './refusal.ts';

/** Where one embedded database keeps its things. */
export interface Place {
  /** The data folder; everything else lies in it. */
  readonly base: string;
  /** Cluster and credentials, published together by one rename. */
  readonly home: string;
  /** PostgreSQL's own data directory. */
  readonly cluster: string;
  /** Passwords of the roles, readable by nobody else. */
  readonly credentials: string;
  /** What the postmaster writes. */
  readonly log: string;
}

/** Parent of data folders and programs that root puts where an unprivileged account can reach them. */
export const SHARED_STATE = '/var/lib/taiwa';

/** The paths inside a data folder. */
export function placeIn(base: string): Place {
  const home = path.join(base, 'database');
  return {
    base,
    home,
    cluster: path.join(home, 'cluster'),
    credentials: path.join(home, 'credentials.json'),
    log: path.join(base, 'postgres.log'),
  };
}

/** Has a cluster been published here? */
export function hasCluster(place: Place): boolean {
  return fs.existsSync(path.join(place.cluster, 'PG_VERSION'));
}

/** May the account pass through this folder, or through the nearest parent that exists? */
export function canEnter(account: Account, folder: string): boolean {
  let existing = folder;
  while (!fs.existsSync(existing)) existing = path.dirname(existing);
  return holdsFor(account, 'cd -- "$1"', existing);
}

/**
 * Decides where the data lives and who runs PostgreSQL on it.
 * An ordinary user works in the folder he named, as himself. Root works there as the owner of what is there already,
 * else as an unprivileged account; if that account may not enter the folder, in a folder below `/var/lib/taiwa`.
 */
export function choosePlace(folder: string): { place: Place; account: Account } {
  const wanted = placeIn(realFolder(path.resolve(folder)));
  if (!isRoot()) return { place: wanted, account: ownAccount() };
  if (hasCluster(wanted)) return ofExisting(wanted);
  const account = lentAccount();
  const key = createHash('sha256').update(wanted.base).digest('hex').slice(0, 12);
  const far = placeIn(path.join(SHARED_STATE, key));
  if (hasCluster(far)) return ofExisting(far);
  return { place: canEnter(account, wanted.base) ? wanted : far, account };
}

/** One folder has one name, however it was reached; it may not exist yet. */
function realFolder(folder: string): string {
  const parent = path.dirname(folder);
  if (fs.existsSync(folder) || parent === folder) return fs.realpathSync(folder);
  return path.join(realFolder(parent), path.basename(folder));
}

function ofExisting(place: Place): { place: Place; account: Account } {
  return { place, account: accountOf(place.cluster) };
}

/** Makes the data folder with the parents it lacks; as root they let the account through. Refuses where it may not. */
export function prepareFolder(base: string): void {
  try {
    const first = fs.mkdirSync(base, { recursive: true, mode: isRoot() ? 0o711 : 0o700 });
    if (first !== undefined && isRoot()) openWay(first, base);
    fs.accessSync(base, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK);
  } catch (error) {
    throw new DatabaseRefusal(
      'notAllowed',
      `The data folder ${base} cannot be written (${errorCode(error) ?? error}): give this user the right to, name another folder, ${USE_SERVER}.`,
    );
  }
}

// A strict umask would leave folders that the account cannot pass.
function openWay(first: string, base: string): void {
  for (let folder = base; folder.length >= first.length; folder = path.dirname(folder)) fs.chmodSync(folder, 0o711);
}

/** Refuses when the cluster belongs to another account than the one that must run it. */
export function requireOwner(place: Place): void {
  if (!fs.existsSync(place.home)) return;
  const owner = fs.statSync(fs.existsSync(place.cluster) ? place.cluster : place.home).uid;
  if (isRoot() ? owner !== 0 : owner === process.getuid?.()) return;
  throw new DatabaseRefusal(
    'notAllowed',
    `The database in ${place.base} belongs to uid ${owner}: start as that user, run "sudo chown -R $(id -u) '${place.base}'" first, ${USE_SERVER}.`,
  );
}
