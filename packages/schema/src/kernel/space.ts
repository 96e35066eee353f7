import { Refusal } from './refusals.ts';

/** What a caller is told to wait: disks are not cleared within a retry. */
const WAIT_MS = 120_000;

let isShort = false;

/** Says whether the disk of the database is nearly full; until it is said, it is not. */
export function holdWrites(short: boolean): void {
  isShort = short;
}

/** Throws NO_SPACE while the disk of the database is nearly full. For whatever people and programs ask to be written. */
export function demandSpace(): void {
  if (isShort) throw new Refusal('NO_SPACE', WAIT_MS);
}
