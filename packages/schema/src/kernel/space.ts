import { Refusal } from './refusals.ts';

/** What a caller is told to wait: disks are not cleared within a retry. */
const WAIT_MS = 120_000;

type Listener = (isShort: boolean) => void;

let isShort = false;
const listeners = new Set<Listener>();

/** Says whether the disk of the database is nearly full; until it is said, it is not. */
export function holdWrites(short: boolean): void {
  if (short === isShort) return;
  isShort = short;
  for (const listener of listeners) listener(short);
}

/** Calls back at once and whenever that changes: whether the disk of the database is nearly full. Answers how to end that. */
export function followSpace(listener: Listener): () => void {
  listeners.add(listener);
  listener(isShort);
  return () => void listeners.delete(listener);
}

/** Throws NO_SPACE while the disk of the database is nearly full. For whatever people and programs ask to be written. */
export function demandSpace(): void {
  if (isShort) throw new Refusal('NO_SPACE', WAIT_MS);
}
