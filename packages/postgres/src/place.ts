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
  return holdsFor(account, 'cd -- "$1"', nearest(folder));
}

function nearest(folder: string): string {
  return fs.existsSync(folder) ? folder : nearest(path.dirname(folder));
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
  // A folder below a file is a mistake to be refused, not one that the account may not enter.
  const possible = fs.statSync(nearest(wanted.base)).isDirectory();
  return { place: possible && !canEnter(account, wanted.base) ? far : wanted, account };
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

/** Refuses a cluster that belongs to an account this process cannot run PostgreSQL as, or whose account is locked out. */
export function requireOwner(place: Place, account: Account): void {
  if (!fs.existsSync(place.home)) return;
  const owner = fs.statSync(fs.existsSync(place.cluster) ? place.cluster : place.home).uid;
  if (isRoot() && owner === 0 && hasCluster(place)) throw ownedByRoot(place);
  if (!isRoot() && owner !== account.uid) throw ownedByOther(place, owner);
  if (isRoot() && !canEnter(account, place.home)) throw lockedOut(place, account);
}

function ownedByRoot(place: Place): DatabaseRefusal {
  const command = `chown -R ${lentAccount().uid} '${place.cluster}'`;
  return new DatabaseRefusal(
    'notAllowed',
    `The database in ${place.base} belongs to root, and PostgreSQL does not run as root: run "${command}" first.`,
  );
}

function ownedByOther(place: Place, owner: number): DatabaseRefusal {
  const command = `sudo chown -R $(id -u) '${place.base}'`;
  return new DatabaseRefusal(
    'notAllowed',
    `The database in ${place.base} belongs to uid ${owner}: start as that user, run "${command}" first, ${USE_SERVER}.`,
  );
}

function lockedOut(place: Place, account: Account): DatabaseRefusal {
  return new DatabaseRefusal(
    'notAllowed',
    `The database in ${place.base} runs as uid ${account.uid}, which may not enter that folder: run "chmod a+x" on it and its parents, ${USE_SERVER}.`,
  );
}
