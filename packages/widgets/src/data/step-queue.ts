import type { Failure } from './failure.ts';
import type { MutationController } from './mutation-controller.ts';
import type { ClientHost } from './query-controller.ts';

/** Mutations of which one runs at a time: what is pressed while another is under way waits its turn and is not lost. */
export class StepQueue {
  readonly #host: ClientHost;
  readonly #all: readonly { readonly running: boolean; failure: Failure | undefined }[];
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #failure: Failure | undefined;

  constructor(host: ClientHost, all: readonly { readonly running: boolean; failure: Failure | undefined }[]) {
    this.#host = host;
    this.#all = all;
  }

  /** Whether one of them is under way. */
  get isRunning(): boolean {
    return this.#all.some(({ running }) => running);
  }

  /** Why one failed, the first of those that were taken one after the other. */
  get failure(): Failure | undefined {
    return this.#failure ?? this.#all.find(({ failure }) => failure)?.failure;
  }

  /** Runs one once those before it are done, also where its host has left the page by then; answers what it answered. */
  take<Result, Input>(step: MutationController<Result, Input>, input: Input): ReturnType<typeof step.run> {
    if (this.#waiting === 0) this.#forget();
    this.#waiting += 1;
    const { client } = this.#host;
    const taken = this.#last.then(() => step.run(input, client)).finally(() => this.#end());
    this.#host.hold(taken);
    this.#last = taken.catch(() => undefined);
    return taken;
  }

  #end(): void {
    this.#waiting -= 1;
    this.#failure = this.failure;
  }

  #forget(): void {
    this.#failure = undefined;
    for (const one of this.#all) one.failure = undefined;
  }
}
