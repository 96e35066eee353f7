import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { dropDraft, keepDraft, readDraft, type DraftKey } from '../../data/draft.ts';
import { follow } from '../../data/live-controller.ts';
import { QueryController } from '../../data/query-controller.ts';
import { SessionPicker } from '../../data/session-picker.ts';
import { ImeGuard } from '../../forms/ime-guard.ts';
import { noteField } from '../../forms/note-field.ts';
import { Prep, PrepChanged, PrepHelp } from '../../generated/prep.ts';
import type { PreparedThemeFragment, PreparingFragment, PrepQuery } from '../../generated/types.ts';
import { momentText } from '../../locale/time.ts';
import { choiceCardStyles } from '../../parts/choice-cards.ts';
import { icon } from '../../parts/icon.ts';
import { meetingHead, otherOf } from '../../parts/meeting-head.ts';
import { panel } from '../../parts/panel.ts';
import { saveAnnouncement, saveStatus, type SaveStatus } from '../../parts/save-status.ts';
import { tabStyles } from '../../parts/tabs.ts';
import { prepEn } from '../../locale/prep-en.ts';
import { prepJa } from '../../locale/prep-ja.ts';
import { speak } from '../../locale/words.ts';
import { elementStyles, TaiwaElement } from '../taiwa-element.ts';
import { AgendaKeeper, type Keeping } from './agenda-keeper.ts';
import { agendaList } from './agenda-list.ts';
import { MOST_NOTE, MOST_THEMES, withoutTheme, withTheme, type Agenda } from './agenda.ts';
import { chooser } from './chooser.ts';
import {
  chooseAfter,
  chooseAgain,
  chooseNew,
  chosenTheme,
  continued,
  FREE,
  isChoosing,
  titleOf,
  type Choosing,
} from './choosing.ts';
import { conflictPanel } from './conflict.ts';
import { helpPanel } from './help.ts';
import { PreparedEvent } from './prepared-event.ts';
import { prepStyles } from './prep.styles.ts';

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
 * @event {FailedEvent} taiwa-error - Something failed, and the element shows it.
 * @event {AuthRequiredEvent} taiwa-auth-required - Nobody is signed in.
 * @csspart card - The frame.
 * @csspart head - Title, time and state.
 * @csspart choice - One card of topic or response.
 * @csspart agenda - The list of what is chosen.
 * @csspart theme - One entry of that list.
 * @csspart help - Questions and hints.
 * @csspart textarea - The note.
 * @csspart status - The line that says whether it is saved.
 * @csspart button - Every button.
 */
export class TaiwaPrep extends TaiwaElement {
  static override styles = [elementStyles, choiceCardStyles, tabStyles, prepStyles];

  /** The session to prepare; the member's next one where none is given. */
  @property({ attribute: 'session-id' }) sessionId = '';

  @state() private choosing: Choosing | undefined;
  @state() private tense = 1;

  readonly #picker = new SessionPicker(this, 'MEMBER');
  readonly #ime = new ImeGuard(this, () => this.#keeper.saveAfter(NOTE_PAUSE_MS));
  readonly #query = new QueryController(this, { document: Prep, variables: () => this.#variables });
  readonly #help = new QueryController(this, { document: PrepHelp, variables: () => this.#helpVariables });
  readonly #keeper = new AgendaKeeper(this);
  #shown: PreparingFragment | undefined;

  constructor() {
    super();
    speak({ ja: prepJa, en: prepEn });
    follow(this, {
      document: PrepChanged,
      variables: () => this.#variables,
      onEvent: ({ sessionChanged }) => this.#put(sessionChanged),
    });
  }

  /** Asks the server again. */
  async reload(): Promise<void> {
    await (this.#picker.id ? this.#query.reload() : this.#picker.reload());
  }

  /** @internal Where the draft of this person and session is kept. */
  get draftKey(): DraftKey | undefined {
    const { data } = this.#query;
    const userId = data?.viewer?.user.id;
    return data?.session && userId ? { server: this.server, userId, subject: data.session.id } : undefined;
  }

  /** @internal Takes what a save answered. */
  onSaved(session: PreparingFragment): void {
    this.#put(session);
    this.dispatchEvent(new PreparedEvent(session.id));
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
    if (this.choosing?.place === length) this.choosing = chooseAfter(this.choosing, this.#keeper.agenda);
    if (this.#keeper.agenda.themes.length === 0) this.choosing ??= this.#startingChoice();
  }

  protected override render(): TemplateResult {
    return html`<div class="card stack" part="card">
      <slot name="header"></slot>
      ${this.#content()}
      <slot name="footer"></slot>
    </div>`;
  }

  get #variables(): { sessionId: string } | undefined {
    const { id } = this.#picker;
    return id ? { sessionId: id } : undefined;
  }

  get #helpVariables() {
    const [theme] = this.#keeper.agenda.themes;
    const place = this.choosing?.place ?? 0;
    const shown = this.#keeper.agenda.themes[place] ?? theme;
    if (!shown) return undefined;
    const topicCode = this.#query.data?.topics.find((one) => one.id === shown.topicId)?.countsAs ?? 'OTHER';
    return { topicCode, response: shown.response };
  }

  #content(): TemplateResult {
    if (this.#picker.id) return this.renderReading(this.#query.reading, (data) => this.#there(data));
    return this.renderReading(this.#picker.reading, () => this.#empty());
  }

  #empty(): TemplateResult {
    const title = this.words.term('prepEmptyTitle');
    return html`<slot name="empty"
      >${panel({ mark: 'calendar', title, text: this.words.term('prepEmptyText') })}</slot
    >`;
  }

  #there({ session, topics, responses }: PrepQuery): TemplateResult {
    if (!session) return this.#empty();
    const { words } = this;
    const { agenda, theirs } = this.#keeper;
    const other = otherOf(session);
    const canChange = session.actions.includes('PREPARE');
    return html`
      ${meetingHead(words, words.term('prepTitle', other.name), session, this.#seen(session, other.name))}
      ${theirs ? conflictPanel(words, { mine: agenda, theirs, topics, responses, onResolve: this.#resolve }) : nothing}
      <div>
        ${agenda.themes.length > 0 ? this.#agenda(topics, responses, canChange) : this.#lead(canChange)}
        ${this.#statusAt('themes')}
      </div>
      ${canChange ? this.#tools(session, topics, responses) : html`<p class="muted">${words.term('prepClosed')}</p>`}
      ${agenda.themes.length > 0 ? this.#helpFor(topics) : nothing}
      ${canChange ? html`<div>${this.#note(other.name)}${this.#statusAt('note')}</div>` : nothing}
      ${saveAnnouncement(words, this.#status)}
    `;
  }

  #lead(canChange: boolean): TemplateResult | typeof nothing {
    return canChange ? html`<p class="muted">${this.words.term('prepLead')}</p>` : nothing;
  }

  #agenda(topics: PrepQuery['topics'], responses: PrepQuery['responses'], canChange: boolean): TemplateResult {
    return agendaList(this.words, {
      agenda: this.#keeper.agenda,
      topics,
      responses,
      canChange,
      changing: this.choosing?.place,
      onChange: (place) => this.#choose(chooseAgain(this.#keeper.agenda, place)),
      onRemove: (place) => this.#change(withoutTheme(this.#keeper.agenda, place)),
    });
  }

  #tools(session: PreparingFragment, topics: PrepQuery['topics'], responses: PrepQuery['responses']): TemplateResult {
    const { choosing, words } = this;
    const { agenda } = this.#keeper;
    const isFull = agenda.themes.length >= MOST_THEMES;
    if (!choosing && isFull) return html``;
    if (!choosing) {
      const open = (): void => this.#choose(chooseNew(agenda));
      return html`<div>
        <button type="button" class="button" part="button" @click=${open}>
          ${icon('plus')}${words.term('prepAdd')}
        </button>
      </div>`;
    }
    return chooser(words, {
      choosing,
      topics,
      responses,
      open: openOf(session, agenda),
      canClose: agenda.themes.length > 0,
      onChange: this.#onChoosing,
      onContinue: (theme) => this.#finish(withTheme(agenda, choosing.place, continued(theme))),
      onFreeKey: this.#onFreeKey,
      onLeave: this.#onLeave,
      onClose: () => this.#choose(undefined),
    });
  }

  #helpFor(topics: PrepQuery['topics']): TemplateResult {
    const theme = this.#keeper.agenda.themes[this.choosing?.place ?? 0] ?? this.#keeper.agenda.themes[0];
    const title = theme ? titleOf(theme, topics) : '';
    const onTense = (tense: number): void => void (this.tense = tense);
    return helpPanel(this.words, { title, help: this.#help.data, tense: this.tense, onTense });
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
    const { keeping, lastChange } = this.#keeper;
    if (lastChange !== place || STATUS[keeping] === 'none') return nothing;
    return saveStatus(this.words, { ...this.#status, isSilent: true });
  }

  get #status(): SaveStatus {
    const { keeping, canUndo, refusal } = this.#keeper;
    const onUndo = canUndo ? () => this.#keeper.undo() : undefined;
    return { state: STATUS[keeping], message: refusal, onUndo, onRetry: () => this.#keeper.flush() };
  }

  #seen({ preparation, timeZone }: PreparingFragment, name: string): TemplateResult | typeof nothing {
    if (!preparation) return nothing;
    const { seen, seenAt } = preparation;
    if (!seenAt) return html`<p class="muted small">${this.words.term('prepNotSeen', name)}</p>`;
    if (!seen) return html`<p class="muted small">${this.words.term('prepSeenOlder', name)}</p>`;
    const time = momentText(seenAt, this.language, timeZone);
    return html`<p class="seen small" part="seen">${icon('eye')}${this.words.term('prepSeen', name, time)}</p>`;
  }

  readonly #onChoosing = (change: Partial<Choosing>, isMeant: boolean): void => {
    const { agenda } = this.#keeper;
    const choosing = { ...(this.choosing ?? chooseNew(agenda)), ...change };
    const theme = chosenTheme(choosing);
    const isOtherTopic = choosing.topic !== this.choosing?.topic;
    const keepsOpen = !isMeant || (agenda.themes[choosing.place] !== undefined && isOtherTopic);
    if (theme && !keepsOpen) return this.#finish(withTheme(agenda, choosing.place, theme));
    if (theme && isMeant) this.#change(withTheme(agenda, choosing.place, theme));
    this.#choose(choosing);
  };

  readonly #onLeave = (event: FocusEvent): void => {
    const { currentTarget, relatedTarget } = event;
    // Without a next place the page itself lost the focus, e.g. to another window: nothing was meant by that.
    if (!(relatedTarget instanceof Node) || !(currentTarget instanceof Node) || currentTarget.contains(relatedTarget))
      return;
    const theme = this.choosing && chosenTheme(this.choosing);
    if (this.choosing && theme) this.#finish(withTheme(this.#keeper.agenda, this.choosing.place, theme), false);
  };

  readonly #onFreeKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || this.#ime.owns(event) || !this.choosing) return;
    event.preventDefault();
    if (this.choosing.response) return this.#onChoosing({}, true);
    this.renderRoot.querySelector<HTMLInputElement>('input[name=response]')?.focus();
  };

  readonly #resolve = (keepMine: boolean): void => {
    this.#keeper.resolve(keepMine);
    this.#choose(undefined);
  };

  #onNoteKey(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || this.#ime.owns(event)) return;
    event.preventDefault();
    this.#keeper.flush();
  }

  #choose(choosing: Choosing | undefined): void {
    const isNew = choosing?.place !== this.choosing?.place;
    const isFree = choosing?.topic === FREE && this.choosing?.topic !== FREE;
    this.choosing = choosing;
    this.#keepChoosing();
    if (isFree) void this.#focusOn('#free');
    else if (isNew && choosing) void this.#focusOn('.topic input:checked, .topic input');
  }

  /** Puts what is chosen on the agenda and closes the chooser; the focus goes where the person can see what they got. */
  #finish(agenda: Agenda, takesFocus = true): void {
    this.choosing = undefined;
    this.#keepChoosing();
    this.#change(agenda);
    if (takesFocus) void this.#focusOn('.agenda');
  }

  #change(agenda: Agenda): void {
    this.#keeper.change(agenda, 0);
    if (agenda.themes.length === 0) this.choosing = chooseNew(agenda);
  }

  async #focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus({ preventScroll: selector === '.agenda' });
  }

  #put(session: PreparingFragment | null): void {
    const { data } = this.#query;
    if (data && session) this.#query.put({ ...data, session });
  }

  #begin(): void {
    this.#keeper.forget();
    this.choosing = undefined;
    this.tense = 1;
  }

  get #choosingKey(): DraftKey | undefined {
    const key = this.draftKey;
    return key && { ...key, subject: `${key.subject}:choosing` };
  }

  #startingChoice(): Choosing {
    const key = this.#choosingKey;
    return (key && readDraft(key, isChoosing)) ?? chooseNew(this.#keeper.agenda);
  }

  #keepChoosing(): void {
    const key = this.#choosingKey;
    if (!key) return;
    if (this.choosing) keepDraft(key, this.choosing);
    else dropDraft(key);
  }
}

const STATUS: Readonly<Record<Keeping, SaveStatus['state']>> = {
  same: 'none',
  changed: 'none',
  saving: 'saving',
  saved: 'saved',
  offline: 'offline',
  failed: 'failed',
  refused: 'refused',
  conflict: 'none',
};

function openOf({ openThemes }: PreparingFragment, { themes }: Agenda): readonly PreparedThemeFragment[] {
  const taken = new Set(themes.map((one) => one.carriedFromThemeId));
  return (openThemes ?? []).filter(({ id }) => !taken.has(id));
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-prep': TaiwaPrep;
  }
}
