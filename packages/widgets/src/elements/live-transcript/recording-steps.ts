import type { Failure } from '../../data/failure.ts';
import { MutationController } from '../../data/mutation-controller.ts';
import type { ClientHost } from '../../data/query-controller.ts';
import { StepQueue } from '../../data/step-queue.ts';
import {
  TranscriptAnswer,
  TranscriptAsk,
  TranscriptDelete,
  TranscriptLeave,
  TranscriptPause,
  TranscriptResume,
  TranscriptStop,
  TranscriptWithdraw,
} from '../../generated/live-transcript.ts';
import type { RecordingStandsFragment } from '../../generated/types.ts';

/** Steps that need nothing but the talk. */
export type PlainStep = 'pause' | 'resume' | 'stop' | 'leave' | 'withdraw';

/** A range of entries, both ends included. */
export interface Range {
  readonly fromSeq: number;
  readonly toSeq: number;
}

/** What one of the two can do about a recording; each answers where it stands then, or undefined where it failed. */
export class RecordingSteps {
  readonly #ask;
  readonly #answer;
  readonly #delete;
  readonly #plain;
  readonly #queue: StepQueue;

  constructor(host: ClientHost) {
    this.#ask = new MutationController(host, TranscriptAsk);
    this.#answer = new MutationController(host, TranscriptAnswer);
    this.#delete = new MutationController(host, TranscriptDelete);
    this.#plain = {
      pause: new MutationController(host, TranscriptPause),
      resume: new MutationController(host, TranscriptResume),
      stop: new MutationController(host, TranscriptStop),
      leave: new MutationController(host, TranscriptLeave),
      withdraw: new MutationController(host, TranscriptWithdraw),
    };
    this.#queue = new StepQueue(host, [this.#ask, this.#answer, this.#delete, ...Object.values(this.#plain)]);
  }

  /** Whether one of them is under way. */
  get isRunning(): boolean {
    return this.#queue.isRunning;
  }

  /** Why the last one failed. */
  get failure(): Failure | undefined {
    return this.#queue.failure;
  }

  ask(sessionId: string, textVersion: string): Promise<RecordingStandsFragment | undefined> {
    return this.#queue.take(this.#ask, { sessionId, textVersion });
  }

  answer(sessionId: string, textVersion: string, agrees: boolean): Promise<RecordingStandsFragment | undefined> {
    return this.#queue.take(this.#answer, { sessionId, textVersion, agrees });
  }

  take(step: PlainStep, sessionId: string): Promise<RecordingStandsFragment | undefined> {
    return this.#queue.take(this.#plain[step], { sessionId });
  }

  /** Deletes what was said: a range of it, or all. */
  delete(sessionId: string, range?: Range): Promise<RecordingStandsFragment | undefined> {
    return this.#queue.take(this.#delete, { sessionId, ...range });
  }
}
