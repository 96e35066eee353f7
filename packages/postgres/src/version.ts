import fs from 'node:fs';
import path from 'node:path';
import { errorCode } from './error-code.ts';
import { hasCluster, type Place } from './place.ts';
import { DatabaseRefusal } from './refusal.ts';

/** Version of the layout of a data folder; raise it when an older Taiwa must not touch what this one writes. */
export const FORMAT = 1;

/** The PostgreSQL this release carries. */
export const MAJOR = '18';

function formatFile(base: string): string {
  return path.join(base, 'format.json');
}

/** Refuses a data folder that a newer Taiwa has written; touches nothing. */
export function requireKnownFormat(base: string): void {
  const found = readFormat(base);
  if (found === undefined || found <= FORMAT) return;
  throw new DatabaseRefusal(
    'wrongVersion',
    `The data folder ${base} was written by a newer Taiwa (format ${found}, this one knows ${FORMAT}): start that release, or name another folder.`,
  );
}

function readFormat(base: string): number | undefined {
  let text: string;
  try {
    text = fs.readFileSync(formatFile(base), 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    if (errorCode(error) === 'EACCES') return undefined;
    throw error;
  }
  const format = /"format"\s*:\s*(\d+)/.exec(text)?.[1];
  // A file we cannot read is safer treated as one from the future than overwritten.
  return format === undefined ? Number.POSITIVE_INFINITY : Number(format);
}

/** Marks the folder with the format this release writes. */
export function writeFormat(base: string): void {
  if (readFormat(base) === FORMAT) return;
  const draft = `${formatFile(base)}.${process.pid}`;
  fs.writeFileSync(draft, `${JSON.stringify({ format: FORMAT })}\n`);
  fs.renameSync(draft, formatFile(base));
}

/** Refuses a cluster that another major version of PostgreSQL has written. */
export function requireMajor(place: Place): void {
  if (!hasCluster(place)) return;
  const found = fs.readFileSync(path.join(place.cluster, 'PG_VERSION'), 'utf8').trim();
  if (found === MAJOR) return;
  throw new DatabaseRefusal(
    'wrongVersion',
    `The database in ${place.base} was written by PostgreSQL ${found} and this release carries ${MAJOR}: start the release that wrote it, back it up, and restore the backup here.`,
  );
}
