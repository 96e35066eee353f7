import { Refusal } from './refusals.ts';

/** Does many jobs as one; answers their outcomes in the order of the jobs. */
export type Together<Job, Outcome> = (jobs: readonly Job[]) => Promise<readonly Outcome[]>;

interface Waiting<Job, Outcome> {
  readonly job: Job;
  readonly settle: (outcome: Outcome) => void;
  readonly fail: (error: unknown) => void;
}

/** How much a batch takes. */
export interface BatchSize {
  /** Most jobs done together. */
  readonly together: number;
  /** Most jobs that wait; more are refused as BUSY. */
  readonly waiting: number;
}

/**
 * Collects jobs while a batch is being done and does all of them as the next one: the pace is that of the work itself,
 * without a timer. Where jobs fail together each is done alone, so that nobody fails for another's job.
 */
export class SelfClockedBatch<Job, Outcome> {
  readonly #together: Together<Job, Outcome>;
  readonly #size: BatchSize;
  #waiting: Waiting<Job, Outcome>[] = [];
  #isRunning = false;

  constructor(together: Together<Job, Outcome>, size: BatchSize) {
    this.#together = together;
    this.#size = size;
  }

  /** Answers when the job is done; rejects with BUSY at once where too many wait already. */
  run(job: Job): Promise<Outcome> {
    if (this.#waiting.length >= this.#size.waiting) return Promise.reject(new Refusal('BUSY', 1000));
    return new Promise((settle, fail) => {
      this.#waiting.push({ job, settle, fail });
      if (!this.#isRunning) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.length > 0) await this.#do(this.#waiting.splice(0, this.#size.together));
    this.#isRunning = false;
  }

  async #do(batch: readonly Waiting<Job, Outcome>[]): Promise<void> {
    try {
      const outcomes = await this.#together(batch.map(({ job }) => job));
      batch.forEach(({ settle, fail }, place) => {
        const outcome = outcomes[place];
        if (outcome === undefined) fail(new Error('A job was left without an outcome.'));
        else settle(outcome);
      });
    } catch (error) {
      if (batch.length === 1 || error instanceof Refusal) for (const { fail } of batch) fail(error);
      else for (const one of batch) await this.#do([one]);
    }
  }
}
