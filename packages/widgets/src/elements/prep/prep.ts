import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from '../reactive.ts';
import type { DraftKey } from '../../data/draft.ts';
import { follow } from '../../data/live-controller.ts';
import { OnDemand } from '../../data/on-demand.ts';
import { QueryController } from '../../data/query-controller.ts';
import { SessionPicker } from '../../data/session-picker.ts';
import { ImeGuard } from '../../forms/ime-guard.ts';
import { noteField } from '../../forms/note-field.ts';
import { Prep, PrepChanged } from '../../generated/prep.ts';
import type { PreparingFragment, PrepQuery } from '../../generated/types.ts';
import { choiceCardStyles } from '../../parts/choice-cards.ts';
import { icon } from '../../parts/icon.ts';
import { meetingHead, otherOf } from '../../parts/meeting-head.ts';
import { panel } from '../../parts/panel.ts';
import { saveAnnouncement, saveStatus } from '../../parts/save-status.ts';
import { speak, type Lesson } from '../../locale/dictionary.ts';
import { fields } from '../../theme/fields.ts';
import { elementStyles, TaiwaElement } from '../taiwa-element.ts';
import { AgendaKeeper } from './agenda-keeper.ts';
import { agendaList, themeLines } from './agenda-list.ts';
import { type AgendaTheme, isNewer, MOST_NOTE, MOST_THEMES, openThemesFor } from './agenda.ts';
import { chooser } from './chooser.ts';
import { conflictPanel, conflictStyles } from './conflict.ts';
import { statusOf } from './keeping-status.ts';
import { ThemeChooser } from './theme-chooser.ts';
import { ThemeHelp } from './theme-help.ts';
import { PreparedEvent } from './prepared-event.ts';
import { prepStyles } from './prep.styles.ts';
import { seenLine } from './seen-line.ts';
import { button } from '../../parts/button.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/prep-ja.ts')).prepJa,
  en: async () => (await import('../../locale/prep-en.ts')).prepEn,
};

const NOTE_PAUSE_MS = 1_200;

/**
 * Lets the member choose what to talk about and which response they want: two presses, saved by themselves. A second
 * theme, words of one's own, a note, questions to think it over and hints that fit are there for whoever wants them.
 * Drafts survive a reload and a lost connection.
 *
 * @tag taiwa-prep
 * @slot header - Above everything.
 * @slot empty - In place of the panel shown while there is nothing to prepare.
 * @slot error - In place of the panel shown when something failed.
 * @slot footer - Below everything.
 * @event {PreparedEvent} taiwa-prepared - The preparation is saved; carries the id of the session.
 * @event {BeforeSubmitEvent} taiwa-before-submit - Something is about to be sent; `preventDefault()` holds it back.
 * @event {FailedEvent} taiwa-error - Something failed, and the element shows it.
 * @event {AuthRequiredEvent} taiwa-auth-required - Nobody is signed in.
 * @csspart card - The frame.
 * @csspart head - Title, time and state.
 * @csspart choice - One card of topic or response.
 * @csspart agenda - The list of what is chosen.
 * @csspart theme - One entry of that list.
 * @csspart required - What the company requires to be talked about.
 * @csspart help - Questions and hints.
 * @csspart textarea - The note.
 * @csspart status - The line that says whether it is saved.
 * @csspart button - Every button.
 */
export class TaiwaPrep extends TaiwaElement {
  static override styles = [elementStyles, fields, choiceCardStyles, conflictStyles, prepStyles];

  /** The session to prepare; the member's next one where none is given. */
  @property({ attribute: 'session-id' }) sessionId = '';

  readonly #picker = new SessionPicker(this, 'MEMBER');
  readonly #ime = new ImeGuard(this, () => this.#keeper.saveAfter(NOTE_PAUSE_MS));
  readonly #query = new QueryController(this, { document: Prep, variables: this.#picker.variables });
  readonly #keeper = new AgendaKeeper(this);
  readonly #themes = new ThemeChooser(this, this.#keeper, this.#ime);
  readonly #help = new ThemeHelp(this, {
    keeper: this.#keeper,
    themes: this.#themes,
    topics: () => this.#query.data?.topics ?? [],
  });
  // Few companies require topics.
  readonly #required = new OnDemand(this, {
    isNeeded: () => Boolean(this.#shown?.guidedTopics?.length),
    load: async () => {
      const { requiredTopics, requiredTopicStyles } = await import('../../parts/required-topics.ts');
      this.adopt(requiredTopicStyles);
      return requiredTopics;
    },
  });
  #shown: PreparingFragment | undefined;

  constructor() {
    super();
    speak(lesson);
    follow(this, {
      document: PrepChanged,
      variables: this.#picker.variables,
      onEvent: ({ sessionChanged }) => sessionChanged && this.#take(sessionChanged),
    });
  }

  /** Asks the server again. */
  async reload(): Promise<void> {
    await this.#picker.reload(this.#query);
  }

  /** @internal Where the draft of this person and session is kept. */
  get draftKey(): DraftKey | undefined {
    const { data } = this.#query;
    const userId = data?.viewer?.user.id;
    return data?.session && userId ? { server: this.server, userId, subject: data.session.id } : undefined;
  }

  /** @internal Takes what a save answered. */
  onSaved(session: PreparingFragment): PreparingFragment {
    const shown = this.#query.data?.session;
    const newest = shown && !isNewer(session, shown) ? shown : session;
    if (newest === session) this.#take(session);
    this.dispatchEvent(new PreparedEvent(session.id));
    return newest;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const session = this.#query.data?.session ?? undefined;
    if (session === this.#shown) return;
    if (session?.id !== this.#shown?.id) this.#begin();
    this.#shown = session;
    if (!session) return;
    const { length } = this.#keeper.agenda.themes;
    this.#keeper.take(session);
    this.#themes.follow(length);
  }

  protected override render(): TemplateResult {
    return html`<div class="card stack" part="card">
      <slot name="header"></slot>
      ${this.renderReading(this.#picker.readingOf(this.#query), (data) => this.#there(data))}
      <slot name="footer"></slot>
    </div>`;
  }

  #empty(): TemplateResult {
    const title = this.words.term('prepEmptyTitle');
    return html`<slot name="empty"
      >${panel({ mark: 'calendar', title, text: this.words.term('prepEmptyText') })}</slot
    >`;
  }

  #there(data: PrepQuery | { readonly session: null }): TemplateResult {
    if (!data.session) return this.#empty();
    const { session, topics, responses } = data;
    const { words } = this;
    const { agenda, theirs } = this.#keeper;
    const other = otherOf(session);
    const canChange = session.actions.includes('PREPARE');
    const linesOf = (theme: AgendaTheme): TemplateResult => themeLines(theme, { topics, responses });
    return html`
      ${meetingHead(words, words.term('prepTitle', other.name), session, seenLine(words, session, other.name))}
      ${theirs ? conflictPanel(words, { mine: agenda, theirs, linesOf, onResolve: this.#resolve }) : nothing}
      <div>
        ${agenda.themes.length > 0 ? this.#agenda(session, topics, responses) : this.#lead(canChange)}
        ${this.#statusAt('themes')}
      </div>
      ${this.#required.part?.(words, session.guidedTopics)}
      ${canChange ? this.#tools(session, topics, responses) : html`<p class="muted">${words.term('prepClosed')}</p>`}
      ${this.#help.render(words)}
      ${canChange ? html`<div>${this.#note(other.name)}${this.#statusAt('note')}</div>` : nothing}
      ${saveAnnouncement(words, statusOf(this.#keeper))}
    `;
  }

  #lead(canChange: boolean): TemplateResult | typeof nothing {
    return canChange ? html`<p class="muted">${this.words.term('prepLead')}</p>` : nothing;
  }

  #agenda(session: PreparingFragment, topics: PrepQuery['topics'], responses: PrepQuery['responses']): TemplateResult {
    return agendaList(this.words, {
      agenda: this.#keeper.agenda,
      topics,
      responses,
      guided: session.guidedTopics ?? [],
      canChange: session.actions.includes('PREPARE'),
      changing: this.#themes.choosing?.place,
      onChange: this.#themes.change,
      onRemove: this.#themes.remove,
    });
  }

  #tools(session: PreparingFragment, topics: PrepQuery['topics'], responses: PrepQuery['responses']): TemplateResult {
    const { words } = this;
    const { agenda } = this.#keeper;
    const { choosing, add } = this.#themes;
    if (!choosing && agenda.themes.length >= MOST_THEMES) return html``;
    if (!choosing) {
      return html`<div>${button('', html`${icon('plus')}${words.term('prepAdd')}`, add)}</div>`;
    }
    return chooser(words, {
      choosing,
      topics,
      responses,
      guided: session.guidedTopics ?? [],
      open: openThemesFor(session, agenda),
      canClose: agenda.themes.length > 0,
      onChange: this.#themes.take,
      onContinue: this.#themes.carryOn,
      onFreeKey: this.#themes.key,
      onLeave: this.#themes.leave,
      onClose: this.#themes.close,
    });
  }

  #note(name: string): TemplateResult {
    const { words } = this;
    return noteField(words, {
      id: 'note',
      label: words.term('prepNote'),
      placeholder: words.term('prepNotePlaceholder'),
      hint: words.term('prepNoteVisible', name),
      value: this.#keeper.agenda.note,
      most: MOST_NOTE,
      onInput: (note) =>
        this.#keeper.change({ ...this.#keeper.agenda, note }, this.#ime.composing ? undefined : NOTE_PAUSE_MS),
      onLeave: () => this.#keeper.flush(),
      onKeydown: (event) => this.#onNoteKey(event),
    });
  }

  /** How it stands with what was changed, next to where it was changed. */
  #statusAt(place: 'themes' | 'note'): TemplateResult | typeof nothing {
    const status = statusOf(this.#keeper);
    if (this.#keeper.lastChange !== place || status.state === 'none') return nothing;
    return saveStatus(this.words, { ...status, isSilent: true });
  }

  readonly #resolve = (keepMine: boolean): void => {
    this.#keeper.resolve(keepMine);
    this.#themes.close();
  };

  #onNoteKey(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || this.#ime.owns(event)) return;
    event.preventDefault();
    this.#keeper.flush();
  }

  #take(session: PreparingFragment): void {
    this.#query.change((data) => ({ ...data, session }));
  }

  #begin(): void {
    this.#keeper.forget();
    this.#themes.forget();
    this.#help.forget();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-prep': TaiwaPrep;
  }
}
