import fs from 'node:fs';
import path from 'node:path';
import { giveTo, isRoot } from './account.ts';
import { makePasswords, readPasswords, roleStatements, writePasswords } from './credentials.ts';
import type { Installation } from './installation.ts';
import { hasCluster } from './place.ts';
import { isAlive, isPostmaster, readPostmaster } from './postmaster.ts';
import { runProgram } from './program.ts';
import { DatabaseRefusal } from './refusal.ts';

// The collation is code point order on every system, and with any other ctype trigrams ignore Japanese.
const INITDB_ARGUMENTS = [
  '--username=taiwa_admin',
  '--auth=reject',
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
  '--lc-ctype=C.UTF-8',
  '--no-instructions',
  '--no-sync',
];

const HOST_RULES = '# Written by Taiwa: this machine, its socket, a password.\nlocal all all scram-sha-256\n';

/** The stages this process works in right now: in a container its predecessor had the same process id. */
const ownStages = new Set<string>();

/**
 * Makes the cluster with its roles and passwords, all or nothing: it is prepared beside its place and published by one
 * rename, so a kill at any moment leaves no cluster or a whole one. Returns false when another process was faster.
 */
export async function createCluster(installation: Installation): Promise<boolean> {
  const { place, durable, account } = installation;
  sweepStages(place.base);
  const stage = fs.mkdtempSync(path.join(place.base, `init-${process.pid}-`));
  ownStages.add(stage);
  const cluster = path.join(stage, 'cluster');
  try {
    fs.mkdirSync(cluster, { mode: 0o700 });
    giveTo(account, cluster);
    if (isRoot()) fs.chmodSync(stage, 0o711);
    await fillStage(installation, stage, cluster);
    if (durable) await runProgram(installation.binaries.initdb, ['--sync-only', '-D', cluster], account);
    fs.renameSync(stage, place.home);
    if (durable) syncFolder(place.base);
    return true;
  } catch (error) {
    if (hasCluster(place)) return false;
    throw error;
  } finally {
    sweep(stage);
    ownStages.delete(stage);
  }
}

async function fillStage(installation: Installation, stage: string, cluster: string): Promise<void> {
  const { binaries, account } = installation;
  await runProgram(binaries.initdb, ['-D', cluster, ...INITDB_ARGUMENTS], account);
  fs.writeFileSync(path.join(cluster, 'pg_hba.conf'), HOST_RULES);
  const passwords = makePasswords();
  await runSingle(installation, cluster, roleStatements(passwords));
  writePasswords(path.join(stage, 'credentials.json'), passwords);
}

/** Runs statements as superuser on a cluster that no server runs on; secrets travel on stdin only. */
async function runSingle({ binaries, account }: Installation, cluster: string, statements: string[]): Promise<void> {
  const args = ['--single', '-D', cluster, '-c', 'exit_on_error=on', 'postgres'];
  await runProgram(binaries.postgres, args, account, `${statements.join('\n')}\n`);
}

/**
 * Sets new passwords when `credentials.json` was lost, or lacks a role that this release added.
 * Refuses while a server runs on the cluster, since nobody can log in to change them.
 */
export async function repairCredentials(installation: Installation): Promise<boolean> {
  const { place } = installation;
  if (readPasswords(place.credentials)) return false;
  const running = readPostmaster(place.cluster);
  if (running && isPostmaster(running.pid, place.cluster)) {
    throw new DatabaseRefusal(
      'failed',
      `${place.credentials} is missing or damaged while PostgreSQL runs: stop it with "kill -INT ${running.pid}" and start again, new passwords are then set.`,
    );
  }
  const passwords = makePasswords();
  await runSingle(installation, place.cluster, roleStatements(passwords));
  writePasswords(place.credentials, passwords);
  return true;
}

/** Removes what killed first starts left behind in a data folder. */
export function sweepStages(base: string): void {
  for (const name of fs.readdirSync(base)) {
    const maker = /^init-(\d+)-/.exec(name)?.[1];
    if (maker !== undefined && isAbandoned(path.join(base, name), Number(maker))) sweep(path.join(base, name));
  }
}

function isAbandoned(stage: string, maker: number): boolean {
  return maker === process.pid ? !ownStages.has(stage) : !isAlive(maker);
}

function sweep(folder: string): void {
  try {
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  } catch {
    // An initdb whose parent was killed is still writing; the next first start removes it.
  }
}

function syncFolder(folder: string): void {
  const handle = fs.openSync(folder, 'r');
  fs.fsyncSync(handle);
  fs.closeSync(handle);
}
