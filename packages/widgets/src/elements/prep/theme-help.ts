import { nothing, type CSSResult, type ReactiveController, type TemplateResult } from 'lit';
import type { DraftKey } from '../../data/draft.ts';
import { OnDemand } from '../../data/on-demand.ts';
import { type ClientHost, QueryController } from '../../data/query-controller.ts';
import { PrepHelp } from '../../generated/prep.ts';
import type { PrepHelpQuery, PrepQuery } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';
import type { AgendaKeeper } from './agenda-keeper.ts';
import type { AgendaTheme } from './agenda.ts';
import { titleOf } from './choosing.ts';
import type { ThemeChooser, ThemeHost } from './theme-chooser.ts';

const PRESENT = 1;

/** The element it stands in, which can wear what comes later. */
type HelpHost = ThemeHost & ClientHost & { adopt(styles: CSSResult): void };

/** The topics that can be chosen; none while they are loaded. */
type Topics = () => PrepQuery['topics'];

/** Questions and hints for the theme being changed, otherwise for the main one; the answer says which hints were shown. */
export class ThemeHelp implements ReactiveController {
  readonly #host: HelpHost;
  readonly #keeper: AgendaKeeper;
  readonly #themes: ThemeChooser;
  readonly #topics: Topics;
  readonly #query;
  #tense = PRESENT;
  readonly #panel;
  #remembered: PrepHelpQuery['hints']['nodes'] | undefined;

  constructor(host: HelpHost, parts: { keeper: AgendaKeeper; themes: ThemeChooser; topics: Topics }) {
    this.#host = host;
    this.#keeper = parts.keeper;
    this.#themes = parts.themes;
    this.#topics = parts.topics;
    this.#query = new QueryController(host, { document: PrepHelp, variables: () => this.#variables, keepsLast: true });
    this.#panel = new OnDemand(host, {
      isNeeded: () => this.#helped !== undefined,
      load: async () => {
        const { helpPanel, helpStyles } = await import('./help.ts');
        host.adopt(helpStyles);
        return helpPanel;
      },
    });
    host.addController(this);
  }

  /** Begins anew: the element is about another session. */
  forget(): void {
    this.#tense = PRESENT;
  }

  hostUpdated(): void {
    const shown = this.#query.data?.hints.nodes;
    const key = this.#host.draftKey;
    if (shown === this.#remembered || !key || this.#helped !== this.#keeper.agenda.themes[0]) return;
    this.#remembered = shown;
    const ids = shown?.map(({ id }) => id);
    if (ids) void this.#keep(key, ids);
  }

  /** The panel; nothing while no theme is chosen. */
  render(words: Words): TemplateResult | typeof nothing {
    const helped = this.#helped;
    if (!helped) return nothing;
    const onTense = (tense: number): void => {
      this.#tense = tense;
      this.#host.requestUpdate();
    };
    const title = titleOf(helped, this.#topics());
    return this.#panel.part?.(words, { title, help: this.#query.data, tense: this.#tense, onTense }) ?? nothing;
  }

  async #keep(key: DraftKey, ids: readonly string[]): Promise<void> {
    const loaded = await import('../../data/shown-hints.ts').catch(() => undefined);
    loaded?.keepShownHints(key, ids);
  }

  get #helped(): AgendaTheme | undefined {
    const { themes } = this.#keeper.agenda;
    return themes[this.#themes.choosing?.place ?? 0] ?? themes[0];
  }

  get #variables() {
    const helped = this.#helped;
    if (!helped) return undefined;
    const topicCode = this.#topics().find((one) => one.id === helped.topicId)?.countsAs ?? 'OTHER';
    return { topicCode, response: helped.response };
  }
}
