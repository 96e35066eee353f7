import fs from 'node:fs';
import { DatabaseRefusal, USE_SERVER } from './refusal.ts';

const NEEDED_FOR_NEW = 160;
const NEEDED_TO_START = 32;

/**
 * Refuses when the disk of the folder has less free space than a start needs (in MB: 160 for a new database, 32 for one
 * that exists). PostgreSQL itself would only say "could not write lock file", into a log on the same full disk.
 */
export function requireSpace(base: string, exists: boolean): void {
  const disk = fs.statfsSync(base);
  const free = Math.floor((disk.bavail * disk.bsize) / 2 ** 20);
  const needed = exists ? NEEDED_TO_START : NEEDED_FOR_NEW;
  if (free >= needed) return;
  throw new DatabaseRefusal(
    'noSpace',
    `Only ${free} MB are free in ${base} and the database needs ${needed} to start: free some space, name another folder, ${USE_SERVER}.`,
  );
}
