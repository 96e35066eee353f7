import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from '../reactive.ts';
import { follow } from '../../data/live-controller.ts';
import { MutationController } from '../../data/mutation-controller.ts';
import { OnDemand } from '../../data/on-demand.ts';
import { QueryController } from '../../data/query-controller.ts';
import { SessionPicker } from '../../data/session-picker.ts';
import {
  ConsentToRead,
  Transcribed,
  TranscribedTalkChanged,
  TranscriptNameSpeakers,
} from '../../generated/live-transcript.ts';
import type { RecordingStandsFragment, TranscribedTalkFragment, TranscriptState } from '../../generated/types.ts';
import { isolate } from '../../locale/isolate.ts';
import { speak, type Lesson } from '../../locale/dictionary.ts';
import { panel, skeleton, troubleLine } from '../../parts/panel.ts';
import { elementStyles, TaiwaElement } from '../taiwa-element.ts';
import { confirmation, type Question } from './confirmation.ts';
import { consentSheet } from './consent-sheet.ts';
import { liveTranscriptStyles } from './live-transcript.styles.ts';
import { moreActions, withdrawnOffer } from './more-actions.ts';
import { recordingBar } from './recording-bar.ts';
import { RecordingSteps, type PlainStep } from './recording-steps.ts';
import { standingOf, type Standing } from './standing.ts';
import { TranscriptChangedEvent } from './transcript-changed-event.ts';
import { TranscriptFeed } from './transcript-feed.ts';
import type { TranscriptLines } from './transcript-lines.ts';
import { fields } from '../../theme/fields.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/live-transcript-ja.ts')).liveTranscriptJa,
  en: async () => (await import('../../locale/live-transcript-en.ts')).liveTranscriptEn,
};

/**
 * The transcript of a talk as it is said: the question whether both agree, where the recording stands, the words as they come,
 * corrections, copies and deletion. Nothing is recorded before both have said yes, and nobody is asked twice.
 *
 * @tag taiwa-live-transcript
 * @slot header - Above everything.
 * @slot empty - In place of the panel shown while there is no talk.
 * @slot error - In place of the panel shown when something failed.
 * @slot footer - Below everything.
 * @event {TranscriptChangedEvent} taiwa-transcript-changed - The recording was asked for, began, paused or ended; carries the id of the talk and the new state.
 * @event {FailedEvent} taiwa-error - Something failed, and the element shows it.
 * @event {AuthRequiredEvent} taiwa-auth-required - Nobody is signed in.
 * @csspart card - The frame.
 * @csspart recording - Where the recording stands.
 * @csspart consent - What is read before a yes or a no.
 * @csspart log - What was said, which scrolls.
 * @csspart words - The words of one segment.
 * @csspart correct - The form of a correction.
 * @csspart confirm - What is asked before something is done for good.
 * @csspart button - Every button.
 * @csspart select - Every choice of a speaker.
 * @csspart textarea - The field of a correction.
 */
export class TaiwaLiveTranscript extends TaiwaElement {
  static override styles = [elementStyles, fields, liveTranscriptStyles];

  /** The session to show; the viewer's next one where none is given. */
  @property({ attribute: 'session-id' }) sessionId = '';

  @state() private isConsidering = false;
  @state() private asking: Omit<Question, 'cancel'> | undefined;
  @state() private isKept = false;

  readonly #picker = new SessionPicker(this);
  readonly #query = new QueryController(this, { document: Transcribed, variables: this.#picker.variables });
  readonly #consent = new QueryController(this, {
    document: ConsentToRead,
    variables: () => (this.#needsConsentText ? {} : undefined),
  });
  readonly #feed = new TranscriptFeed(
    this,
    () => this.#followed,
    (segments) => this.#lines.part?.tell(segments),
    () => this.#query.tell({ session: null }),
  );
  readonly #steps = new RecordingSteps(this);
  readonly #names = new MutationController(this, TranscriptNameSpeakers);
  readonly #lines: OnDemand<TranscriptLines> = new OnDemand(this, {
    isNeeded: () => this.#talk !== undefined && this.#hasLines(standingOf(this.#talk, this.#feed)),
    load: async () => {
      const { TranscriptLines: Loaded } = await import('./transcript-lines.ts');
      return new Loaded(this, this.#feed, {
        ask: (question) => this.#ask(question),
        remove: (range) => void this.#step((id) => this.#steps.delete(id, range)),
        name: (label, speaker) =>
          void this.#names.run({ sessionId: this.#talk?.id ?? '', names: [{ label, speaker }] }),
      });
    },
  });
  #told: { readonly id: string; readonly state: TranscriptState } | undefined;

  constructor() {
    super();
    speak(lesson);
    follow(this, {
      document: TranscribedTalkChanged,
      variables: this.#picker.variables,
      onEvent: ({ sessionChanged }) => this.#query.tell({ session: sessionChanged ?? null }),
    });
  }

  /** Asks the server again. */
  async reload(): Promise<void> {
    await this.#picker.reload(this.#query);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#picker.keep(this.#talk);
    if (this.#query.reading.state === 'failed') this.#feed.forget();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!this.#talk) return;
    const { sessionId: id, state: stands } = standingOf(this.#talk, this.#feed);
    const isChange = this.#told?.id === id && this.#told.state !== stands;
    this.#told = { id, state: stands };
    if (isChange) this.dispatchEvent(new TranscriptChangedEvent(id, stands));
  }

  protected override render(): TemplateResult {
    return html`<div class="card stack" part="card">
      <slot name="header"></slot>
      ${this.renderReading(this.#picker.readingOf(this.#query), ({ session }) => this.#there(session))}
      <slot name="footer"></slot>
    </div>`;
  }

  get #talk(): TranscribedTalkFragment | undefined {
    return this.#query.data?.session ?? undefined;
  }

  /** A talk that has not begun has no transcript to follow. */
  get #followed(): string | undefined {
    const talk = this.#talk;
    return talk && (talk.state === 'LIVE' || talk.transcript) ? talk.id : undefined;
  }

  get #needsConsentText(): boolean {
    const { transcript, viewerPart } = this.#talk ?? {};
    return this.isConsidering || (transcript?.state === 'ASKED' && transcript.askedBy !== viewerPart);
  }

  #empty(): TemplateResult {
    const { words } = this;
    const [title, text] = [words.term('transcriptEmptyTitle'), words.term('transcriptEmptyText')];
    return html`<slot name="empty">${panel({ mark: 'talk', title, text })}</slot>`;
  }

  #there(talk: TranscribedTalkFragment | null): TemplateResult {
    if (!talk) return this.#empty();
    const { words } = this;
    const standing = standingOf(talk, this.#feed);
    const hasLines = this.#hasLines(standing);
    return html`
      <header class="head" part="head">
        <h2>${words.term('transcriptWith', isolate(standing.otherName))}</h2>
      </header>
      ${recordingBar(words, standing, this.#steps.isRunning ? undefined : (step) => this.#take(step))}
      ${this.#reconnecting()} ${this.#question(standing)} ${this.#agreeing(standing, hasLines)}
      ${troubleLine(words, this.#steps.failure ?? this.#names.failure)} ${hasLines ? this.#said(standing) : nothing}
    `;
  }

  #agreeing(standing: Standing, hasLines: boolean): TemplateResult | typeof nothing {
    const { words } = this;
    if (!standing.isLive && !hasLines) {
      const isOver = this.#talk?.state === 'ENDED' || this.#talk?.state === 'CANCELLED';
      return html`<p class="muted">${words.term(isOver ? 'transcriptOver' : 'transcriptNotLive')}</p>`;
    }
    const text = this.#consent.data?.transcriptConsent;
    const version = text?.version ?? '';
    const isFree = !this.#steps.isRunning;
    return consentSheet(words, standing, text, this.isConsidering, {
      consider: (isConsidering) => this.#consider(isConsidering),
      ask: isFree ? () => void this.#step((id) => this.#steps.ask(id, version)) : undefined,
      answer: isFree ? (agrees) => void this.#step((id) => this.#steps.answer(id, version, agrees)) : undefined,
    });
  }

  #said(standing: Standing): TemplateResult {
    const { words } = this;
    const { part: lines } = this.#lines;
    if (!lines) return skeleton(words);
    return html`${lines.render(words, standing)}
      <div class="foot">
        ${lines.renderTools(words, standing)}
        ${moreActions(words, standing, this.#feed.log.hasWords, {
          leave: () => this.#take('leave'),
          withdraw: () => this.#askToWithdraw(),
          deleteAll: () => lines.deleteAll(words),
        })}
      </div>
      <p class="muted small">${words.term('transcriptReaders')}</p>`;
  }

  #hasLines({ isOn }: Standing): boolean {
    return isOn || this.#feed.log.rows.length > 0;
  }

  #reconnecting(): TemplateResult {
    const text = this.#feed.isReconnecting ? this.words.term('transcriptReconnecting') : nothing;
    return html`<p class="reconnecting" role="status">${text}</p>`;
  }

  #question({ state: stands }: Standing): TemplateResult | typeof nothing {
    const { words, asking } = this;
    if (asking) {
      const act = (): void => this.#settle(asking.act);
      return confirmation(words, { ...asking, act, cancel: () => this.#settle() });
    }
    if (stands !== 'WITHDRAWN' || this.isKept || !this.#feed.log.hasWords) return nothing;
    return withdrawnOffer(
      words,
      () => this.#lines.part?.deleteAll(words),
      () => void (this.isKept = true),
    );
  }

  #ask(question: Omit<Question, 'cancel'>): void {
    this.asking = question;
    void this.focusOn('.confirm .back');
  }

  #settle(act: () => void = () => undefined): void {
    this.asking = undefined;
    void this.focusOn('.scroller', 'button');
    act();
  }

  #askToWithdraw(): void {
    const { words } = this;
    this.#ask({
      title: words.term('transcriptWithdrawAsk'),
      text: words.term('transcriptWithdrawText'),
      yes: words.term('transcriptWithdraw'),
      act: () => this.#take('withdraw'),
    });
  }

  #consider(isConsidering: boolean): void {
    this.isConsidering = isConsidering;
    void this.focusOn('.consent .button', '.offer .button');
  }

  #take(step: PlainStep): void {
    void this.#step((id) => this.#steps.take(step, id));
  }

  async #step(run: (sessionId: string) => Promise<RecordingStandsFragment | undefined>): Promise<void> {
    const { id = '' } = this.#talk ?? {};
    await this.#query.after(run(id), (transcript, { session }) => ({
      session: session?.id === id ? { ...session, transcript } : session,
    }));
    this.isConsidering = false;
    if (this.#steps.failure?.code === 'OUTDATED_CONSENT') await this.#consent.reload();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-live-transcript': TaiwaLiveTranscript;
  }
}
