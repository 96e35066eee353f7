import { type ClusterAccess, configFor, type ConnectionConfig, type Passwords, urlFor } from './access.ts';
import type { Account } from './account.ts';
import { findBinaries } from './binaries.ts';
import { Cluster } from './cluster.ts';
import { createCluster, repairCredentials, sweepStages } from './creation.ts';
import { readPasswords } from './credentials.ts';
import { asAdmin, createDatabase, dropDatabase, ensureDatabase, requirePlainName } from './database.ts';
import type { Installation } from './installation.ts';
import { choosePlace, hasCluster, type Place, prepareFolder, requireOwner } from './place.ts';
import { DatabaseRefusal } from './refusal.ts';
import type { Role } from './role.ts';
import { serverSettings } from './settings.ts';
import { requireSpace } from './space.ts';
import { requireKnownFormat, requireMajor, writeFormat } from './version.ts';

export { type ClusterAccess, configFor, type ConnectionConfig, type Passwords } from './access.ts';
export { findRunning } from './attach.ts';
export { DatabaseRefusal, EXIT_CODES, type RefusalReason } from './refusal.ts';
export { type Role, ROLES, roleName } from './role.ts';

/** How to open an embedded database. */
export interface EmbeddedOptions {
  /** The data folder; made when missing. As root it may be replaced by one below `/var/lib/taiwa` (see the README). */
  folder: string;
  /** The database that is made and meant when none is named; `taiwa` by default. */
  database?: string;
  /** Takes one line at a time for the operator; silent by default. */
  log?: (line: string) => void;
  /** `false` gives up safety against power loss for speed: tests and scratch work. True by default. */
  durable?: boolean;
}

/** An open embedded database, owned by this process until {@link EmbeddedDatabase.stop}. */
export interface EmbeddedDatabase {
  /** Was the cluster made, started, or taken over from a process that died? */
  readonly state: 'created' | 'started' | 'adopted';
  /** Where the data really is. */
  readonly folder: string;
  /** PostgreSQL's data directory, for a physical backup. */
  readonly cluster: string;
  /** The postmaster's process id. */
  readonly pid: number;
  /** How to connect, as plain data for another process. */
  readonly access: ClusterAccess;
  /** Settings for `pg` or Prisma's adapter to connect as a role. */
  config(role: Role, database?: string): ConnectionConfig;
  /** The same as a `postgresql://` URL. */
  url(role: Role, database?: string): string;
  /** Makes a further database, as a copy of `template` if given. */
  createDatabase(name: string, template?: string): Promise<void>;
  /** Drops a database, cutting its connections. */
  dropDatabase(name: string): Promise<void>;
  /** Calls the listener each time the database is back after it died; returns a function that ends this. */
  onRestart(listener: () => void): () => void;
  /** Calls the listener when the database does not come back: a process should exit with the refusal's code. */
  onLost(listener: (refusal: DatabaseRefusal) => void): () => void;
  /** Shuts PostgreSQL down; close pools first. */
  stop(): Promise<void>;
}

/**
 * Opens the embedded database in a folder: makes it, starts it, or takes over one whose process died.
 * Throws a {@link DatabaseRefusal} with one line that says what to do: in use, no rights, no space, another version, or
 * no programs for this system. Later deaths of PostgreSQL are repaired by starting it again.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { folder, database = 'taiwa', log = () => {}, durable = true } = options;
  requirePlainName(database);
  const began = performance.now();
  const { place, account } = choosePlace(folder);
  const installation = install(place, account, durable);
  const created = hasCluster(place) ? false : await createCluster(installation);
  if (!created && (await repairCredentials(installation))) log('database: set new passwords, the old ones were lost');

  const restarted = new Set<() => void>();
  const lost = new Set<(refusal: DatabaseRefusal) => void>();
  const cluster = new Cluster(installation, passwordsOf(place), {
    log,
    restarted: () => restarted.forEach((listener) => listener()),
    lost: (refusal) => lost.forEach((listener) => listener(refusal)),
  });
  const opened = await cluster.open();
  const state = created && opened === 'started' ? 'created' : opened;
  await makeReady(cluster, database);
  sweepStages(place.base);
  log(`database: ${state} in ${place.base} (pid ${cluster.pid}, ${Math.round(performance.now() - began)} ms)`);
  return faceOf(cluster, database, {
    state,
    folder: place.base,
    cluster: place.cluster,
    onRestart: listening(restarted),
    onLost: listening(lost),
  });
}

function install(place: Place, account: Account, durable: boolean): Installation {
  requireKnownFormat(place.base);
  requireOwner(place, account);
  requireMajor(place);
  prepareFolder(place.base);
  requireSpace(place.base, hasCluster(place));
  const binaries = findBinaries(place.base, account);
  writeFormat(place.base);
  return { place, account, binaries, settings: serverSettings(durable), durable };
}

function passwordsOf(place: Place): Passwords {
  const passwords = readPasswords(place.credentials);
  if (passwords) return passwords;
  throw new DatabaseRefusal(
    'failed',
    `${place.credentials} is missing or damaged: start again, new passwords are then set.`,
  );
}

async function makeReady(cluster: Cluster, database: string): Promise<void> {
  try {
    await asAdmin(cluster.access(database), 'postgres', (admin) => ensureDatabase(admin, database));
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

function listening<L>(listeners: Set<L>): (listener: L) => () => void {
  return (listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
}

type Fixed = Pick<EmbeddedDatabase, 'state' | 'folder' | 'cluster' | 'onRestart' | 'onLost'>;

function faceOf(cluster: Cluster, database: string, fixed: Fixed): EmbeddedDatabase {
  const access = () => cluster.access(database);
  return {
    ...fixed,
    get pid() {
      return cluster.pid;
    },
    get access() {
      return access();
    },
    config: (role, name) => configFor(access(), role, name),
    url: (role, name) => urlFor(access(), role, name),
    createDatabase: (name, template) => asAdmin(access(), 'postgres', (admin) => createDatabase(admin, name, template)),
    dropDatabase: (name) => asAdmin(access(), 'postgres', (admin) => dropDatabase(admin, name)),
    stop: () => cluster.stop(),
  };
}
