import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from '../reactive.ts';
import { MutationController } from '../../data/mutation-controller.ts';
import { OnDemand } from '../../data/on-demand.ts';
import { QueryController } from '../../data/query-controller.ts';
import { shownHintsOf } from '../../data/shown-hints.ts';
import { Rating, RatingPress, RatingUndo } from '../../generated/rating.ts';
import type { Clarity, RatedFragment, RatingUse } from '../../generated/types.ts';
import { gradeLesson } from '../../locale/grade-messages.ts';
import { dayText } from '../../locale/time.ts';
import { speak, type Lesson } from '../../locale/dictionary.ts';
import { button } from '../../parts/button.ts';
import { faultText, panel } from '../../parts/panel.ts';
import { elementStyles, TaiwaElement } from '../taiwa-element.ts';
import type { Afterwards } from './afterwards.ts';
import { answerSheet, askedUse, ratingHead } from './answer-sheet.ts';
import { gradeStyles } from './grades.ts';
import { RatedEvent, RatingUndoneEvent } from './rated-event.ts';
import { RatingPicker } from './rating-picker.ts';
import { ratingStyles } from './rating.styles.ts';
import { UndoClock } from './undo-clock.ts';
import { undoRow } from './undo-row.ts';
import { fields } from '../../theme/fields.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/rating-ja.ts')).ratingJa,
  en: async () => (await import('../../locale/rating-en.ts')).ratingEn,
};

const UNDO_SECONDS = 10;

type Said = '' | 'sending' | 'received' | 'undone';

/**
 * Asks the member after a talk how clear they feel: who will see the answer is read first, one press answers, ten seconds
 * take it back. Then it offers to send an impression, signed, and after a good talk to leave a hint, anonymous. The answer is
 * kept nowhere on the page or the device, and is in no event.
 *
 * @tag taiwa-rating
 * @slot header - Above everything.
 * @slot empty - In place of the panel shown while nothing is to be answered.
 * @slot error - In place of the panel shown when something failed.
 * @slot footer - Below everything.
 * @event {RatedEvent} taiwa-rated - The member answered; carries the id of the session and nothing of the answer.
 * @event {RatingUndoneEvent} taiwa-rating-undone - The member took the answer back; carries the id of the session.
 * @event {BeforeSubmitEvent} taiwa-before-submit - Something is about to be sent; `preventDefault()` holds it back.
 * @event {FailedEvent} taiwa-error - Something failed, and the element shows it.
 * @event {AuthRequiredEvent} taiwa-auth-required - Nobody is signed in.
 * @csspart card - The frame.
 * @csspart head - Title, time and state.
 * @csspart audience - Who will see the answer.
 * @csspart use - One thing that may become of the answer.
 * @csspart scale - The five answers.
 * @csspart grade - One of them.
 * @csspart undo - The row in which the answer can be taken back.
 * @csspart letter - The impression, and the hint.
 * @csspart textarea - Their fields.
 * @csspart button - Every button.
 */
export class TaiwaRating extends TaiwaElement {
  static override styles = [elementStyles, fields, gradeStyles, ratingStyles];

  /** The session to answer for; the newest one that waits for an answer where none is given. */
  @property({ attribute: 'session-id' }) sessionId = '';

  @state() private sending: Clarity | undefined;
  @state() private use: RatingUse | undefined;
  @state() private offersHint = false;
  @state() private hasAnswered = false;
  @state() private said: Said = '';

  readonly #picker = new RatingPicker(this, () => this.#onHome());
  readonly #query = new QueryController(this, { document: Rating, variables: this.#picker.variables });
  readonly #press = new MutationController(this, RatingPress, 'rate');
  readonly #undo = new MutationController(this, RatingUndo);
  readonly #clock = new UndoClock(this);
  // What comes after the answer is fetched while the question is being read.
  readonly #afterwards: OnDemand<Afterwards> = new OnDemand(this, {
    isNeeded: () => this.#session !== undefined,
    load: async () => {
      const { Afterwards: Loaded } = await import('./afterwards.ts');
      const afterwards = new Loaded(this, this.words, {
        subject: this.#picker.variables,
        draftKey: (subject) => this.#picker.keyFor(subject),
        onImpression: (id) => this.#session && this.#put({ ...this.#session, impression: { id } }),
      });
      afterwards.begin();
      return afterwards;
    },
  });
  #shown: string | undefined;

  constructor() {
    super();
    speak(lesson);
    speak(gradeLesson);
  }

  /** Asks the server again. */
  async reload(): Promise<void> {
    await this.#picker.reload(this.#query);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const id = this.#session?.id;
    if (id === undefined || id === this.#shown) return;
    this.#shown = id;
    this.#begin();
  }

  protected override render(): TemplateResult {
    return html`<div class="card stack" part="card">
      <slot name="header"></slot>
      ${this.renderReading(this.#picker.readingOf(this.#query), ({ session }) => this.#there(session))}
      <p class="unseen" role="status">${this.#spoken()}</p>
      <slot name="footer"></slot>
    </div>`;
  }

  get #session(): RatedFragment | undefined {
    return this.#query.data?.session ?? undefined;
  }

  #empty(): TemplateResult {
    const title = this.words.term('ratingEmptyTitle');
    return html`<slot name="empty">${panel({ mark: 'leaf', title, text: this.words.term('ratingEmptyText') })}</slot>`;
  }

  #there(session: RatedFragment | null): TemplateResult {
    if (session?.viewerPart !== 'MEMBER') return this.#empty();
    const { words } = this;
    if (this.hasAnswered) return this.#after(session, words.term('ratingThanks'), this.#undoRow());
    if (session.participation)
      return this.#after(session, words.term('ratingAlready'), this.#quiet(words.term('ratingAlreadyText')));
    if (this.#picker.hasDeclined(session.id))
      return this.#after(session, words.term('ratingDeclined'), this.#declinedRow(session));
    if (session.actions.includes('RATE')) return this.#sheet(session);
    return session.state === 'ENDED'
      ? this.#after(session, words.term('ratingOver'), html``)
      : ratingHead(words, session, words.term('ratingNotYet'));
  }

  #sheet(session: RatedFragment): TemplateResult {
    return answerSheet(this.words, {
      session,
      use: this.use,
      sending: this.sending,
      trouble: this.#trouble(),
      onUse: (use) => void (this.use = use),
      onPress: (grade) => void this.#send(session, grade),
      onDecline: () => this.#decline(session, true),
    });
  }

  #after(session: RatedFragment, title: string, row: TemplateResult): TemplateResult {
    return html`${ratingHead(this.words, session, title)} ${row}
    ${this.#afterwards.part?.render(session, this.offersHint)} ${this.#goOn()}`;
  }

  #quiet(text: string): TemplateResult {
    return html`<p class="muted">${text}</p>`;
  }

  #undoRow(): TemplateResult {
    return undoRow(this.words, {
      left: this.#clock.left,
      of: UNDO_SECONDS,
      refusal: faultText(this.words, this.#undo.failure),
      onUndo: () => void this.#takeBack(),
      // Told openly, the counterpart reads it after ten seconds: that time cannot stand still.
      onHold: (isHeld) => this.#clock.hold(isHeld && this.#session?.participation?.use !== 'OPEN'),
    });
  }

  #declinedRow(session: RatedFragment): TemplateResult {
    const back = (): void => this.#decline(session, false);
    return html`<div class="row">
      <p class="muted">${this.words.term('ratingDeclinedText')}</p>
      ${session.actions.includes('RATE') ? button('quiet', this.words.term('ratingAnswerAfterAll'), back) : nothing}
    </div>`;
  }

  #goOn(): TemplateResult | typeof nothing {
    const [next] = this.#picker.others;
    if (!next) return nothing;
    const go = (): void => {
      this.#picker.goOn();
      void this.focusOn('h2');
    };
    const day = dayText(next.startsAt, this.words.locale, next.timeZone);
    return html`<div class="go-on">${button('', this.words.term('ratingNext', next.counterpart.name, day), go)}</div>`;
  }

  #trouble(): string {
    const { failure } = this.#press;
    if (!failure) return '';
    if (failure.kind === 'signed-out') return this.words.term('ratingSignedOut');
    if (failure.kind === 'offline') return this.words.term('ratingNotSent');
    return failure.message || this.words.term('ratingNotSentFault');
  }

  #spoken(): string {
    const { words, said } = this;
    if (said === 'sending') return words.term('ratingSending');
    if (said === 'received') return words.term('ratingUndoOffer', UNDO_SECONDS);
    return said === 'undone' ? words.term('ratingUndone') : '';
  }

  async #send(session: RatedFragment, grade: Clarity): Promise<void> {
    const use = askedUse(session) ? this.use : session.audience?.choices[0]?.use;
    if (!use || this.sending) return;
    this.sending = grade;
    this.said = 'sending';
    const key = this.#picker.keyFor(session.id);
    const hintIds = key ? [...shownHintsOf(key)] : [];
    const answered = await this.#press.run({ sessionId: session.id, grade, use, hintIds });
    this.sending = undefined;
    this.said = '';
    if (!answered) return this.#notSent();
    this.hasAnswered = true;
    this.offersHint = grade === 'VERY_CLEAR' || grade === 'CLEAR';
    this.#put(answered);
    this.#clock.start(UNDO_SECONDS);
    this.said = 'received';
    this.dispatchEvent(new RatedEvent(session.id));
    await this.focusOn('h2');
  }

  /** What the server refuses has changed since it was read: it is read again, and the choice is made anew. */
  async #notSent(): Promise<void> {
    if (this.#press.failure?.kind !== 'problem') return;
    this.use = undefined;
    await this.#query.reload();
  }

  async #takeBack(): Promise<void> {
    const session = await this.#undo.run({ sessionId: this.#shown ?? '' });
    this.#clock.stop();
    if (!session) return;
    this.#begin();
    this.#put(session);
    this.said = 'undone';
    this.dispatchEvent(new RatingUndoneEvent(session.id));
    await this.focusOn('h2');
  }

  #decline({ id }: RatedFragment, isDeclining: boolean): void {
    this.#picker.decline(id, isDeclining);
    this.#press.forget();
    void this.focusOn('h2');
  }

  #onHome(): void {
    if (this.sessionId !== '' && this.#session && this.#session.state !== 'ENDED') void this.#query.reload();
  }

  #put(session: RatedFragment): void {
    const { data } = this.#query;
    if (data) this.#query.put({ ...data, session });
  }

  #begin(): void {
    this.hasAnswered = false;
    this.offersHint = false;
    this.use = undefined;
    this.said = '';
    this.#press.forget();
    this.#undo.forget();
    this.#afterwards.part?.begin();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-rating': TaiwaRating;
  }
}
