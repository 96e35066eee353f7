import type { ReactiveController } from 'lit';
import type { Document } from './document.ts';
import type { SubmitAction } from './element-events.ts';
import { failureOf, isAbort, type Failure } from './failure.ts';
import type { ClientHost } from './query-controller.ts';

/** A mutation whose one field is called `result`: the thing, or a problem. */
export type Change<Result, Input> = Document<{ readonly result: Result }, { input: Input }>;

/** What a mutation answers where nothing stood in its way. */
export type Thing<Result> = Exclude<Result, { readonly message: string; readonly code: string }>;

/**
 * Runs one mutation and keeps what became of it. A write is never aborted: the person meant it, even if the element
 * leaves the page.
 */
export class MutationController<Result, Input> implements ReactiveController {
  running = false;
  failure: Failure | undefined;
  readonly #host: ClientHost;
  readonly #document: Change<Result, Input>;
  readonly #action: SubmitAction | undefined;

  /** With an action it is something a person sends, and the page is asked before. */
  constructor(host: ClientHost, document: Change<Result, Input>, action?: SubmitAction) {
    this.#host = host;
    this.#document = document;
    this.#action = action;
    host.addController(this);
  }

  hostConnected(): void {
    this.failure = undefined;
  }

  /** Answers the thing, or undefined where it failed; `failure` says how, and nothing where the page held it back. */
  async run(input: Input, client = this.#host.client): Promise<Thing<Result> | undefined> {
    if (client === undefined) return undefined;
    if (this.#isHeldBack) {
      this.#show(false, undefined);
      return undefined;
    }
    this.#show(true, undefined);
    const changing = client.change(this.#document, input);
    this.#host.hold(changing);
    try {
      const thing = await changing;
      this.#show(false, undefined);
      return thing;
    } catch (error) {
      if (isAbort(error)) this.#show(false, undefined);
      else this.#fail(failureOf(error, client));
      return undefined;
    }
  }

  /** Takes the failure off the page. */
  forget(): void {
    this.#show(this.running, undefined);
  }

  get #isHeldBack(): boolean {
    return this.#action !== undefined && this.#host.submits?.(this.#action) === false;
  }

  #fail(failure: Failure): void {
    this.#show(false, failure);
    this.#host.report(failure);
  }

  #show(running: boolean, failure: Failure | undefined): void {
    this.running = running;
    this.failure = failure;
    this.#host.requestUpdate();
  }
}
