import DataLoader from 'dataloader';
import type { Actor } from './actor.ts';

/** Loads many at once for one operation; the answers are in the order of the keys. */
export type Batch<Key, Value> = (actor: Actor, keys: readonly Key[]) => Promise<readonly (Value | Error)[]>;

/**
 * A loader for what no relation leads to: all keys that an operation asks for in one tick become one call. Nothing is shared
 * between operations, for each has an actor object of its own. `nameOf` makes a key comparable where it is an object.
 */
export function loader<Key, Value>(
  batch: Batch<Key, Value>,
  nameOf?: (key: Key) => string,
): (actor: Actor, key: Key) => Promise<Value> {
  const loaders = new WeakMap<Actor, DataLoader<Key, Value, unknown>>();
  return (actor, key) => {
    const known = loaders.get(actor);
    if (known) return known.load(key);
    const made = new DataLoader<Key, Value, unknown>((keys) => batch(actor, keys), nameOf && { cacheKeyFn: nameOf });
    loaders.set(actor, made);
    return made.load(key);
  };
}

/** Puts rows into the order of the keys they were asked by; what is missing is null. */
export function inOrder<Key, Row>(
  keys: readonly Key[],
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): (Row | null)[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => byKey.get(key) ?? null);
}
