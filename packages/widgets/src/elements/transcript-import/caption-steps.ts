import type { Failure } from '../../data/failure.ts';
import { MutationController } from '../../data/mutation-controller.ts';
import type { ClientHost } from '../../data/query-controller.ts';
import { StepQueue } from '../../data/step-queue.ts';
import { CaptionsAnswer, CaptionsAsk, CaptionsDelete, CaptionsWithdraw } from '../../generated/transcript-import.ts';
import type { ImportTranscriptInput } from '../../generated/types.ts';

/** What one of the two can do about captions; each answers whether it went through, and nothing runs twice. */
export class CaptionSteps {
  readonly #ask;
  readonly #answer;
  readonly #withdraw;
  readonly #delete;
  readonly #queue: StepQueue;

  constructor(host: ClientHost) {
    this.#ask = new MutationController(host, CaptionsAsk);
    this.#answer = new MutationController(host, CaptionsAnswer);
    this.#withdraw = new MutationController(host, CaptionsWithdraw);
    this.#delete = new MutationController(host, CaptionsDelete);
    this.#queue = new StepQueue([this.#ask, this.#answer, this.#withdraw, this.#delete]);
  }

  /** Whether one of them is under way. */
  get isRunning(): boolean {
    return this.#queue.isRunning;
  }

  /** Why the last one failed. */
  get failure(): Failure | undefined {
    return this.#queue.failure;
  }

  ask(input: ImportTranscriptInput): Promise<boolean> {
    return this.#begin(() => this.#ask.run(input));
  }

  answer(importId: string, textVersion: string, agrees: boolean): Promise<boolean> {
    return this.#begin(() => this.#answer.run({ importId, textVersion, agrees }));
  }

  /** Takes the consent to the transcript back, which ends an import that is under way. */
  withdraw(sessionId: string): Promise<boolean> {
    return this.#begin(() => this.#withdraw.run({ sessionId }));
  }

  /** Deletes the entries from one to another. */
  delete(sessionId: string, range: { readonly fromSeq: number; readonly toSeq: number }): Promise<boolean> {
    return this.#begin(() => this.#delete.run({ sessionId, ...range }));
  }

  async #begin(step: () => Promise<unknown>): Promise<boolean> {
    return (await this.#queue.take(step)) !== undefined;
  }
}
