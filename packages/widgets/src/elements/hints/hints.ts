import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from '../reactive.ts';
import { repeat } from 'lit/directives/repeat.js';
import { MutationController } from '../../data/mutation-controller.ts';
import { QueryController } from '../../data/query-controller.ts';
import { HintsHome, HintsShared, HintsWithdraw } from '../../generated/hints.ts';
import type { HintsHomeQuery, HintsQuery, OwnHintFragment, ResponseKind, TopicCode } from '../../generated/types.ts';
import { speak, type Lesson } from '../../locale/dictionary.ts';
import { button } from '../../parts/button.ts';
import { icon } from '../../parts/icon.ts';
import { troubleLine } from '../../parts/panel.ts';
import { elementStyles, TaiwaElement } from '../taiwa-element.ts';
import { cellChooser, cellText, startingCell, type HintCell } from './choosing-cell.ts';
import { HintPages } from './hint-pages.ts';
import { hintList, ownHint } from './hints-parts.ts';
import { HintVoice } from './hint-voice.ts';
import { hintsStyles } from './hints.styles.ts';
import { OnDemand } from '../../data/on-demand.ts';
import { fields } from '../../theme/fields.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/hints-ja.ts')).hintsJa,
  en: async () => (await import('../../locale/hints-en.ts')).hintsEn,
};

/**
 * What helped others in a talk on the same topic with the same wish, without names. Whoever left hints sees what became of
 * theirs and can withdraw them; readers say which helped and report what should not stand there; administrators review those
 * that wait. Where the company shares its hints, those of other companies come too.
 *
 * @tag taiwa-hints
 * @slot header - Above everything.
 * @slot empty - In place of the words shown while a combination has no hints.
 * @slot error - In place of the panel shown when something failed.
 * @slot footer - Below everything.
 * @event {BeforeSubmitEvent} taiwa-before-submit - Something is about to be sent; `preventDefault()` holds it back.
 * @event {FailedEvent} taiwa-error - Something failed, and the element shows it.
 * @event {AuthRequiredEvent} taiwa-auth-required - Nobody is signed in.
 * @csspart card - The frame.
 * @csspart select - The lists of topics and responses.
 * @csspart hint - One hint.
 * @csspart state - Where one's own hint stands in review.
 * @csspart letter - The reason for turning a hint down.
 * @csspart textarea - Its field.
 * @csspart button - Every button.
 */
export class TaiwaHints extends TaiwaElement {
  static override styles = [elementStyles, fields, hintsStyles];

  /** The kind of topic to begin with; that of the next talk where none is given. */
  @property({ attribute: 'topic-code' }) topicCode: TopicCode | undefined;

  /** The response to begin with; that of the next talk where none is given. */
  @property() response: ResponseKind | undefined;

  @state() private chosen: Partial<HintCell> = {};
  @state() private withdrawing = '';
  @state() private said = '';

  readonly #home = new QueryController(this, { document: HintsHome, variables: () => ({}) });
  readonly #pages = new HintPages(this, () => this.#cell);
  readonly #shared = new QueryController(this, { document: HintsShared, variables: () => this.#cell });
  readonly #voice = new HintVoice(this, this.words);
  readonly #withdraw = new MutationController(this, HintsWithdraw, 'withdraw-hint');
  readonly #queue = new OnDemand(this, {
    isNeeded: () => this.#isReviewer,
    load: async () => {
      const { ReviewQueue } = await import('./review-queue.ts');
      const isReviewer = (): boolean => this.#isReviewer;
      return new ReviewQueue(this, this.words, { isReviewer, onReviewed: (said) => this.#reviewed(said) });
    },
  });

  constructor() {
    super();
    speak(lesson);
  }

  /** Asks the server again. */
  async reload(): Promise<void> {
    await Promise.all([this.#home.reload(), this.#pages.reload(), this.#shared.reload(), this.#queue.part?.reload()]);
  }

  protected override render(): TemplateResult {
    return html`<div class="card stack" part="card">
      <slot name="header"></slot>
      ${this.renderReading(this.#home.reading, (home) => this.#there(home))}
      <p class="unseen" role="status">${this.said}</p>
      <slot name="footer"></slot>
    </div>`;
  }

  get #isReviewer(): boolean {
    return this.#home.data?.viewer?.roles.includes('ADMIN') ?? false;
  }

  get #cell(): HintCell | undefined {
    const { data } = this.#home;
    if (!data) return undefined;
    const { topicCode, response } = startingCell(data);
    return {
      topicCode: this.chosen.topicCode ?? this.topicCode ?? topicCode,
      response: this.chosen.response ?? this.response ?? response,
    };
  }

  #there(home: HintsHomeQuery): TemplateResult {
    const { words } = this;
    const cell = this.#cell ?? startingCell(home);
    return html`
      <header class="head">
        <h2>${words.term('hintsTitle')}</h2>
        <p class="muted">${words.term('hintsLead')}</p>
      </header>
      ${cellChooser(words, home, cell, (chosen) => void (this.chosen = chosen))}
      <section aria-live="polite" aria-label=${cellText(words, home, cell)}>
        ${this.renderReading(this.#pages.reading, ({ hints }) => this.#hints(hints))}
      </section>
      ${this.#others()} ${this.#mine(home)} ${this.#queue.part?.render((hint) => cellText(words, home, hint))}
    `;
  }

  #hints({ nodes, pageInfo }: HintsQuery['hints']): TemplateResult {
    const { words } = this;
    if (nodes.length === 0) {
      return html`<slot name="empty"
        ><div class="notice">
          <h3 class="row">${icon('leaf')}${words.term('hintsEmptyTitle')}</h3>
          <p class="muted">${words.term('hintsEmptyText')}</p>
        </div></slot
      >`;
    }
    const list = hintList(words, nodes, (hint) => this.#voice.render(hint));
    return html`${list} ${pageInfo.hasNextPage ? this.#more() : nothing}`;
  }

  #more(): TemplateResult {
    const { words } = this;
    const { isLoading, hasFailed } = this.#pages;
    return html`<div class="more">
      ${button('', words.term(isLoading ? 'waiting' : 'hintsMore'), () => void this.#pages.more())}
      ${hasFailed ? html`<p class="field-error" role="alert">${words.term('hintsNotMore')}</p>` : nothing}
    </div>`;
  }

  /** What other companies share: beside one's own, so that its absence or failure is nothing to speak of. */
  #others(): TemplateResult | typeof nothing {
    const nodes = this.#shared.data?.sharedHints.nodes ?? [];
    if (nodes.length === 0) return nothing;
    return html`<section class="others">
      <h3>${this.words.term('hintsOthers')}</h3>
      ${hintList(this.words, nodes, (hint) => this.#voice.render(hint))}
    </section>`;
  }

  #mine(home: HintsHomeQuery): TemplateResult | typeof nothing {
    const { words } = this;
    const mine = home.viewer?.myHints ?? [];
    if (mine.length === 0) return nothing;
    const row = (hint: OwnHintFragment): TemplateResult =>
      html`<li class="own" part="hint">
        ${ownHint(words, hint, cellText(words, home, hint), this.#withdrawButton(hint))} ${this.#withdrawal(hint)}
      </li>`;
    return html`<section class="mine">
      <h3>${words.term('hintsMine')}</h3>
      <ul>
        ${repeat(mine, ({ id }) => id, row)}
      </ul>
    </section>`;
  }

  #withdrawButton({ id, text }: OwnHintFragment): TemplateResult | typeof nothing {
    const { words } = this;
    if (this.withdrawing === id) return nothing;
    const label = `${words.term('hintsWithdraw')} ${words.term('quoted', text)}`;
    return button('quiet small', words.term('hintsWithdraw'), () => this.#ask(id), label);
  }

  #withdrawal({ id }: OwnHintFragment): TemplateResult | typeof nothing {
    const { words } = this;
    if (this.withdrawing !== id) return nothing;
    return html`<div class="notice warning">
      <p role="alert">${words.term('hintsWithdrawAsk')}</p>
      <div class="row">
        ${button('keep', words.term('hintsWithdrawNo'), () => this.#ask(''))}
        ${button('danger', words.term('hintsWithdrawYes'), () => void this.#remove(id))}
      </div>
      ${troubleLine(words, this.#withdraw.failure)}
    </div>`;
  }

  /** A hint left the queue: the lists show what became of it. */
  async #reviewed(said: string): Promise<void> {
    this.said = said;
    await Promise.all([this.#home.reload(), this.#pages.reload()]);
  }

  #ask(id: string): void {
    this.#withdraw.forget();
    this.withdrawing = id;
    void this.focusOn(id ? '.mine .keep' : '.mine .button');
  }

  async #remove(hintId: string): Promise<void> {
    const removed = await this.#withdraw.run({ hintId });
    const { data } = this.#home;
    if (!removed || !data?.viewer) return;
    const myHints = data.viewer.myHints.filter(({ id }) => id !== hintId);
    this.#home.put({ ...data, viewer: { ...data.viewer, myHints } });
    this.withdrawing = '';
    this.said = this.words.term('hintsWithdrawn');
    await this.#pages.reload();
    await this.focusOn('.mine .button', 'select');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-hints': TaiwaHints;
  }
}
