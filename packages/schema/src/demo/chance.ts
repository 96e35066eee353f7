import { createRandom, type Random } from '../modules/insights/engine/random.ts';

const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

/** Reproducible choices: the same seed makes the same company, with the same ids. */
export class Chance {
  readonly random: Random;

  constructor(seed: number, stream = 0) {
    this.random = createRandom(seed, stream);
  }

  /** An id that looks like any other. */
  id(prefix: string): string {
    let text = '';
    for (let place = 0; place < 26; place += 1) text += LETTERS[this.random.integer(32)];
    return `${prefix}_${text}`;
  }

  /** Whether something of this probability happens. */
  happens(probability: number): boolean {
    return this.random.uniform() < probability;
  }

  /** One of the things. */
  pick<T>(things: readonly T[]): T {
    return things[this.random.integer(things.length)] as T;
  }

  /** One of the things by their shares, which need not add up to anything. */
  draw<T>(shares: readonly (readonly [T, number])[]): T {
    let left = this.random.uniform() * shares.reduce((sum, [, share]) => sum + share, 0);
    for (const [thing, share] of shares) if ((left -= share) < 0) return thing;
    return (shares.at(-1) as readonly [T, number])[0];
  }
}
