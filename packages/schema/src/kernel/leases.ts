import { Refusal } from './refusals.ts';

type Taker<T> = (thing: T) => void;

/**
 * Things that are lent to one taker at a time: at most `most` of them, made when first needed, the last returned goes out first.
 * Takers belong to groups: one group holds at most its share, and those who wait are served group by group, so that whoever
 * asks for much waits for themselves and not the others for them.
 */
export class Leases<T> {
  readonly #free: T[] = [];
  readonly #lent = new Map<T, string>();
  readonly #held = new Map<string, number>();
  readonly #waiting = new Map<string, Set<Taker<T>>>();
  readonly #most: number;
  readonly #patience: number;
  readonly #make: () => T;
  readonly #share: number;
  #made = 0;

  /** `patience` is how many milliseconds a taker waits at most; `share` how many things one group may hold: all, if not given. */
  constructor(most: number, patience: number, make: () => T, share = most) {
    this.#most = most;
    this.#patience = patience;
    this.#make = make;
    this.#share = share;
  }

  /** Lends one; rejects with BUSY when none came back in time. Within a group first come, first served. */
  async take(group = ''): Promise<T> {
    return this.takeNow(group) ?? this.#wait(group);
  }

  /** Lends one if there is one for the group at this moment. */
  takeNow(group = ''): T | undefined {
    if (!this.#hasShare(group)) return undefined;
    const free = this.#free.pop();
    if (free !== undefined) return this.#lend(free, group);
    if (this.#made === this.#most) return undefined;
    this.#made++;
    return this.#lend(this.#make(), group);
  }

  /** Takes one back and hands it to who waits longest in the group whose turn it is. */
  giveBack(thing: T): void {
    const group = this.#lent.get(thing) ?? '';
    const left = (this.#held.get(group) ?? 1) - 1;
    if (left > 0) this.#held.set(group, left);
    else this.#held.delete(group);
    this.#lent.delete(thing);
    const next = this.#next();
    if (next) next(thing);
    else this.#free.push(thing);
  }

  #hasShare(group: string): boolean {
    return (this.#held.get(group) ?? 0) < this.#share;
  }

  #lend(thing: T, group: string): T {
    this.#lent.set(thing, group);
    this.#held.set(group, (this.#held.get(group) ?? 0) + 1);
    return thing;
  }

  #next(): Taker<T> | undefined {
    for (const [group, takers] of this.#waiting) {
      if (!this.#hasShare(group)) continue;
      // The others first, next time.
      this.#waiting.delete(group);
      this.#waiting.set(group, takers);
      const [first] = takers;
      return first;
    }
    return undefined;
  }

  #wait(group: string): Promise<T> {
    const takers = this.#waiting.get(group) ?? new Set();
    this.#waiting.set(group, takers);
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        clearTimeout(timer);
        takers.delete(taker);
        if (takers.size === 0) this.#waiting.delete(group);
      };
      const taker: Taker<T> = (thing) => {
        leave();
        resolve(this.#lend(thing, group));
      };
      const timer = setTimeout(() => {
        leave();
        reject(new Refusal('BUSY', 1000));
      }, this.#patience);
      takers.add(taker);
    });
  }
}
