import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { state } from '../reactive.ts';
import { repeat } from 'lit/directives/repeat.js';
import { follow } from '../../data/live-controller.ts';
import { MutationController } from '../../data/mutation-controller.ts';
import { QueryController } from '../../data/query-controller.ts';
import { ReadingSight } from '../../data/reading-sight.ts';
import {
  Impressions,
  ImpressionsArrived,
  ImpressionsOlder,
  ImpressionsRead,
  ImpressionsTalks,
} from '../../generated/impressions.ts';
import type { HeldTalkFragment, ImpressionsQuery, ReceivedFragment } from '../../generated/types.ts';
import { gradeLesson } from '../../locale/grade-messages.ts';
import { speak, type Lesson } from '../../locale/dictionary.ts';
import { panel } from '../../parts/panel.ts';
import { elementStyles, TaiwaElement } from '../taiwa-element.ts';
import { ownCard, receivedCard, silentRow } from './impressions-parts.ts';
import { impressionsStyles } from './impressions.styles.ts';
import { inboxOf, type Inbox, withAttempt, withImpression, withOlder, withReading } from './inbox.ts';
import { TalkLetters } from './talk-letters.ts';
import { fields } from '../../theme/fields.ts';
import { button } from '../../parts/button.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/impressions-ja.ts')).impressionsJa,
  en: async () => (await import('../../locale/impressions-en.ts')).impressionsEn,
};

/** Recent talks shown before one asks for all of them. */
const FEW = 4;

/**
 * What members wrote to the viewer after their talks, arriving at once and marked as read by being looked at, with a place
 * for what the viewer tried in each talk and for a hint of it to everybody; and for members, what they wrote and what the other tried. All of it is between
 * the two.
 *
 * @tag taiwa-impressions
 * @slot header - Above everything.
 * @slot empty - In place of the panel shown while there is nothing.
 * @slot error - In place of the panel shown when something failed.
 * @slot footer - Below everything.
 * @event {BeforeSubmitEvent} taiwa-before-submit - Something is about to be sent; `preventDefault()` holds it back.
 * @event {FailedEvent} taiwa-error - Something failed, and the element shows it.
 * @event {AuthRequiredEvent} taiwa-auth-required - Nobody is signed in.
 * @csspart card - The frame.
 * @csspart entry - One talk with what was written about it.
 * @csspart attempt - What the counterpart tried.
 * @csspart told - A grade that the member told openly.
 * @csspart letter - The field for what one tried, or for a hint.
 * @csspart textarea - The field itself.
 * @csspart button - Every button.
 */
export class TaiwaImpressions extends TaiwaElement {
  static override styles = [elementStyles, fields, impressionsStyles];

  @state() private arrived = '';
  @state() private showsAll = false;
  @state() private isLoading = false;
  @state() private hasFailedMore = false;

  readonly #query = new QueryController(this, { document: Impressions, variables: () => ({}) });
  readonly #read = new MutationController(this, ImpressionsRead);
  readonly #letters = new TalkLetters(this, this.words, {
    draftKey: (subject) => {
      const userId = this.#viewer?.user.id;
      return userId ? { server: this.server, userId, subject } : undefined;
    },
    onAttempt: (session) => {
      this.arrived = this.words.term('saved');
      this.#change((viewer) => withAttempt(viewer, session));
    },
    onHint: () => (this.arrived = this.words.term('impressionsHintLeft')),
  });
  /** New when this page first showed them; they stay marked while it is open. */
  readonly #new = new Set<string>();
  readonly #marked = new Set<string>();

  constructor() {
    super();
    speak(lesson);
    speak(gradeLesson);
    new ReadingSight(this, (id) => void this.#markRead(id));
    follow(this, {
      document: ImpressionsArrived,
      variables: () => (this.#viewer ? {} : undefined),
      onEvent: ({ impressionReceived }) => impressionReceived && this.#arrive(impressionReceived),
    });
    follow(this, {
      document: ImpressionsTalks,
      variables: () => (this.#viewer ? {} : undefined),
      onEvent: ({ homeChanged }) => homeChanged && this.#change((viewer) => ({ ...viewer, ...homeChanged })),
    });
  }

  /** Asks the server again. */
  reload(): Promise<void> {
    return this.#query.reload();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    for (const { id, readAt } of this.#viewer?.impressions.nodes ?? []) if (!readAt) this.#new.add(id);
  }

  protected override render(): TemplateResult {
    return html`<div class="card stack" part="card">
      <slot name="header"></slot>
      ${this.renderReading(this.#query.reading, (data) => this.#there(data))}
      <p class="unseen" role="status">${this.arrived}</p>
      <slot name="footer"></slot>
    </div>`;
  }

  get #viewer() {
    return this.#query.data?.viewer ?? undefined;
  }

  #there({ viewer }: ImpressionsQuery): TemplateResult {
    if (!viewer) return this.#empty(true);
    const inbox = inboxOf(viewer);
    const { received, silent, own, isCounterpart } = inbox;
    if (received.length + silent.length + own.length === 0) return this.#empty(isCounterpart);
    return html`${this.#head(inbox)} ${this.#received(inbox, viewer.impressions.pageInfo.hasNextPage)}
    ${this.#silent(silent)} ${this.#own(inbox)}`;
  }

  #empty(isCounterpart: boolean): TemplateResult {
    const { words } = this;
    const text = words.term(isCounterpart ? 'impressionsEmptyText' : 'impressionsEmptyMember');
    return html`<slot name="empty">${panel({ mark: 'talk', title: words.term('impressionsEmptyTitle'), text })}</slot>`;
  }

  #head({ isCounterpart, received }: Inbox): TemplateResult {
    const { words } = this;
    const count = received.filter(({ id }) => this.#new.has(id)).length;
    return html`<header class="head">
      <h2>${words.term(isCounterpart ? 'impressionsTitle' : 'impressionsOwnTitle')}</h2>
      <p class="muted small">
        ${count > 0 ? html`<b class="count">${words.term('impressionsUnread', count)}</b>` : nothing}
        ${words.term('impressionsTwoOnly')}
      </p>
    </header>`;
  }

  #received({ received, isCounterpart }: Inbox, hasMore: boolean): TemplateResult | typeof nothing {
    const { words } = this;
    if (!isCounterpart) return nothing;
    if (received.length === 0) return html`<p class="muted">${words.term('impressionsEmptyText')}</p>`;
    const card = (one: ReceivedFragment): TemplateResult =>
      receivedCard(words, one, this.#new.has(one.id), this.#letters.render(one.session));
    return html`<ul class="entries">
        ${repeat(received, ({ id }) => id, card)}
      </ul>
      ${hasMore ? this.#more() : nothing}`;
  }

  #more(): TemplateResult {
    const { words } = this;
    return html`<div class="more">
      <button
        type="button"
        class="button"
        part="button"
        aria-disabled=${this.isLoading}
        @click=${() => void this.#loadMore()}
      >
        ${words.term(this.isLoading ? 'waiting' : 'impressionsOlder')}
      </button>
      ${this.hasFailedMore ? html`<p class="field-error" role="alert">${words.term('impressionsNotMore')}</p>` : nothing}
    </div>`;
  }

  #silent(talks: readonly HeldTalkFragment[]): TemplateResult | typeof nothing {
    if (talks.length === 0) return nothing;
    const { words } = this;
    const shown = talks.filter(({ id }, index) => this.showsAll || index < FEW || id === this.#letters.subject);
    return html`<section>
      <h3 class="caption">${words.term('impressionsWithout')}</h3>
      <ul class="entries">
        ${repeat(
          shown,
          ({ id }) => id,
          (one) => silentRow(words, one, this.#letters.render(one)),
        )}
      </ul>
      ${shown.length < talks.length ? this.#allButton(talks.length) : nothing}
    </section>`;
  }

  #allButton(count: number): TemplateResult {
    const showAll = (): void => {
      this.showsAll = true;
      void this.focusOn(`.plain:nth-child(${FEW + 1}) button`);
    };
    return button('quiet write', this.words.term('impressionsAll', count), showAll);
  }

  #own({ own, isCounterpart }: Inbox): TemplateResult | typeof nothing {
    if (own.length === 0) return nothing;
    return html`<section>
      ${isCounterpart ? html`<h3 class="caption">${this.words.term('impressionsSent')}</h3>` : nothing}
      <ul class="entries">
        ${own.slice(0, FEW).map((one) => ownCard(this.words, one))}
      </ul>
    </section>`;
  }

  #arrive(impression: ReceivedFragment): void {
    const isKnown = this.#viewer?.impressions.nodes.some(({ id }) => id === impression.id);
    if (isKnown) return;
    this.arrived = this.words.term('impressionsArrived', impression.author.name);
    this.#change((viewer) => withImpression(viewer, impression));
  }

  async #markRead(impressionId: string): Promise<void> {
    if (this.#marked.has(impressionId)) return;
    this.#marked.add(impressionId);
    const impression = await this.#read.run({ impressionId });
    if (impression) this.#change((viewer) => withReading(viewer, impression));
    else this.#marked.delete(impressionId);
  }

  async #loadMore(): Promise<void> {
    const after = this.#viewer?.impressions.pageInfo.endCursor;
    if (this.isLoading || !after || !this.client) return;
    this.isLoading = true;
    this.hasFailedMore = false;
    const older = await this.client.query(ImpressionsOlder, { after }).catch(() => undefined);
    this.isLoading = false;
    this.hasFailedMore = !older?.viewer;
    const page = older?.viewer;
    const viewer = this.#viewer;
    if (page && viewer) this.#query.put({ viewer: withOlder(viewer, page) });
  }

  #change(step: (viewer: NonNullable<ImpressionsQuery['viewer']>) => NonNullable<ImpressionsQuery['viewer']>): void {
    this.#query.change(({ viewer }) => ({ viewer: viewer && step(viewer) }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-impressions': TaiwaImpressions;
  }
}
