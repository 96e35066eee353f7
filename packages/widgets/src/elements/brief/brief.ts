import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from '../reactive.ts';
import { follow } from '../../data/live-controller.ts';
import { OnDemand } from '../../data/on-demand.ts';
import { MutationController } from '../../data/mutation-controller.ts';
import { QueryController } from '../../data/query-controller.ts';
import { SessionPicker } from '../../data/session-picker.ts';
import { SightController } from '../../data/sight-controller.ts';
import { Brief, BriefChanged, BriefSeen } from '../../generated/brief.ts';
import type { BriefedFragment } from '../../generated/types.ts';
import { whenLine } from '../../parts/meeting-head.ts';
import { panel } from '../../parts/panel.ts';
import { requiredTopics, requiredTopicStyles } from '../../parts/required-topics.ts';
import { speak, type Lesson } from '../../locale/dictionary.ts';
import { elementStyles, TaiwaElement } from '../taiwa-element.ts';
import {
  hintSection,
  noteSection,
  preparedRevision,
  stageSection,
  styleSection,
  themeSection,
} from './brief-sections.ts';
import { briefStyles } from './brief.styles.ts';
import { SeenEvent } from './seen-event.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/brief-ja.ts')).briefJa,
  en: async () => (await import('../../locale/brief-en.ts')).briefEn,
};

/**
 * Tells the counterpart before the talk, in seconds, what the member wants to talk about and which response they want:
 * the first line says it, the rest helps to give it. It follows every change without a reload. Being looked at marks the
 * preparation as seen, and the member sees that.
 *
 * @tag taiwa-brief
 * @slot header - Above everything.
 * @slot empty - In place of the panel shown while no talk is coming up.
 * @slot error - In place of the panel shown when something failed.
 * @slot footer - Below everything.
 * @event {SeenEvent} taiwa-seen - The preparation is marked as seen; carries the id of the session.
 * @event {FailedEvent} taiwa-error - Something failed, and the element shows it.
 * @event {AuthRequiredEvent} taiwa-auth-required - Nobody is signed in.
 * @csspart card - The frame.
 * @csspart headline - What is wanted, in one sentence.
 * @csspart required - What the company requires to be talked about.
 * @csspart note - The member's own words.
 * @csspart style - How to answer the wish.
 * @csspart hints - What helped others.
 * @csspart stage - Where the pair stands.
 */
export class TaiwaBrief extends TaiwaElement {
  static override styles = [elementStyles, requiredTopicStyles, briefStyles];

  /** The session to be briefed on; the counterpart's next one where none is given. */
  @property({ attribute: 'session-id' }) sessionId = '';

  @state() private tense = 1;

  readonly #picker = new SessionPicker(this, 'COUNTERPART');
  readonly #query = new QueryController(this, { document: Brief, variables: this.#picker.variables });
  readonly #seen = new MutationController(this, BriefSeen);
  readonly #sight = new SightController(this);
  #marked = '';
  // The questions stand below everything and come last.
  readonly #questions = new OnDemand(this, {
    isNeeded: () => Boolean(this.#query.data?.session?.brief),
    load: async () => {
      const { questionSection, questionStyles } = await import('./question-section.ts');
      this.adopt(questionStyles);
      return questionSection;
    },
  });
  #first: { readonly id: string; readonly revision: number } | undefined;

  constructor() {
    super();
    speak(lesson);
    follow(this, {
      document: BriefChanged,
      variables: this.#picker.variables,
      onEvent: ({ sessionChanged }) => this.#take(sessionChanged),
    });
  }

  /** Asks the server again. */
  async reload(): Promise<void> {
    await this.#picker.reload(this.#query);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const session = this.#query.data?.session;
    if (!session) return;
    if (this.#first?.id !== session.id) this.#first = { id: session.id, revision: preparedRevision(session) };
    if (this.#sight.inSight && session.actions.includes('MARK_SEEN'))
      void this.updateComplete.then(() => this.#markSeen(session));
  }

  protected override render(): TemplateResult {
    return html`<div class="card stack" part="card">
      <slot name="header"></slot>
      ${this.renderReading(this.#picker.readingOf(this.#query), ({ session }) => this.#there(session))}
      <slot name="footer"></slot>
    </div>`;
  }

  #empty(): TemplateResult {
    const title = this.words.term('briefEmptyTitle');
    return html`<slot name="empty">${panel({ mark: 'talk', title, text: this.words.term('briefEmptyText') })}</slot>`;
  }

  #there(session: BriefedFragment | null): TemplateResult {
    if (!session) return this.#empty();
    const { words } = this;
    const { brief } = session;
    const { name } = session.member;
    const isChosen = brief !== null && brief.themes.some((one) => !one.required);
    return html`
      <header class="head">
        <p class="eyebrow">${words.term('talkWith', name)}</p>
        <h2 class="headline" part="headline">${isChosen ? brief.headline : words.term('briefNothingTitle', name)}</h2>
        ${whenLine(words, session)} ${this.#updatedNote(session)}
      </header>
      ${isChosen ? nothing : html`<p class="muted">${words.term('briefNothingText')}</p>`}
      ${requiredTopics(words, session.guidedTopics)} ${brief ? this.#sections(brief, name) : nothing}
    `;
  }

  #sections(brief: NonNullable<BriefedFragment['brief']>, name: string): TemplateResult {
    const { words } = this;
    const onTense = (tense: number): void => void (this.tense = tense);
    return html`<div class="sections">
      ${noteSection(words, name, brief.note)} ${brief.style ? styleSection(words, brief.style) : nothing}
      ${themeSection(
        words.term('briefAlso'),
        'also',
        brief.themes.slice(1).filter((one) => !one.required),
      )}
      ${themeSection(words.term('briefOpen'), 'open', brief.openThemes)} ${hintSection(words, brief)}
      ${brief.stage ? stageSection(words, brief.stage) : nothing}
      ${this.#questions.part?.(words, brief, this.tense, onTense)}
    </div>`;
  }

  #updatedNote(session: BriefedFragment): TemplateResult {
    const isNewer = this.#first?.id === session.id && preparedRevision(session) > this.#first.revision;
    return html`<p role="status" class="small muted">${isNewer ? this.words.term('briefUpdated') : ''}</p>`;
  }

  #take(session: BriefedFragment | null): void {
    // Events flow again: what could not be marked before may be tried once more.
    if (this.#seen.failure) this.#marked = '';
    this.#query.tell({ session });
  }

  async #markSeen(session: BriefedFragment): Promise<void> {
    const mark = `${session.id} ${preparedRevision(session)}`;
    if (mark === this.#marked || this.#seen.running) return;
    this.#marked = mark;
    const marking = this.#seen.run({ sessionId: session.id });
    if (await this.#query.after(marking, (marked) => ({ session: marked })))
      this.dispatchEvent(new SeenEvent(session.id));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-brief': TaiwaBrief;
  }
}
