import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { ClusterAccess } from './access.ts';
import { asAdmin, createDatabase, dropDatabase } from './database.ts';
import { type EmbeddedDatabase, openEmbedded } from './embedded.ts';
import { DatabaseRefusal } from './refusal.ts';
import { type NamedDatabase, namedDatabase } from './template.ts';
import { testFolder } from './test-folder.ts';

export type { ClusterAccess, ConnectionConfig } from './access.ts';
export type { Role } from './role.ts';
export { type NamedDatabase, templateDatabase } from './template.ts';

/** A database made for a test. */
export interface TestDatabase extends NamedDatabase {
  /** Drops it, cutting its connections. */
  drop(): Promise<void>;
}

/** A cluster that belongs to this test run alone. */
export interface TestCluster {
  /** How to connect: plain data, made for vitest's `provide`. */
  readonly access: ClusterAccess;
  /** Stops it; its templates stay for the next run. */
  stop(): Promise<void>;
}

const MOST_CLUSTERS = 16;

/**
 * Opens a cluster for one test run (fsync off), kept between runs under `name`. When another run has it, takes
 * `name-2`, `name-3` …; databases that a killed run left in it are dropped, finished templates are not.
 */
export async function openTestCluster(name: string, log?: (line: string) => void): Promise<TestCluster> {
  const folder = testFolder();
  const cluster = await openFirstFree(path.join(folder, name), log);
  await dropLeftovers(cluster.access);
  return { access: cluster.access, stop: () => cluster.stop() };
}

async function openFirstFree(base: string, log?: (line: string) => void, number = 1): Promise<EmbeddedDatabase> {
  const folder = number === 1 ? base : `${base}-${number}`;
  try {
    return await openEmbedded({ folder, durable: false, ...(log && { log }) });
  } catch (error) {
    if (!canTryNext(error) || number >= MOST_CLUSTERS) throw error;
    return openFirstFree(base, log, number + 1);
  }
}

// In use by another run, made by another user, or written by another release.
function canTryNext(error: unknown): boolean {
  return error instanceof DatabaseRefusal && ['inUse', 'notAllowed', 'wrongVersion'].includes(error.reason);
}

const LEFTOVERS = `select datname as name from pg_database where datname ~ '^(test|template)_' and not datistemplate`;

async function dropLeftovers(access: ClusterAccess): Promise<void> {
  await asAdmin(access, 'postgres', async (admin) => {
    const { rows } = await admin.query<{ name: string }>(LEFTOVERS);
    for (const { name } of rows) await dropDatabase(admin, name);
  });
}

/** Makes a database of a random name as a copy of a template (about 0.1 s), or an empty one when none is given. */
export async function createFromTemplate(access: ClusterAccess, template?: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asAdmin(access, 'postgres', (admin) => createDatabase(admin, name, template));
  const drop = () => asAdmin(access, 'postgres', (admin) => dropDatabase(admin, name));
  return { ...namedDatabase(access, name), drop };
}
