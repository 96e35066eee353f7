import { failureOf, type Failure } from '../data/failure.ts';

/** What became of several changes. */
export interface Tally<Item> {
  readonly done: readonly Item[];
  readonly failed: readonly Item[];
  /** Why the last of those failed. */
  readonly why?: Failure;
}

/** Changes things one after the other; one that fails does not keep the others back. */
export async function oneByOne<Item>(
  items: readonly Item[],
  change: (item: Item) => Promise<unknown>,
  step: () => void,
): Promise<Tally<Item>> {
  const done: Item[] = [];
  const failed: Item[] = [];
  let why: Failure | undefined;
  for (const item of items) {
    try {
      await change(item);
      done.push(item);
    } catch (error) {
      failed.push(item);
      why = failureOf(error);
    }
    step();
  }
  return { done, failed, ...(why && { why }) };
}
