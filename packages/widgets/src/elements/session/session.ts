import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from '../reactive.ts';
import { follow } from '../../data/live-controller.ts';
import { MutationController } from '../../data/mutation-controller.ts';
import { QueryController } from '../../data/query-controller.ts';
import { SessionPicker } from '../../data/session-picker.ts';
import { TickController } from '../../data/tick-controller.ts';
import {
  Talk,
  TalkChanged,
  TalkEnd,
  TalkPresence,
  TalkStart,
  TalkThemeDone,
  TalkThemeReopen,
} from '../../generated/session.ts';
import type { TalkedThemeFragment, TalkingFragment } from '../../generated/types.ts';
import { momentText } from '../../locale/time.ts';
import { button } from '../../parts/button.ts';
import { meetingHead, otherOf } from '../../parts/meeting-head.ts';
import { panel, troubleLine } from '../../parts/panel.ts';
import { speak, type Lesson } from '../../locale/dictionary.ts';
import { elementStyles, TaiwaElement } from '../taiwa-element.ts';
import { sessionStyles } from './session.styles.ts';
import { TalkChangedEvent } from './talk-changed-event.ts';
import { peopleRow, talkAgenda } from './talk-parts.ts';
import { talkTimer } from './talk-timer.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/session-ja.ts')).sessionJa,
  en: async () => (await import('../../locale/session-en.ts')).sessionEn,
};

const OPENS_MS = 15 * 60_000;

/**
 * The talk itself: who is there, starting it, the time so far, what is still to be talked about, ending it. Either of
 * the two may start and end; both see it at once. Having the element open is what makes a person "here".
 *
 * @tag taiwa-session
 * @slot header - Above everything.
 * @slot empty - In place of the panel shown while there is no talk to hold.
 * @slot error - In place of the panel shown when something failed.
 * @slot footer - Below everything; a place for what the page adds while the talk is going on.
 * @event {TalkChangedEvent} taiwa-session-changed - The talk began or ended; carries the id and the new state.
 * @event {BeforeSubmitEvent} taiwa-before-submit - Something is about to be sent; `preventDefault()` holds it back.
 * @event {FailedEvent} taiwa-error - Something failed, and the element shows it.
 * @event {AuthRequiredEvent} taiwa-auth-required - Nobody is signed in.
 * @csspart card - The frame.
 * @csspart head - Title, time and state.
 * @csspart person - One of the two.
 * @csspart timer - The time so far.
 * @csspart agenda - The themes.
 * @csspart button - Every button.
 */
export class TaiwaSession extends TaiwaElement {
  static override styles = [elementStyles, sessionStyles];

  /** The session to hold; the viewer's next one where none is given. */
  @property({ attribute: 'session-id' }) sessionId = '';

  @state() private here: ReadonlySet<string> = new Set();
  @state() private isEnding = false;

  readonly #picker = new SessionPicker(this);
  readonly #query = new QueryController(this, { document: Talk, variables: this.#picker.variables });
  readonly #start = new MutationController(this, TalkStart, 'start');
  readonly #end = new MutationController(this, TalkEnd, 'end');
  readonly #done = new MutationController(this, TalkThemeDone, 'mark-theme');
  readonly #reopen = new MutationController(this, TalkThemeReopen, 'mark-theme');
  #opening: ReturnType<typeof setTimeout> | undefined;
  #state = '';

  constructor() {
    super();
    speak(lesson);
    follow(this, {
      document: TalkChanged,
      variables: this.#picker.variables,
      onEvent: ({ sessionChanged }) => this.#query.tell({ session: sessionChanged ?? null }),
    });
    follow(this, {
      document: TalkPresence,
      variables: () => (this.#isOpen ? this.#picker.variables() : undefined),
      onEvent: ({ presence }) => void (this.here = new Set(presence.map(({ id }) => id))),
    });
    this.addController(new TickController(this, () => this.#session?.state === 'LIVE'));
  }

  /** Asks the server again. */
  async reload(): Promise<void> {
    await this.#picker.reload(this.#query);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#opening);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#picker.keep(this.#session);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const session = this.#session;
    if (!session) return;
    this.#waitForOpening(session);
    const present = `${session.id} ${session.state}`;
    const isChange = this.#state.startsWith(session.id) && this.#state !== present;
    this.#state = present;
    if (isChange) this.dispatchEvent(new TalkChangedEvent(session.id, session.state));
  }

  protected override render(): TemplateResult {
    return html`<div class="card stack" part="card">
      <slot name="header"></slot>
      ${this.renderReading(this.#picker.readingOf(this.#query), ({ session }) => this.#there(session))}
      <slot name="footer"></slot>
    </div>`;
  }

  get #session(): TalkingFragment | undefined {
    return this.#query.data?.session ?? undefined;
  }

  get #isOpen(): boolean {
    const { state: stands } = this.#session ?? {};
    return stands === 'PROPOSED' || stands === 'SCHEDULED' || stands === 'LIVE';
  }

  #empty(): TemplateResult {
    const title = this.words.term('sessionEmptyTitle');
    return html`<slot name="empty"
      >${panel({ mark: 'clock', title, text: this.words.term('sessionEmptyText') })}</slot
    >`;
  }

  #there(session: TalkingFragment | null): TemplateResult {
    if (!session) return this.#empty();
    const { words } = this;
    const canMark = session.state === 'LIVE' || session.state === 'ENDED';
    return html`
      ${meetingHead(words, words.term('talkWith', otherOf(session).name), session)}
      ${this.#isOpen ? peopleRow(words, session, this.here) : nothing}
      ${session.state === 'LIVE' ? talkTimer(words, session) : nothing}
      ${talkAgenda(words, session.themes ?? [], canMark, (theme, box) => void this.#mark(theme, box))}
      ${this.#actions(session)}
    `;
  }

  #actions(session: TalkingFragment): TemplateResult {
    const { failure } = [this.#start, this.#end, this.#done, this.#reopen].find((one) => one.failure) ?? {};
    return html`<div class="actions">${this.#action(session)}</div>
      ${troubleLine(this.words, failure)}`;
  }

  #action(session: TalkingFragment): TemplateResult {
    const { id, actions } = session;
    if (actions.includes('END')) return this.#ending(id);
    if (actions.includes('START'))
      return button('primary', this.words.term('sessionStart'), () => this.#take(this.#start.run({ sessionId: id })));
    return html`<p class="muted">${this.#standing(session)}</p>`;
  }

  #standing({ state: stands, startsAt, endedAt, timeZone }: TalkingFragment): string {
    const { words } = this;
    const timeOf = (instant: string): string => momentText(instant, words.locale, timeZone);
    if (stands === 'ENDED')
      return `${words.term('sessionEnded', timeOf(endedAt ?? startsAt))} ${words.term('sessionEndedText')}`;
    if (stands === 'CANCELLED') return words.term('sessionCancelled');
    const opens = new Date(Date.parse(startsAt) - OPENS_MS).toISOString();
    return words.term('sessionStartFrom', timeOf(opens));
  }

  #ending(sessionId: string): TemplateResult {
    const { words } = this;
    if (!this.isEnding) return button('', words.term('sessionEnd'), () => this.#ask(true));
    return html`<p role="alert">${words.term('sessionEndAsk')}</p>
      ${button('primary', words.term('sessionEndYes'), () => this.#finish(sessionId))}
      ${button('quiet', words.term('sessionEndNo'), () => this.#ask(false))}`;
  }

  async #ask(isEnding: boolean): Promise<void> {
    this.isEnding = isEnding;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.actions button')?.focus();
  }

  async #take(step: Promise<TalkingFragment | undefined>): Promise<void> {
    await this.#query.after(step, (session) => ({ session }));
  }

  async #finish(sessionId: string): Promise<void> {
    await this.#take(this.#end.run({ sessionId }));
    this.isEnding = false;
  }

  async #mark({ id, state: stands }: TalkedThemeFragment, box: HTMLInputElement): Promise<void> {
    const isDone = stands === 'DONE';
    const marking = (isDone ? this.#reopen : this.#done).run({ themeId: id });
    const isMarked = await this.#query.after(marking, (marked, { session }) => ({
      session: session && { ...session, themes: (session.themes ?? []).map((one) => (one.id === id ? marked : one)) },
    }));
    // The browser has set the tick by itself.
    if (!isMarked) box.checked = isDone;
  }

  /** Nobody tells us when the time to start has come, so we look again then. */
  #waitForOpening({ actions, startsAt, state: stands }: TalkingFragment): void {
    clearTimeout(this.#opening);
    const ms = Date.parse(startsAt) - OPENS_MS - Date.now();
    const isWaiting = stands === 'SCHEDULED' && !actions.includes('START') && ms < 86_400_000;
    if (isWaiting) this.#opening = setTimeout(() => void this.#query.reload(), Math.max(ms, 5_000));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-session': TaiwaSession;
  }
}
