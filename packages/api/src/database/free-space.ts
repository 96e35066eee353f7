import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { holdWrites } from '@taiwa/schema/kernel/space';
import { StartRefusal } from '../env.ts';
import type { Logger } from '../observe/log.ts';

const MB = 2 ** 20;
const LOOK_EVERY_MS = 5_000;
/** What a new database takes by itself, before anything is written into it. */
const NEW_DATABASE_MB = 160;

/** A folder, and how many MB of its disk nothing is written into. */
export interface Reserve {
  readonly folder: string;
  readonly reserveMb: number;
}

/** The folder, or the nearest one above it that is there. */
function standing(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : standing(dirname(folder));
}

/** The MB that are free for this process on the disk of a folder, which need not exist yet. */
async function freeMb(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(standing(folder));
  return Math.floor((bavail * bsize) / MB);
}

/** Throws StartRefusal where a database that is not there yet would come to be on a disk it may not write to. */
export async function requireRoom({ folder, reserveMb }: Reserve): Promise<void> {
  if (existsSync(folder)) return;
  const free = await freeMb(folder);
  const needed = reserveMb + NEW_DATABASE_MB;
  if (free >= needed) return;
  throw new StartRefusal(
    `Only ${free} MB are free for ${folder}, and a new database needs ${needed}: free some space, name another folder with TAIWA_DATA, or set TAIWA_RESERVE_MB lower.`,
    5,
  );
}

const shortage = (folder: string, free: number, reserveMb: number): string =>
  `Only ${free} MB are free in ${folder}. Nothing is written until ${reserveMb} MB are; what is there can be read. Free some space, or move the folder.`;

/**
 * Looks at the disk of the embedded database now and every five seconds: below the reserve nothing is written, and the log says
 * so once; above it again writes go on by themselves.
 */
export async function watchFreeSpace({ folder, reserveMb }: Reserve, log: Logger): Promise<{ stop(): void }> {
  let isShort = false;
  const look = async (): Promise<void> => {
    const free = await freeMb(folder);
    const wasShort = isShort;
    isShort = free < reserveMb;
    holdWrites(isShort);
    if (isShort && !wasShort) log.error({ folder, free }, shortage(folder, free, reserveMb));
    if (!isShort && wasShort) log.warn({ folder, free }, `${free} MB are free in ${folder}: writing goes on.`);
  };
  await look();
  const again = () => void look().catch((error: unknown) => log.warn({ err: error }, 'the disk could not be asked'));
  const timer = setInterval(again, LOOK_EVERY_MS).unref();
  return {
    stop: () => {
      clearInterval(timer);
      holdWrites(false);
    },
  };
}
