import { Refusal } from '@taiwa/schema/kernel/refusals';
import { now } from '@taiwa/schema/kernel/time';

/** Remembers for a time what must not come twice. When it is full it makes callers wait rather than forget too early. */
export class Seen {
  readonly #milliseconds: number;
  readonly #most: number;
  readonly #until = new Map<string, number>();

  constructor(milliseconds: number, most: number) {
    this.#milliseconds = milliseconds;
    this.#most = most;
  }

  /** Notes it; false where it was there. Throws BUSY where nothing more can be noted. */
  note(id: string): boolean {
    const at = now().getTime();
    // A Map remembers the order of insertion, which here is that of expiry.
    for (const [known, until] of this.#until) {
      if (until > at) break;
      this.#until.delete(known);
    }
    if (this.#until.has(id)) return false;
    if (this.#until.size >= this.#most) throw new Refusal('BUSY', 1_000);
    this.#until.set(id, at + this.#milliseconds);
    return true;
  }
}
