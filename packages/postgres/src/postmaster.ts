import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode } from './error-code.ts';

/** What a postmaster says about itself in `postmaster.pid`. */
export interface Postmaster {
  /** Always above 1, so it can be signalled without hitting a process group. */
  readonly pid: number;
  readonly port: number;
  /** Folder of the Unix socket. */
  readonly socket: string;
  /** `starting`, `ready`, `stopping`, or empty while the file is still being written. */
  readonly status: string;
}

/** The postmaster named in the data directory, alive or not; undefined when none is. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = fs.readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Math.abs(Number(lines[0]));
  if (!(pid > 1)) return undefined;
  return { pid, port: Number(lines[3]), socket: lines[4] ?? '', status: (lines[7] ?? '').trim() };
}

/** Is there a process with this id, whoever owns it? */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** Is this process, right now, a PostgreSQL running on this data directory? A zombie is not. */
export function isPostmaster(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false;
  return process.platform === 'linux' ? isPostmasterInProc(pid, cluster) : isPostmasterInList(pid, cluster);
}

function isPostmasterInProc(pid: number, cluster: string): boolean {
  try {
    if (fs.readFileSync(`/proc/${pid}/comm`, 'utf8').trim() !== 'postgres') return false;
    return worksIn(pid, cluster);
  } catch {
    return false;
  }
}

function worksIn(pid: number, cluster: string): boolean {
  try {
    return fs.readlinkSync(`/proc/${pid}/cwd`) === fs.realpathSync(cluster);
  } catch (error) {
    // Root of a container may read the command line of another account's process but not its working directory.
    if (errorCode(error) !== 'EACCES' && errorCode(error) !== 'EPERM') throw error;
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(cluster);
  }
}

function isPostmasterInList(pid: number, cluster: string): boolean {
  const list = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return list.stdout.includes('postgres') && list.stdout.includes(cluster);
}

/** Asks the postmaster for a fast shutdown: sessions are cut, acknowledged rows are kept. Nothing if it is gone. */
export function interruptPostmaster(pid: number, cluster: string): void {
  if (isPostmaster(pid, cluster)) process.kill(pid, 'SIGINT');
}

/** Waits until the process no longer runs on the data directory; false when it still does after `patience` ms. */
export async function untilGone(pid: number, cluster: string, patience: number): Promise<boolean> {
  const until = Date.now() + patience;
  while (isPostmaster(pid, cluster)) {
    if (Date.now() > until) return false;
    await pause(10);
  }
  return true;
}
