import type { Failure } from '../../data/failure.ts';
import { MutationController } from '../../data/mutation-controller.ts';
import type { ClientHost } from '../../data/query-controller.ts';
import { StepQueue } from '../../data/step-queue.ts';
import { CaptionsAnswer, CaptionsAsk, CaptionsDelete, CaptionsWithdraw } from '../../generated/transcript-import.ts';
import type { ImportTranscriptInput } from '../../generated/types.ts';

const isDone = (answer: unknown): boolean => answer !== undefined;

/** What one of the two can do about captions, one step at a time; each answers whether it went through. */
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
    this.#queue = new StepQueue(host, [this.#ask, this.#answer, this.#withdraw, this.#delete]);
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
    return this.#queue.take(this.#ask, input).then(isDone);
  }

  answer(importId: string, textVersion: string, agrees: boolean): Promise<boolean> {
    return this.#queue.take(this.#answer, { importId, textVersion, agrees }).then(isDone);
  }

  /** Takes the consent to the transcript back, which ends an import that is under way. */
  withdraw(sessionId: string): Promise<boolean> {
    return this.#queue.take(this.#withdraw, { sessionId }).then(isDone);
  }

  /** Deletes the entries from one to another. */
  delete(sessionId: string, range: { readonly fromSeq: number; readonly toSeq: number }): Promise<boolean> {
    return this.#queue.take(this.#delete, { sessionId, ...range }).then(isDone);
  }
}
