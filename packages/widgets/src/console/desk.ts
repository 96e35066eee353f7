import { succeeded } from '@taiwa/sdk/core';
import { nothing, type TemplateResult } from 'lit';
import type { Client } from '../data/client.ts';
import type { Document } from '../data/document.ts';
import type { DraftKey } from '../data/draft.ts';
import { failureOf, type Failure } from '../data/failure.ts';
import type { Change, Thing } from '../data/mutation-controller.ts';
import type { ClientHost } from '../data/query-controller.ts';
import type { Words } from '../locale/words.ts';
import { BulkWork, type BulkOutcome } from './bulk-work.ts';
import { FormDraft, type Typed } from './form-draft.ts';
import { sheet } from './sheet.ts';
import { Shortcoming } from './shortcoming.ts';
import { trouble, troubleText } from './trouble.ts';

/** What became of a change. */
export interface Outcome {
  readonly said: string;
  readonly isTrouble?: boolean;
  /** Takes it back; throws what stands in the way. */
  readonly undo?: (() => Promise<unknown>) | undefined;
  /** Does it once more, where it did not go through. */
  readonly again?: () => void;
}

/** Something a person does by a sheet: a form, or a question before something grave. */
export interface Task {
  readonly title: string;
  /** What stands in it, filled in with what was typed and not saved. */
  readonly body: (typed: Typed) => TemplateResult;
  readonly submit: string;
  readonly isGrave?: boolean;
  /** Names what is typed, so that it is kept until it is saved; left out where nothing is typed. */
  readonly draft?: string;
  /** How many things it changes one after the other: the sheet closes at once, and the page counts. */
  readonly all?: number;
  /** Does it and answers what to say. What it throws is shown above the button, and what was typed stays. */
  readonly run: (given: FormData, step: () => void) => Promise<Outcome>;
}

/** The element at whose desk something is done. */
export interface DeskHost extends ClientHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
  reload(): Promise<void>;
  /** Names a draft of whoever looks; undefined while nobody knows who that is. */
  draftKey(subject: string): DraftKey | undefined;
}

/**
 * What is being done in an element of the console: one sheet at a time with its draft, what became of it, and the way back.
 * After each change the host reads anew.
 */
export class Desk {
  readonly #host: DeskHost;
  readonly #words: Words;
  readonly #told: BulkWork;
  readonly #draft: FormDraft;
  #task: (() => Task) | undefined;
  #failure: Failure | undefined;
  #isBusy = false;
  #isRestored = false;
  #opener: HTMLElement | undefined;

  constructor(host: DeskHost, words: Words) {
    this.#host = host;
    this.#words = words;
    this.#told = new BulkWork(host);
    this.#draft = new FormDraft(() => {
      const subject = this.#task?.().draft;
      return subject ? host.draftKey(subject) : undefined;
    });
  }

  /** Changes something; throws what stands in the way. */
  async change<Result, Input>(document: Change<Result, Input>, input: Input): Promise<Thing<Result>> {
    return this.#held(this.#client.change(document, input));
  }

  /** Does something that takes nothing; throws what stands in the way. */
  async do<Result>(document: Document<{ readonly result: Result }, Record<string, never>>): Promise<Thing<Result>> {
    const { data, requestId } = await this.#held(this.#client.request(document, {}));
    return succeeded(data.result, requestId);
  }

  /** Asks something once; throws what stands in the way. */
  async ask<Data, Variables>(document: Document<Data, Variables>, variables: Variables): Promise<Data> {
    return this.#client.query(document, variables);
  }

  /** Opens a sheet; it is drawn anew with its host. */
  open(task: () => Task): void {
    this.#opener = activeIn(this.#host.renderRoot);
    this.#task = task;
    this.#failure = undefined;
    this.#isRestored = Object.keys(this.#draft.read()).length > 0;
    this.#host.requestUpdate();
  }

  /** Opens the next sheet of what is being done; what was typed into the one before stays unless that is saved. */
  follow(task: () => Task, { isSaved = false } = {}): void {
    const opener = this.#opener;
    if (isSaved) this.#draft.drop();
    this.open(task);
    this.#opener = opener;
    this.#isRestored = false;
  }

  /** Closes the sheet; the focus goes back to where it was opened. */
  close(): void {
    this.#task = undefined;
    this.#host.requestUpdate();
    void this.#giveBackFocus();
  }

  /** Says something. */
  tell(outcome: Outcome): void {
    this.#told.tell(this.#withWayBack(outcome));
  }

  /** Does something without a sheet. */
  async work(all: number, work: (step: () => void) => Promise<Outcome>): Promise<void> {
    await this.#told.run(all, async (step) => {
      const outcome = await work(step).catch((error: unknown) => this.#asOutcome(error));
      await this.#host.reload();
      return this.#withWayBack(outcome);
    });
  }

  /** One line that says how far it is, or what became of it. */
  outcome(): TemplateResult {
    return this.#told.render(this.#words);
  }

  /** The sheet that is open; nothing where none is. */
  sheet(): TemplateResult | typeof nothing {
    const task = this.#task?.();
    if (!task) return nothing;
    const { title, body, submit, isGrave = false } = task;
    return sheet(this.#words, {
      title,
      body: body(this.#draft.read()),
      submit,
      isGrave,
      isRestored: this.#isRestored,
      isBusy: this.#isBusy,
      trouble: trouble(this.#words, this.#failure),
      onSubmit: (given) => void this.#submit(task, given),
      onInput: (given) => this.#draft.keep(given),
      onClose: () => this.close(),
    });
  }

  get #client(): Client {
    const { client } = this.#host;
    if (!client) throw new TypeError('It is not known which server to ask.');
    return client;
  }

  #held<Answer>(change: Promise<Answer>): Promise<Answer> {
    this.#host.hold(change);
    return change;
  }

  async #submit(task: Task, given: FormData): Promise<void> {
    const { all, run } = task;
    if (all !== undefined) {
      this.close();
      return this.work(all, (step) => run(given, step));
    }
    const opened = this.#task;
    this.#show(true, undefined);
    try {
      const outcome = await run(given, ignore);
      this.#show(false, undefined);
      // What was done may have opened the next sheet.
      if (this.#task === opened) this.#draft.drop();
      if (this.#task === opened) this.close();
      // What is said fits what is shown.
      await this.#host.reload();
      this.tell(outcome);
    } catch (error) {
      this.#show(false, this.#failureOf(error));
    }
  }

  #withWayBack({ undo, ...outcome }: Outcome): BulkOutcome {
    return { ...outcome, ...(undo && { undo: () => this.#takeBack(undo) }) };
  }

  async #takeBack(undo: () => Promise<unknown>): Promise<BulkOutcome> {
    try {
      await undo();
      await this.#host.reload();
      return { said: this.#words.term('consoleUndone') };
    } catch (error) {
      const why = this.#failureOf(error).message || this.#words.term('consoleNotUndone');
      return { said: why, isTrouble: true, undo: () => this.#takeBack(undo) };
    }
  }

  #asOutcome(error: unknown): Outcome {
    return { said: troubleText(this.#words, this.#failureOf(error)), isTrouble: true };
  }

  #failureOf(error: unknown): Failure {
    if (error instanceof Shortcoming)
      return { kind: 'problem', code: error.name, message: error.message, retryable: false, requestId: '' };
    const failure = failureOf(error, this.#host.client);
    this.#host.report(failure);
    return failure;
  }

  #show(isBusy: boolean, failure: Failure | undefined): void {
    this.#isBusy = isBusy;
    this.#failure = failure;
    this.#host.requestUpdate();
  }

  async #giveBackFocus(): Promise<void> {
    await this.#host.updateComplete;
    const { renderRoot } = this.#host;
    const menu = this.#opener?.closest('details')?.querySelector('summary');
    const [first] = [menu, this.#opener].filter((one) => one?.isConnected);
    (first ?? renderRoot.querySelector<HTMLElement>('.outcome .button'))?.focus();
  }
}

const ignore = (): void => undefined;

function activeIn(root: HTMLElement | DocumentFragment): HTMLElement | undefined {
  const active = root instanceof ShadowRoot ? root.activeElement : null;
  return active instanceof HTMLElement ? active : undefined;
}
