import { now } from '@taiwa/schema/kernel/time';

/** Milliseconds until the second word about an outage; each further one waits twice as long, up to the longest. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/** Says of something that keeps failing what is worth saying: the first time, then ever more rarely, with how often it failed. */
export class Outage {
  #failures = 0;
  #wait = 0;
  #until = 0;

  /** Notes one failure; answers how often it failed since the last word where a word is due, and 0 where it is not. */
  fail(): number {
    this.#failures += 1;
    const at = now().getTime();
    if (at < this.#until) return 0;
    const failures = this.#failures;
    this.#failures = 0;
    this.#wait = Math.min(Math.max(this.#wait * 2, FIRST_WAIT_MS), LONGEST_WAIT_MS);
    // Processes that lost the same database do not all come back in the same instant.
    this.#until = at + this.#wait * (0.75 + Math.random() / 2);
    return failures;
  }

  /** Milliseconds that whoever can wait waits before trying again; 0 while all is well. */
  get pause(): number {
    return Math.max(this.#until - now().getTime(), 0);
  }

  /** It works again: the next failure is a new outage. */
  end(): void {
    this.#failures = 0;
    this.#wait = 0;
    this.#until = 0;
  }
}
