import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { MutationController } from '../../data/mutation-controller.ts';
import { QueryController } from '../../data/query-controller.ts';
import { ImeGuard } from '../../forms/ime-guard.ts';
import { Letter, letterForm } from '../../forms/letter.ts';
import { HintsApprove, HintsReject, HintsUndoReview, HintsWaiting } from '../../generated/hints.ts';
import type { HintsWaitingQuery, OwnHintFragment } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';
import { button } from '../../parts/button.ts';
import { icon } from '../../parts/icon.ts';
import { troubleLine } from '../../parts/panel.ts';
import type { TaiwaElement } from '../taiwa-element.ts';
import { waitingHint } from './hints-parts.ts';

const MOST_REASON = 300;

/** Who reviews, and whom it concerns when a hint left the queue. */
export interface ReviewRules {
  readonly isReviewer: () => boolean;
  /** Takes what is to be said; awaited before the focus moves. */
  readonly onReviewed: (said: string) => Promise<void>;
}

/** The hints that wait for an administrator: each is shown to everybody or turned down with a reason its author reads. */
export class ReviewQueue implements ReactiveController {
  readonly #host: TaiwaElement;
  readonly #words: Words;
  readonly #rules: ReviewRules;
  readonly #waiting: QueryController<HintsWaitingQuery, Record<string, never>>;
  readonly #approve;
  readonly #ime: ImeGuard;
  readonly #reason;
  readonly #undo;
  #rejecting = '';
  /** What was decided last, as long as it may be taken back. */
  #done: { readonly hint: OwnHintFragment | undefined; readonly said: string } | undefined;

  constructor(host: TaiwaElement, words: Words, rules: ReviewRules) {
    this.#host = host;
    this.#words = words;
    this.#rules = rules;
    this.#waiting = new QueryController(host, {
      document: HintsWaiting,
      variables: () => (rules.isReviewer() ? {} : undefined),
    });
    this.#approve = new MutationController(host, HintsApprove, 'approve-hint');
    this.#undo = new MutationController(host, HintsUndoReview);
    this.#ime = new ImeGuard(host);
    this.#reason = new Letter(host, {
      document: HintsReject,
      action: 'reject-hint',
      most: MOST_REASON,
      inputOf: (reason) => (this.#rejecting ? { hintId: this.#rejecting, reason } : undefined),
      draftKey: () => undefined,
      onSent: ({ id }) => void this.#reviewed(id, words.term('hintsDoneRejected')),
    });
    host.addController(this);
  }

  hostUpdate(): void {}

  /** Asks the server again. */
  reload(): Promise<void> {
    return this.#waiting.reload();
  }

  /** The queue; nothing for who does not review. */
  render(cellOf: (hint: OwnHintFragment) => string): TemplateResult | typeof nothing {
    if (!this.#rules.isReviewer()) return nothing;
    const words = this.#words;
    return html`<section class="review">
      <h3 tabindex="-1">${words.term('hintsReview')}</h3>
      <p class="muted small">${words.term('hintsReviewLead')}</p>
      ${this.#outcome()}
      ${this.#host.renderReading(this.#waiting.reading, ({ hintsToReview }) => this.#list(hintsToReview, cellOf))}
    </section>`;
  }

  /** What became of the last one, with the way back. */
  #outcome(): TemplateResult | typeof nothing {
    const words = this.#words;
    const { said, hint } = this.#done ?? {};
    if (!said) return nothing;
    const name = hint && `${words.term('undo')} ${words.term('quoted', hint.text)}`;
    return html`<div class="row done">
        <span class="small">${icon('check')} ${said}</span>
        ${hint ? button('quiet small', words.term('undo'), () => void this.#takeBack(hint.id), name) : nothing}
      </div>
      ${troubleLine(words, this.#undo.failure)}`;
  }

  #list(
    { nodes, pageInfo }: HintsWaitingQuery['hintsToReview'],
    cellOf: (hint: OwnHintFragment) => string,
  ): TemplateResult {
    const words = this.#words;
    if (nodes.length === 0) return html`<p class="muted none">${words.term('hintsReviewNone')}</p>`;
    const row = (hint: OwnHintFragment): TemplateResult =>
      html`<li class="own" part="hint">
        ${waitingHint(words, hint, cellOf(hint))}
        ${this.#rejecting === hint.id ? this.#reasonForm() : this.#verdicts(hint)}
      </li>`;
    return html`<ul>
        ${repeat(nodes, ({ id }) => id, row)}
      </ul>
      ${pageInfo.hasNextPage ? html`<p class="muted small">${words.term('hintsReviewMore')}</p>` : nothing}`;
  }

  #verdicts({ id, text }: OwnHintFragment): TemplateResult {
    const words = this.#words;
    const name = (key: 'hintsApprove' | 'hintsReject'): string => `${words.term(key)} ${words.term('quoted', text)}`;
    return html`<div class="row">
        ${button('', words.term('hintsApprove'), () => void this.#show(id), name('hintsApprove'))}
        ${button('quiet', words.term('hintsReject'), () => this.#turnDown(id), name('hintsReject'))}
      </div>
      ${troubleLine(words, this.#approve.failure)}`;
  }

  #reasonForm(): TemplateResult {
    const words = this.#words;
    return letterForm(words, this.#ime, this.#reason, {
      id: 'reason',
      label: words.term('hintsRejectReason'),
      placeholder: words.term('hintsRejectPlaceholder'),
      readers: words.term('hintsRejectReaders'),
      send: words.term('hintsRejectSend'),
      notSent: words.term('hintsRejectNotSent'),
      keys: (keys) => words.term('hintsKeys', keys),
      aside: button('quiet', words.term('cancel'), () => this.#turnDown('')),
    });
  }

  async #show(hintId: string): Promise<void> {
    const shown = await this.#approve.run({ hintId });
    if (shown) await this.#reviewed(hintId, this.#words.term('hintsDoneApproved'));
    else if (this.#approve.failure?.kind === 'problem') await this.#waiting.reload();
  }

  #turnDown(id: string): void {
    this.#rejecting = id;
    this.#reason.begin();
    this.#host.requestUpdate();
    void this.#host.focusOn(id ? '#reason' : '.review li .button');
  }

  /** The hint waits again. What cannot be taken back is not offered again. */
  async #takeBack(hintId: string): Promise<void> {
    const words = this.#words;
    const waits = await this.#undo.run({ hintId });
    if (!waits) {
      if (this.#undo.failure?.kind === 'problem' && this.#done) this.#done = { ...this.#done, hint: undefined };
      return this.#host.requestUpdate();
    }
    const said = words.term('hintsReviewUndone');
    this.#done = { said, hint: undefined };
    await Promise.all([this.#waiting.reload(), this.#rules.onReviewed(said)]);
    await this.#host.focusOn('.review li .button', '.review h3');
  }

  /** A hint has been reviewed: it leaves the queue, and the focus goes to the next one or, after the last, to the title. */
  async #reviewed(hintId: string, said: string): Promise<void> {
    const { data } = this.#waiting;
    this.#rejecting = '';
    this.#undo.forget();
    this.#done = { said, hint: data?.hintsToReview.nodes.find(({ id }) => id === hintId) };
    if (data) {
      const nodes = data.hintsToReview.nodes.filter(({ id }) => id !== hintId);
      this.#waiting.put({ hintsToReview: { ...data.hintsToReview, nodes } });
    }
    await Promise.all([this.#waiting.reload(), this.#rules.onReviewed(said)]);
    await this.#host.focusOn('.review li .button', '.review h3');
  }
}
