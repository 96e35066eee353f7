import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, state } from '../reactive.ts';
import { trouble } from '../../console/trouble.ts';
import { follow } from '../../data/live-controller.ts';
import { QueryController } from '../../data/query-controller.ts';
import { SessionPicker } from '../../data/session-picker.ts';
import { CaptionsConsent, CaptionsHome, CaptionsTalkChanged } from '../../generated/transcript-import.ts';
import type { CaptionsImportFragment, CaptionsTalkFragment } from '../../generated/types.ts';
import { speak, type Lesson } from '../../locale/dictionary.ts';
import { isolate } from '../../locale/isolate.ts';
import { consentBody } from '../../parts/consent.ts';
import { otherOf } from '../../parts/meeting-head.ts';
import { panel } from '../../parts/panel.ts';
import { confirmation, type Question } from '../live-transcript/confirmation.ts';
import { elementStyles, TaiwaElement } from '../taiwa-element.ts';
import { checkedForm, fileForm, type Told } from './caption-form.ts';
import { CaptionSending, type CheckedFile } from './caption-sending.ts';
import { importStanding } from './caption-standing.ts';
import { CaptionSteps } from './caption-steps.ts';
import { transcriptImportStyles } from './transcript-import.styles.ts';
import { fields } from '../../theme/fields.ts';
import { button } from '../../parts/button.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/transcript-import-ja.ts')).transcriptImportJa,
  en: async () => (await import('../../locale/transcript-import-en.ts')).transcriptImportEn,
};

/** What one of the two has to answer or wait for before another file can be brought. */
const OPEN = new Set<CaptionsImportFragment['state']>(['ASKED', 'AGREED']);

/**
 * Brings captions that a meeting service saved into the transcript of a 1-on-1 that is over: the file is looked into first,
 * names are given to the two, both agree, and what was imported can be undone.
 *
 * @tag taiwa-transcript-import
 * @slot header - Above everything.
 * @slot empty - In place of the panel shown while there is no talk.
 * @slot error - In place of the panel shown when something failed.
 * @slot footer - Below everything.
 * @event {FailedEvent} taiwa-error - Something failed, and the element shows it.
 * @event {AuthRequiredEvent} taiwa-auth-required - Nobody is signed in.
 * @csspart card - The frame.
 * @csspart consent - What is read before a yes or a no.
 * @csspart confirm - What is asked before something is done for good.
 * @csspart button - Every button.
 * @csspart select - Every choice of a speaker.
 */
export class TaiwaTranscriptImport extends TaiwaElement {
  static override styles: CSSResultGroup = [elementStyles, fields, transcriptImportStyles];

  /** The session to import into; the viewer's next one where none is given, which says so once it is over. */
  @property({ attribute: 'session-id' }) sessionId = '';

  @state() private checked: CheckedFile | undefined;
  @state() private asking: Omit<Question, 'cancel'> | undefined;

  readonly #picker = new SessionPicker(this);
  readonly #home = new QueryController(this, { document: CaptionsHome, variables: this.#picker.variables });
  readonly #consent = new QueryController(this, {
    document: CaptionsConsent,
    variables: () => (this.#needsConsentText ? {} : undefined),
  });
  readonly #sending = new CaptionSending(this);
  readonly #steps = new CaptionSteps(this);

  constructor() {
    super();
    speak(lesson);
    follow(this, {
      document: CaptionsTalkChanged,
      variables: this.#picker.variables,
      onEvent: ({ sessionChanged }) => sessionChanged && this.#home.tell({ session: sessionChanged }),
    });
  }

  /** Asks the server again. */
  async reload(): Promise<void> {
    await this.#picker.reload(this.#home);
  }

  protected override render(): TemplateResult {
    return html`<div class="card stack" part="card">
      <slot name="header"></slot>
      ${this.renderReading(this.#picker.readingOf(this.#home), ({ session }) => this.#there(session))}
      <slot name="footer"></slot>
    </div>`;
  }

  get #talk(): CaptionsTalkFragment | undefined {
    return this.#home.data?.session ?? undefined;
  }

  get #newest(): CaptionsImportFragment | undefined {
    return this.#talk?.transcript?.imports[0];
  }

  get #needsConsentText(): boolean {
    const { state: standing } = this.#newest ?? {};
    return this.checked !== undefined || standing === 'ASKED';
  }

  #empty(): TemplateResult {
    const { words } = this;
    const [title, text] = [words.term('captionsEmptyTitle'), words.term('captionsEmptyText')];
    return html`<slot name="empty">${panel({ mark: 'talk', title, text })}</slot>`;
  }

  #there(talk: CaptionsTalkFragment | null): TemplateResult {
    if (!talk) return this.#empty();
    const { words } = this;
    const isOver = talk.state === 'ENDED';
    return html`
      <header class="head">
        <h2>${words.term('captionsTitle', isolate(otherOf(talk).name))}</h2>
        <p class="muted">${words.term(isOver ? 'captionsLead' : 'captionsNotOver')}</p>
      </header>
      ${isOver ? this.#importing(talk) : nothing}
      ${isOver ? html`<p class="muted small">${words.term('captionsReaders')}</p>` : nothing}
    `;
  }

  #importing(talk: CaptionsTalkFragment): TemplateResult {
    const { words } = this;
    const newest = this.#newest;
    const canBring = !newest || !OPEN.has(newest.state);
    return html`${newest && !this.checked ? this.#standing(talk, newest) : nothing} ${this.#question()}
    ${trouble(words, this.#steps.failure)} ${canBring ? this.#bringing(talk) : nothing}`;
  }

  #standing(talk: CaptionsTalkFragment, newest: CaptionsImportFragment): TemplateResult {
    const text = this.#consent.data?.transcriptImportConsent;
    return importStanding(this.words, talk, newest, text, {
      answer: this.#steps.isRunning
        ? undefined
        : (agrees) => void this.#step(() => this.#steps.answer(newest.id, text?.version ?? '', agrees)),
      stop: () => this.#askToStop(talk),
      undo: (kept) => this.#askToUndo(talk, kept),
    });
  }

  #bringing(talk: CaptionsTalkFragment): TemplateResult {
    const { words, checked } = this;
    if (!checked) return fileForm(words, this.#sending, (file) => void this.#check(talk, file));
    const end = html`<section class="notice consent" part="consent" aria-labelledby="consent">
      ${consentBody(words, this.#consent.data?.transcriptImportConsent)}
      <div class="row">
        <button
          type="submit"
          class="button primary"
          part="button"
          aria-disabled=${this.#steps.isRunning || !this.#consent.data ? 'true' : 'false'}
        >
          ${words.term('captionsAsk', isolate(otherOf(talk).name))}
        </button>
        ${button('quiet', words.term('captionsAnother'), () => this.#forget())}
      </div>
    </section>`;
    return checkedForm(words, talk, checked, (told) => void this.#ask(talk, checked, told), end);
  }

  #question(): TemplateResult | typeof nothing {
    const { asking } = this;
    if (!asking) return nothing;
    const settle = (act?: () => void) => () => {
      this.asking = undefined;
      void this.focusOn('.standing .button', 'button');
      act?.();
    };
    return confirmation(this.words, { ...asking, act: settle(asking.act), cancel: settle() });
  }

  async #check({ id }: CaptionsTalkFragment, file: File): Promise<void> {
    this.checked = await this.#sending.send(id, file);
    if (this.checked) await this.focusOn('#checked');
  }

  async #ask({ id: sessionId }: CaptionsTalkFragment, { uploadId }: CheckedFile, told: Told): Promise<void> {
    const textVersion = this.#consent.data?.transcriptImportConsent.version;
    if (!textVersion || this.#steps.isRunning) return;
    const isAsked = await this.#step(() => this.#steps.ask({ sessionId, uploadId, textVersion, ...told }));
    if (isAsked) this.checked = undefined;
  }

  #forget(): void {
    this.checked = undefined;
    void this.focusOn('#file');
  }

  #askToStop({ id }: CaptionsTalkFragment): void {
    const { words } = this;
    this.asking = {
      title: words.term('captionsStopAsk'),
      text: words.term('captionsStopText'),
      yes: words.term('captionsStop'),
      act: () => void this.#step(() => this.#steps.withdraw(id)),
    };
    void this.focusOn('.confirm .back');
  }

  #askToUndo({ id }: CaptionsTalkFragment, { fromSeq, toSeq }: NonNullable<CaptionsImportFragment['kept']>): void {
    const { words } = this;
    this.asking = {
      title: words.term('captionsUndoAsk'),
      text: words.term('captionsUndoText'),
      yes: words.term('captionsUndo'),
      act: () => void this.#step(() => this.#steps.delete(id, { fromSeq, toSeq })),
    };
    void this.focusOn('.confirm .back');
  }

  /** What it changed is read again: live data may be late. */
  async #step(run: () => Promise<boolean>): Promise<boolean> {
    const isDone = await run();
    if (this.#steps.failure?.code === 'OUTDATED_CONSENT') await this.#consent.reload();
    if (isDone) await this.#home.reload();
    return isDone;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-transcript-import': TaiwaTranscriptImport;
  }
}
