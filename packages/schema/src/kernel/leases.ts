import { Refusal } from './refusals.ts';

/** Things that are lent to one taker at a time: at most `most` of them, made when first needed, the last returned goes out first. */
export class Leases<T> {
  readonly #free: T[] = [];
  readonly #waiting = new Set<(thing: T) => void>();
  readonly #most: number;
  readonly #patience: number;
  readonly #make: () => T;
  #made = 0;

  /** `patience` is how many milliseconds a taker waits at most. */
  constructor(most: number, patience: number, make: () => T) {
    this.#most = most;
    this.#patience = patience;
    this.#make = make;
  }

  /** Lends one; rejects with BUSY when none came back in time. First come, first served. */
  async take(): Promise<T> {
    return this.takeNow() ?? this.#wait();
  }

  /** Lends one if there is one at this moment. */
  takeNow(): T | undefined {
    const free = this.#free.pop();
    if (free !== undefined || this.#made === this.#most) return free;
    this.#made++;
    return this.#make();
  }

  /** Takes one back and hands it to who waits longest. */
  giveBack(thing: T): void {
    const [next] = this.#waiting;
    if (next) next(thing);
    else this.#free.push(thing);
  }

  #wait(): Promise<T> {
    return new Promise((resolve, reject) => {
      const taker = (thing: T): void => {
        clearTimeout(timer);
        this.#waiting.delete(taker);
        resolve(thing);
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(taker);
        reject(new Refusal('BUSY', 1000));
      }, this.#patience);
      this.#waiting.add(taker);
    });
  }
}
