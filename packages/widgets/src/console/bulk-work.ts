import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Words } from '../locale/words.ts';
import { button } from '../parts/button.ts';
import { icon } from '../parts/icon.ts';

/** What became of a change of several rows. */
export interface BulkOutcome {
  /** What to say of it. */
  readonly said: string;
  readonly isTrouble?: boolean;
  /** Takes it back; answers what to say then. Left out where it cannot be taken back. */
  readonly undo?: (() => Promise<BulkOutcome>) | undefined;
  /** Does it once more, where it did not go through. */
  readonly again?: () => void;
}

/** Runs one change of several rows at a time and keeps what became of it, with a way back where there is one. */
export class BulkWork {
  readonly #host: ReactiveControllerHost;
  #outcome: BulkOutcome | undefined;
  #progress: { readonly done: number; readonly all: number } | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  get isRunning(): boolean {
    return this.#progress !== undefined;
  }

  /** Says something of what was done, with a way back. */
  tell(outcome: BulkOutcome): void {
    this.#outcome = outcome;
    this.#host.requestUpdate();
  }

  /** Runs a change that tells how far it is; another one waits for nobody and is left out while one runs. */
  async run(all: number, work: (step: () => void) => Promise<BulkOutcome>): Promise<void> {
    if (this.isRunning) return;
    let done = 0;
    this.#outcome = undefined;
    this.#show(done, all);
    const outcome = await work(() => this.#show(++done, all));
    this.#progress = undefined;
    this.tell(outcome);
  }

  /** One line that says how far it is, or what became of it. */
  render(words: Words): TemplateResult {
    const { said = '', undo, again, isTrouble } = this.#outcome ?? {};
    const text = this.#progress ? words.term('consoleWorking', this.#progress.done, this.#progress.all) : said;
    const mark = isTrouble ? icon('alert') : icon('check');
    const isDone = said !== '' && !this.#progress;
    return html`<div class="outcome ${isTrouble ? 'trouble' : ''} ${text ? '' : 'silent'}">
      <span role="status">${isDone ? mark : nothing}${text}</span>
      ${again ? button('quiet small', words.term('retry'), again) : nothing}
      ${undo ? button('quiet small', words.term('undo'), () => void this.run(1, undo)) : nothing}
      ${isDone ? button('quiet small', words.term('close'), () => this.tell({ said: '' })) : nothing}
    </div>`;
  }

  #show(done: number, all: number): void {
    this.#progress = { done, all };
    this.#host.requestUpdate();
  }
}
