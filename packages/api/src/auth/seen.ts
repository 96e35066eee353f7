import { Refusal } from '@taiwa/schema/kernel/refusals';
import { now } from '@taiwa/schema/kernel/time';

/** How long things are remembered, and how many. */
export interface SeenSettings {
  readonly milliseconds: number;
  readonly most: number;
  /** How many of one holder, so that nobody fills the memory of all. */
  readonly mostOfOne: number;
}

interface Noted {
  readonly holder: string;
  readonly until: number;
}

/** Remembers for a time what must not come twice. When it is full it makes callers wait rather than forget too early. */
export class Seen {
  readonly #settings: SeenSettings;
  readonly #noted = new Map<string, Noted>();
  readonly #counts = new Map<string, number>();

  constructor(settings: SeenSettings) {
    this.#settings = settings;
  }

  /** Notes it; false where it was there. Throws RATE_LIMITED for a holder of too many, BUSY where nothing more can be noted. */
  note(holder: string, id: string): boolean {
    const { milliseconds, most, mostOfOne } = this.#settings;
    const at = now().getTime();
    this.#forgetUntil(at);
    const name = `${holder} ${id}`;
    if (this.#noted.has(name)) return false;
    const count = this.#counts.get(holder) ?? 0;
    if (count >= mostOfOne) throw new Refusal('RATE_LIMITED', 1_000);
    if (this.#noted.size >= most) throw new Refusal('BUSY', 1_000);
    this.#noted.set(name, { holder, until: at + milliseconds });
    this.#counts.set(holder, count + 1);
    return true;
  }

  #forgetUntil(at: number): void {
    // A Map remembers the order of insertion, which here is that of expiry.
    for (const [name, { holder, until }] of this.#noted) {
      if (until > at) return;
      this.#noted.delete(name);
      const left = (this.#counts.get(holder) ?? 1) - 1;
      if (left > 0) this.#counts.set(holder, left);
      else this.#counts.delete(holder);
    }
  }
}
