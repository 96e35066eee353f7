import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { state } from '../reactive.ts';
import { follow } from '../../data/live-controller.ts';
import { MutationController } from '../../data/mutation-controller.ts';
import { QueryController } from '../../data/query-controller.ts';
import { Next, NextAccept, NextCancel, NextChanged, NextMove, NextPropose } from '../../generated/next.ts';
import type { HomeFragment, NextQuery, PlannedFragment } from '../../generated/types.ts';
import { button } from '../../parts/button.ts';
import { icon } from '../../parts/icon.ts';
import { otherOf, whenLine } from '../../parts/meeting-head.ts';
import { faultText, panel, troubleLine } from '../../parts/panel.ts';
import { speak, type Lesson } from '../../locale/dictionary.ts';
import { elementStyles, TaiwaElement } from '../taiwa-element.ts';
import { calendarLeaf, laterList, proposalNote, readiness } from './next-parts.ts';
import { nextStyles } from './next.styles.ts';
import type { TimeChoice, timeForm } from './time-form.ts';
import { activePairs, partnerOf, upcomingOf } from './upcoming.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/next-ja.ts')).nextJa,
  en: async () => (await import('../../locale/next-en.ts')).nextEn,
};

type Mode = 'look' | 'propose' | 'move' | 'cancel';

/**
 * The viewer's next 1-on-1: when and with whom, whether it is prepared, and what they may do about it now: accept a
 * proposed time, propose another, cancel. Without one it teaches the rhythm and lets them propose a time.
 *
 * @tag taiwa-next
 * @slot header - Above everything.
 * @slot empty - In place of the panel shown while nothing is planned.
 * @slot error - In place of the panel shown when something failed.
 * @slot footer - Below everything; e.g. a link to the page where one prepares.
 * @event {BeforeSubmitEvent} taiwa-before-submit - Something is about to be sent; `preventDefault()` holds it back.
 * @event {FailedEvent} taiwa-error - Something failed, and the element shows it.
 * @event {AuthRequiredEvent} taiwa-auth-required - Nobody is signed in.
 * @csspart card - The frame.
 * @csspart later - One of the sessions after the next one.
 * @csspart form - Day, time and length.
 * @csspart button - Every button.
 */
export class TaiwaNext extends TaiwaElement {
  static override styles = [elementStyles, nextStyles];

  @state() private mode: Mode = 'look';
  @state() private timeForm: typeof timeForm | undefined;

  readonly #query = new QueryController(this, { document: Next, variables: () => ({}) });
  readonly #propose = new MutationController(this, NextPropose, 'propose');
  readonly #accept = new MutationController(this, NextAccept, 'accept');
  readonly #move = new MutationController(this, NextMove, 'move');
  readonly #cancel = new MutationController(this, NextCancel, 'cancel');
  #isLoading = false;

  constructor() {
    super();
    speak(lesson);
    follow(this, {
      document: NextChanged,
      variables: () => ({}),
      onEvent: ({ homeChanged }) => this.#query.tell({ viewer: homeChanged }),
    });
  }

  /** Asks the server again. */
  reload(): Promise<void> {
    return this.#query.reload();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.#query.data && !this.#isLoading) void this.#load();
  }

  protected override render(): TemplateResult {
    return html`<div class="card stack" part="card">
      <slot name="header"></slot>
      ${this.renderReading(this.#query.reading, (data) => this.#there(data))}
      <slot name="footer"></slot>
    </div>`;
  }

  #there({ viewer }: NextQuery): TemplateResult {
    const [next, ...later] = viewer ? upcomingOf(viewer) : [];
    if (!viewer || !next) return this.#empty(viewer);
    const form = this.mode === 'propose' ? this.#proposeForm(viewer) : nothing;
    return html`${this.#meeting(next)} ${this.#below(next, viewer)} ${form} ${laterList(this.words, later)}`;
  }

  #empty(viewer: HomeFragment | null): TemplateResult {
    const { words } = this;
    const canPropose = viewer !== null && activePairs(viewer).length > 0;
    const text = words.term(canPropose ? 'nextEmptyText' : 'nextEmptyNoPairs');
    const action =
      canPropose && this.mode === 'look'
        ? button('primary', words.term('nextPropose'), () => this.#turn('propose'))
        : nothing;
    return html`<slot name="empty"
        >${panel({ mark: 'calendar', title: words.term('nextEmptyTitle'), text, action })}</slot
      >
      ${viewer && this.mode === 'propose' ? this.#proposeForm(viewer) : nothing}`;
  }

  #meeting(session: PlannedFragment): TemplateResult {
    const { words } = this;
    const note = proposalNote(words, session);
    return html`<div class="meeting">
      ${calendarLeaf(words, session)}
      <header class="head">
        <p class="eyebrow">${words.term('nextTitle')}</p>
        <h2>${words.term('talkWith', otherOf(session).name)}</h2>
        ${whenLine(words, session)} ${note ? html`<p>${note}</p>` : nothing}
      </header>
    </div>`;
  }

  #below(session: PlannedFragment, viewer: HomeFragment): TemplateResult | typeof nothing {
    switch (this.mode) {
      case 'move':
        return this.#moveForm(session, viewer);
      case 'cancel':
        return this.#cancelQuestion(session);
      case 'propose':
        return html`${readiness(this.words, session)}`;
      default:
        return html`${readiness(this.words, session)} ${this.#actions(session)}`;
    }
  }

  #actions({ id, actions }: PlannedFragment): TemplateResult {
    const { words } = this;
    const accept = (): unknown => this.#run(this.#accept.run({ sessionId: id }));
    return html`<div class="actions">
      ${actions.includes('ACCEPT') ? button('primary', words.term('nextAccept'), accept) : nothing}
      ${actions.includes('MOVE') ? button('', words.term('nextMove'), () => this.#turn('move')) : nothing}
      <span class="more">
        ${actions.includes('CANCEL') ? button('danger', words.term('nextCancel'), () => this.#turn('cancel')) : nothing}
        ${button('quiet another', html`${icon('plus')}${words.term('nextAnother')}`, () => this.#turn('propose'))}
      </span>
      ${troubleLine(words, this.#accept.failure)}
    </div>`;
  }

  #proposeForm(viewer: HomeFragment): TemplateResult | typeof nothing {
    const { timeZone } = viewer.tenant;
    const partners = activePairs(viewer).map((pair) => ({ pairId: pair.id, name: partnerOf(pair).name }));
    const form = this.timeForm?.(this.words, {
      partners,
      timeZone,
      submit: this.words.term('nextSendProposal'),
      trouble: faultText(this.words, this.#propose.failure),
      onSubmit: (choice) => this.#run(this.#propose.run({ ...choice, timeZone })),
      onCancel: () => this.#turn('look'),
    });
    return form ?? troubleLine(this.words, { message: '' });
  }

  #moveForm(session: PlannedFragment, viewer: HomeFragment): TemplateResult | typeof nothing {
    const { timeZone } = viewer.tenant;
    const minutes = (Date.parse(session.endsAt) - Date.parse(session.startsAt)) / 60_000;
    const move = ({ localTime, minutes: length }: TimeChoice): unknown =>
      this.#run(this.#move.run({ sessionId: session.id, localTime, timeZone, minutes: length }));
    const form = this.timeForm?.(this.words, {
      partners: [],
      timeZone,
      from: session.startsAt,
      minutes,
      submit: this.words.term('nextSendMove'),
      trouble: faultText(this.words, this.#move.failure),
      onSubmit: move,
      onCancel: () => this.#turn('look'),
    });
    return form ?? troubleLine(this.words, { message: '' });
  }

  #cancelQuestion({ id }: PlannedFragment): TemplateResult {
    const { words } = this;
    const cancel = (): unknown => this.#run(this.#cancel.run({ sessionId: id }));
    return html`<div class="notice">
      <p role="alert">${words.term('nextCancelAsk')}</p>
      <div class="row">
        ${button('', words.term('nextCancelYes'), cancel)}
        ${button('quiet', words.term('nextCancelNo'), () => this.#turn('look'))}
      </div>
      ${troubleLine(words, this.#cancel.failure)}
    </div>`;
  }

  /** The form comes once the talk is shown; where it cannot be loaded, when somebody wants it. */
  async #load(): Promise<void> {
    this.#isLoading = true;
    const loaded = await import('./time-form.ts').catch(() => undefined);
    if (!loaded || this.timeForm) return;
    this.adopt(loaded.timeFormStyles);
    this.timeForm = loaded.timeForm;
  }

  async #turn(mode: Mode): Promise<void> {
    for (const one of [this.#propose, this.#accept, this.#move, this.#cancel]) one.forget();
    if (mode === 'propose' || mode === 'move') await this.#load();
    this.mode = mode;
    await this.updateComplete;
    const first =
      mode === 'look' ? '.actions button, .panel button' : '.time-form select, .time-form input, .notice button';
    this.renderRoot.querySelector<HTMLElement>(first)?.focus();
  }

  async #run(change: Promise<unknown>): Promise<void> {
    if ((await change) === undefined) return;
    await this.#query.reload();
    await this.#turn('look');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-next': TaiwaNext;
  }
}
