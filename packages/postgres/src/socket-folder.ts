import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Account, giveTo } from './account.ts';
import { errorCode } from './error-code.ts';
import { canEnter } from './place.ts';
import { DatabaseRefusal } from './refusal.ts';

/** The number in the socket's name. */
export const PORT = 5432;

// The kernel allows 107 bytes, and PostgreSQL puts ".lock" beside the socket.
const LONGEST = 100;

/**
 * Makes the folder of the Unix socket, open to the account alone, and returns its path: `run` in the data folder, or a
 * short folder below the system's temporary one when that path is too long (bytes, not characters) or has characters
 * that a list of folders gives a meaning to. Refuses when somebody else already has the short one.
 */
export function makeSocketFolder(base: string, account: Account): string {
  const folder = chooseFolder(base, account);
  try {
    fs.mkdirSync(folder, { mode: 0o700 });
    giveTo(account, folder);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  const state = fs.lstatSync(folder);
  if (state.isDirectory() && state.uid === account.uid && (state.mode & 0o077) === 0) return folder;
  throw new DatabaseRefusal(
    'notAllowed',
    `${folder} belongs to someone else: remove it, or set TMPDIR to another folder.`,
  );
}

function chooseFolder(base: string, account: Account): string {
  const near = path.join(base, 'run');
  const key = createHash('sha256').update(fs.realpathSync(base)).digest('hex').slice(0, 12);
  const short = path.join(os.tmpdir(), `taiwa-${account.uid}-${key}`);
  if (isUsable(near)) return near;
  return isUsable(short) && canEnter(account, short) ? short : path.join('/tmp', path.basename(short));
}

function isUsable(folder: string): boolean {
  return Buffer.byteLength(path.join(folder, `.s.PGSQL.${PORT}`)) <= LONGEST && !/[,"\n]/.test(folder);
}
