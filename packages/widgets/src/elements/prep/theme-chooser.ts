import type { LitElement, ReactiveController } from 'lit';
import { dropDraft, keepDraft, readDraft, type DraftKey } from '../../data/draft.ts';
import type { ImeGuard } from '../../forms/ime-guard.ts';
import type { PreparedThemeFragment } from '../../generated/types.ts';
import type { AgendaKeeper } from './agenda-keeper.ts';
import { withoutTheme, withTheme, type Agenda } from './agenda.ts';
import {
  chooseAfter,
  chooseAgain,
  chooseNew,
  chosenTheme,
  continued,
  FREE,
  isChoosing,
  type Choosing,
} from './choosing.ts';

/** The element in which themes are chosen. */
export interface ThemeHost extends LitElement {
  readonly draftKey: DraftKey | undefined;
}

/**
 * Leads through choosing a theme: what is meant goes on the agenda and closes the chooser, what arrow keys pass over does
 * not; a half-made choice survives a reload; the focus goes where the person can see what they got.
 */
export class ThemeChooser implements ReactiveController {
  /** The theme being chosen; undefined while the chooser is closed. */
  choosing: Choosing | undefined;
  readonly #host: ThemeHost;
  readonly #keeper: AgendaKeeper;
  readonly #ime: ImeGuard;

  constructor(host: ThemeHost, keeper: AgendaKeeper, ime: ImeGuard) {
    this.#host = host;
    this.#keeper = keeper;
    this.#ime = ime;
    host.addController(this);
  }

  hostConnected(): void {}

  /** Begins anew: the element is about another session. */
  forget(): void {
    this.choosing = undefined;
  }

  /** Moves along with an agenda that the server changed, which had so many themes before. */
  follow(before: number): void {
    const { agenda } = this.#keeper;
    if (this.choosing?.place === before) this.choosing = chooseAfter(this.choosing, agenda);
    if (agenda.themes.length === 0) this.choosing ??= this.#kept() ?? chooseNew(agenda);
  }

  /** Opens the chooser for one more theme. */
  readonly add = (): void => this.#choose(chooseNew(this.#keeper.agenda));

  /** Opens the chooser for the theme at a place. */
  readonly change = (place: number): void => this.#choose(chooseAgain(this.#keeper.agenda, place));

  /** Closes the chooser. */
  readonly close = (): void => this.#choose(undefined);

  /** Takes the theme at a place off the agenda. */
  readonly remove = (place: number): void => this.#put(withoutTheme(this.#keeper.agenda, place));

  /** Takes up an open theme of last time. */
  readonly carryOn = (theme: PreparedThemeFragment): void => {
    const { agenda } = this.#keeper;
    this.#finish(withTheme(agenda, this.choosing?.place ?? agenda.themes.length, continued(theme)));
  };

  /** Takes a press or a key in the chooser. */
  readonly take = (change: Partial<Choosing>, isMeant: boolean): void => {
    const { agenda } = this.#keeper;
    const choosing = { ...(this.choosing ?? chooseNew(agenda)), ...change };
    const theme = chosenTheme(choosing);
    const isOtherTopic = choosing.topic !== this.choosing?.topic;
    // Whoever changes the topic of a theme may want to change the response as well.
    const keepsOpen = !isMeant || (agenda.themes[choosing.place] !== undefined && isOtherTopic);
    if (theme && !keepsOpen) return this.#finish(withTheme(agenda, choosing.place, theme));
    if (theme && isMeant) this.#put(withTheme(agenda, choosing.place, theme));
    this.#choose(choosing);
  };

  /** Takes what arrow keys found when the person goes on to something else. */
  readonly leave = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    // Without a next place the page itself lost the focus, e.g. to another window: nothing was meant by that.
    if (!(relatedTarget instanceof Node) || !(currentTarget instanceof Node)) return;
    const theme = this.choosing && chosenTheme(this.choosing);
    if (!this.choosing || !theme || currentTarget.contains(relatedTarget)) return;
    this.#finish(withTheme(this.#keeper.agenda, this.choosing.place, theme), false);
  };

  /** Takes Enter in the field for words of one's own. */
  readonly key = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || this.#ime.owns(event) || !this.choosing) return;
    event.preventDefault();
    if (this.choosing.response) this.take({}, true);
    else void this.#focusOn('input[name=response]');
  };

  #choose(choosing: Choosing | undefined): void {
    const isNew = choosing !== undefined && choosing.place !== this.choosing?.place;
    const isFree = choosing?.topic === FREE && this.choosing?.topic !== FREE;
    this.choosing = choosing;
    this.#keep();
    this.#host.requestUpdate();
    if (isFree) void this.#focusOn('#free');
    else if (isNew) void this.#focusOn('.topic input:checked, .topic input');
  }

  #finish(agenda: Agenda, takesFocus = true): void {
    this.choosing = undefined;
    this.#keep();
    this.#put(agenda);
    if (takesFocus) void this.#focusOn('.agenda');
  }

  #put(agenda: Agenda): void {
    this.#keeper.change(agenda, 0);
    if (agenda.themes.length === 0) this.choosing = chooseNew(agenda);
  }

  async #focusOn(selector: string): Promise<void> {
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus({ preventScroll: selector === '.agenda' });
  }

  get #key(): DraftKey | undefined {
    const key = this.#host.draftKey;
    return key && { ...key, subject: `${key.subject}:choosing` };
  }

  #kept(): Choosing | undefined {
    const key = this.#key;
    return key && readDraft(key, isChoosing);
  }

  #keep(): void {
    const key = this.#key;
    if (!key) return;
    if (this.choosing) keepDraft(key, this.choosing);
    else dropDraft(key);
  }
}
