import { afterEach } from 'vitest';
import { after, freezeTime, now } from '../kernel/time.ts';

/** Lets the tests of the file that calls it (at its top) move the clock; after each of them it goes as ever. */
export function useClock(): { readonly inDays: (count: number) => void } {
  let thaw = () => {};
  afterEach(() => thaw());
  return {
    inDays(count) {
      thaw = freezeTime(after(now(), count, 'days'));
    },
  };
}
