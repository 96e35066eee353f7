import type { Failure } from './failure.ts';

/** What is known of a mutation; its controller tells. */
interface Step {
  readonly running: boolean;
  failure: Failure | undefined;
}

/** Mutations of which one runs at a time: what is pressed while another is under way waits its turn and is not lost. */
export class StepQueue {
  readonly #all: readonly Step[];
  #last: Promise<unknown> = Promise.resolve();

  constructor(all: readonly Step[]) {
    this.#all = all;
  }

  /** Whether one of them is under way. */
  get isRunning(): boolean {
    return this.#all.some(({ running }) => running);
  }

  /** Why the last one failed. */
  get failure(): Failure | undefined {
    return this.#all.find(({ failure }) => failure)?.failure;
  }

  /** Begins a step once those before it are done; what failed before is forgotten then. */
  take<Answer>(step: () => Promise<Answer>): Promise<Answer> {
    const taken = this.#last.then(() => {
      for (const one of this.#all) one.failure = undefined;
      return step();
    });
    this.#last = taken;
    return taken;
  }
}
