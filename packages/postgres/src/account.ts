import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { DatabaseRefusal, USE_SERVER } from './refusal.ts';

/** The operating system account PostgreSQL runs as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const OWN_ACCOUNT = 'taiwa-db';

const MAKE_ACCOUNT = [
  ['useradd', '--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', OWN_ACCOUNT],
  ['adduser', '-S', '-D', '-H', OWN_ACCOUNT],
] as const;

/** The account of this process; refuses on Windows, where the embedded database does not run. */
export function ownAccount(): Account {
  if (!process.getuid || !process.getgid) {
    throw new DatabaseRefusal(
      'cannotRun',
      `The embedded database needs Linux or macOS: use one of them, ${USE_SERVER}.`,
    );
  }
  return { uid: process.getuid(), gid: process.getgid() };
}

/** Is this process root? PostgreSQL then has to run as somebody else. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** What `spawn` needs to run something as the account: nothing unless this process is root. */
export function spawnIds(account: Account): { uid?: number; gid?: number } {
  return isRoot() ? { uid: account.uid, gid: account.gid } : {};
}

/** Gives a file or folder to the account; does nothing unless this process is root. */
export function giveTo(account: Account, file: string): void {
  if (isRoot()) fs.chownSync(file, account.uid, account.gid);
}

/** The account a file belongs to. */
export function accountOf(file: string): Account {
  const { uid, gid } = fs.statSync(file);
  return { uid, gid };
}

/** The unprivileged account root lends to PostgreSQL: `postgres`, else `taiwa-db`, which is made when missing. */
export function lentAccount(): Account {
  const known = findAccount('postgres') ?? findAccount(OWN_ACCOUNT);
  if (known) return known;
  for (const [command, ...args] of MAKE_ACCOUNT) spawnSync(command, args);
  const made = findAccount(OWN_ACCOUNT);
  if (made) return made;
  throw new DatabaseRefusal(
    'notAllowed',
    `PostgreSQL does not run as root and no account for it could be made: start as an ordinary user, run "useradd --system postgres", ${USE_SERVER}.`,
  );
}

function findAccount(name: string): Account | undefined {
  const lines = fs.readFileSync('/etc/passwd', 'utf8').split('\n');
  const fields = lines.map((line) => line.split(':')).find(([first]) => first === name);
  return fields && { uid: Number(fields[2]), gid: Number(fields[3]) };
}
