import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { accountOf, giveTo, spawnIds } from './account.ts';
import type { Installation } from './installation.ts';
import { isPostmaster, type Postmaster, readPostmaster } from './postmaster.ts';
import { cleanEnvironment } from './program.ts';
import { DatabaseRefusal } from './refusal.ts';
import { settingArguments } from './settings.ts';
import { makeSocketFolder, PORT } from './socket-folder.ts';

/** A postmaster that accepts connections. */
export interface Running extends Postmaster {
  /** Did this call start it, or was it running already? */
  readonly startedHere: boolean;
}

const LOG_LIMIT = 10 * 2 ** 20;

/** The arguments a postmaster of this installation runs with; they tell whether a running one is up to date. */
export function postmasterArguments({ place, account, settings }: Installation): string[] {
  const socket = makeSocketFolder(place.base, account);
  return ['-D', place.cluster, '-k', socket, '-p', String(PORT), ...settingArguments(settings)];
}

/**
 * Returns the postmaster of the data directory once it is ready: the one that runs, else one that is started.
 * Waits for one that is still starting, recovering or stopping. Throws a {@link DatabaseRefusal} with the log's last
 * lines when none is ready before `until` (a time in ms).
 */
export async function bringUp(installation: Installation, until: number): Promise<Running> {
  for (;;) {
    const found = readPostmaster(installation.place.cluster);
    if (found && isPostmaster(found.pid, installation.place.cluster)) {
      if (found.status === 'ready') return { ...found, startedHere: false };
      if (Date.now() > until) throw stillBusy(installation, found);
      await pause(20);
      continue;
    }
    const started = await tryStart(installation, found?.pid, until);
    if (started) return started;
    await pause(50);
  }
}

/** Starts a postmaster; undefined when another one, or what a killed one left in memory, is in the way for now. */
async function tryStart(
  installation: Installation,
  stale: number | undefined,
  until: number,
): Promise<Running | undefined> {
  const { cluster } = installation.place;
  const launch = launchPostmaster(installation, stale);
  while (launch.ended() === undefined) {
    const now = readPostmaster(cluster);
    if (now?.pid === launch.child.pid && now?.status === 'ready') return { ...now, startedHere: true };
    if (Date.now() > until) throw new DatabaseRefusal('failed', notReady(installation), launch.said());
    await pause(10);
  }
  const said = launch.said();
  const other = readPostmaster(cluster);
  if (other && isPostmaster(other.pid, cluster)) return undefined;
  if (/shared memory block|lock file/.test(said) && Date.now() < until) return undefined;
  throw new DatabaseRefusal('failed', `PostgreSQL did not start (${launch.ended()}): ${cause(said)}`, said);
}

interface Launch {
  readonly child: ChildProcess;
  ended(): string | undefined;
  said(): string;
}

/** The postmaster gets its own session: Ctrl-C must reach us, not it, and it may outlive us. */
function launchPostmaster(installation: Installation, stale: number | undefined): Launch {
  const { place, account, binaries } = installation;
  const log = openLog(installation);
  const from = fs.fstatSync(log).size;
  // A stale lock file names a process that may since be anything, so PostgreSQL is told to look past that one id; its
  // check of the shared memory still finds a server that really runs.
  const env = { ...cleanEnvironment(), ...(stale === undefined ? {} : { PG_GRANDPARENT_PID: String(stale) }) };
  const options = { ...spawnIds(account), env, cwd: '/', detached: true };
  const child = spawn(binaries.postgres, postmasterArguments(installation), {
    ...options,
    stdio: ['ignore', log, log],
  });
  let ended: string | undefined;
  child.on('error', (error) => (ended = error.message));
  child.on('exit', (code, signal) => (ended = String(code ?? signal)));
  child.unref();
  fs.closeSync(log);
  return { child, ended: () => ended, said: () => lastLines(place.log, from) };
}

function openLog({ place }: Installation): number {
  if ((fs.statSync(place.log, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT)
    fs.renameSync(place.log, `${place.log}.1`);
  const log = fs.openSync(
    place.log,
    fs.constants.O_CREAT | fs.constants.O_APPEND | fs.constants.O_WRONLY | fs.constants.O_NOFOLLOW,
    0o600,
  );
  giveTo(accountOf(place.base), place.log);
  return log;
}

function lastLines(file: string, from: number): string {
  try {
    return fs.readFileSync(file).subarray(from).toString().trim().split('\n').slice(-8).join('\n');
  } catch {
    return '';
  }
}

function cause(said: string): string {
  const lines = said.split('\n');
  return (lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? '').trim();
}

function notReady({ place }: Installation): string {
  return `PostgreSQL did not become ready in time: see ${place.log}, then start again.`;
}

function stillBusy(installation: Installation, found: Postmaster): DatabaseRefusal {
  const { log } = installation.place;
  return new DatabaseRefusal(
    'inUse',
    `PostgreSQL (pid ${found.pid}) is still ${found.status || 'starting'}: wait for it, or see ${log}.`,
    lastLines(log, 0),
  );
}
