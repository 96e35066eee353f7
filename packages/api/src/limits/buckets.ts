import { Refusal } from '@taiwa/schema/kernel/refusals';
import { now } from '@taiwa/schema/kernel/time';

/** What an operation cost its caller, and how much more they may spend. */
export interface Budget {
  readonly requested: number;
  readonly limit: number;
  readonly remaining: number;
  /** What comes back a second. */
  readonly restoreRate: number;
}

interface Bucket {
  readonly left: number;
  readonly at: number;
}

const MOST_BUCKETS = 50_000;

/** Budgets by name: each begins full with `limit` and is refilled by `restoreRate` a second up to it. */
export class Buckets {
  readonly #limit: number;
  readonly #restoreRate: number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(limit: number, restoreRate: number) {
    this.#limit = limit;
    this.#restoreRate = restoreRate;
  }

  /** Takes an amount and answers the budget after it; throws RATE_LIMITED with the time until there is enough. */
  take(name: string, amount: number): Budget {
    const at = now().getTime();
    const left = this.#leftOf(name, at);
    if (amount > left) throw new Refusal('RATE_LIMITED', Math.ceil(((amount - left) / this.#restoreRate) * 1_000));
    if (this.#buckets.size >= MOST_BUCKETS) this.#forgetFull(at);
    this.#buckets.set(name, { left: left - amount, at });
    const remaining = Math.floor(left - amount);
    return { requested: amount, limit: this.#limit, remaining, restoreRate: this.#restoreRate };
  }

  #leftOf(name: string, at: number): number {
    const bucket = this.#buckets.get(name);
    if (!bucket) return this.#limit;
    const restored = (Math.max(at - bucket.at, 0) / 1_000) * this.#restoreRate;
    return Math.min(bucket.left + restored, this.#limit);
  }

  #forgetFull(at: number): void {
    for (const name of this.#buckets.keys()) if (this.#leftOf(name, at) >= this.#limit) this.#buckets.delete(name);
    // Whoever fills the memory with names gets them all back; better than growing without end.
    if (this.#buckets.size >= MOST_BUCKETS) this.#buckets.clear();
  }
}
