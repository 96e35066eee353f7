import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { state } from '../reactive.ts';
import { bulkBar } from '../../console/bulk-bar.ts';
import { departmentChoices } from '../../console/department-choice.ts';
import type { Task } from '../../console/desk.ts';
import { heading } from '../../console/heading.ts';
import { emptyList, filterSelect, noMatch } from '../../console/list-tools.ts';
import { PersonPicker } from '../../console/person-picker.ts';
import { recordTable } from '../../console/record-table.ts';
import type { RowAction } from '../../console/row-menu.ts';
import { Selection } from '../../console/selection.ts';
import { Shortcoming } from '../../console/shortcoming.ts';
import { QueryController } from '../../data/query-controller.ts';
import { PairsHome } from '../../generated/pairs.ts';
import type { PairsHomeQuery } from '../../generated/types.ts';
import type { Lesson } from '../../locale/dictionary.ts';
import { isoDay } from '../../locale/time.ts';
import { button } from '../../parts/button.ts';
import { ConsoleElement } from '../console-element.ts';
import { importStyles } from '../import/import.styles.ts';
import { kindChoices, pairColumns, pairStateChoices, pauseOn, twoText, type ListedPair } from './pair-columns.ts';
import type { PairBulk } from './pair-bulk.ts';
import { PairList } from './pair-list.ts';
import { PairTasks } from './pair-tasks.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/pairs-ja.ts')).pairsJa,
  en: async () => (await import('../../locale/pairs-en.ts')).pairsEn,
};

/**
 * Who meets whom: found by department, kind and how they stand; made one by one, from the tree of departments or from a file;
 * let rest, ended, and given another manager with their history kept. Advisors see those they were given and change nothing.
 * Never content.
 *
 * @tag taiwa-pairs
 * @slot header - Above everything.
 * @slot error - In place of the panel shown when something failed.
 * @slot footer - Below everything.
 * @event {FilteredEvent} taiwa-filtered - The list is narrowed to something else: `department`, `kind`, `state`.
 * @event {FailedEvent} taiwa-error - Something failed, and the element shows it.
 * @event {AuthRequiredEvent} taiwa-auth-required - Nobody is signed in.
 * @csspart card - The frame.
 * @csspart table - The list.
 * @csspart sheet - A form above the page.
 * @csspart button - Every button.
 */
export class TaiwaPairs extends ConsoleElement<PairsHomeQuery> {
  static override styles: CSSResultGroup = [ConsoleElement.styles, importStyles];
  static override lessons = [lesson];

  @state() private bulk: PairBulk | undefined;

  protected readonly home = new QueryController(this, { document: PairsHome, variables: () => ({}) });
  readonly #list = new PairList(this, () => this.#narrowing);
  readonly #ticked = new Selection(this);
  readonly #pairs = new Map<string, ListedPair>();
  readonly #picker = new PersonPicker(this, this.words);
  readonly #tasks = new PairTasks({
    words: this.words,
    desk: this.desk,
    picker: this.#picker,
    ticked: this.#ticked,
    departments: () => this.homeData?.departments ?? [],
    today: () => this.#today,
  });

  override async reload(): Promise<void> {
    await Promise.all([super.reload(), this.#list.reload()]);
  }

  protected override there(home: PairsHomeQuery): TemplateResult {
    const { words, isAdmin } = this;
    return html`
      ${heading(
        words.term('pairsTitle'),
        words.term(isAdmin ? 'pairsLead' : 'pairsLeadScope'),
        isAdmin ? this.#waysToMake() : nothing,
      )}
      ${this.desk.outcome()} ${this.bulk?.render()} ${this.#tools(home)}
      ${bulkBar(words, this.#ticked, this.#actions(this.#tickedPairs))}
      ${this.#list.render(words, (rows) => this.#rows(rows))}
    `;
  }

  get #today(): string {
    return isoDay(new Date(), this.homeData?.viewer?.tenant.timeZone ?? 'UTC');
  }

  get #narrowing() {
    if (!this.homeData) return undefined;
    const [departmentId = '', kind = '', userId = '', standing = ''] = ['department', 'kind', 'person', 'state'].map(
      (name) => this.filterOf(name),
    );
    return { departmentId, kind, userId, state: standing };
  }

  get #tickedPairs(): readonly ListedPair[] {
    return this.#ticked.ids.flatMap((id) => this.#pairs.get(id) ?? []);
  }

  #waysToMake(): TemplateResult {
    const { words } = this;
    const open = (task: () => Task) => () => this.#ask(task);
    const tree = () => this.#tasks.fromTree(() => this.#bulk());
    const file = () => void this.#fromFile();
    return html`<div class="row">
      ${button(
        'primary',
        words.term('pairsAdd'),
        open(() => this.#tasks.create()),
      )}
      ${button('', words.term('pairsFromTree'), open(tree))} ${button('', words.term('pairsFromFile'), file)}
    </div>`;
  }

  /** Comes along when it is first wanted; throws a Shortcoming where it could not be loaded. */
  async #bulk(): Promise<PairBulk> {
    const loaded = await import('./pair-bulk.ts').catch(() => undefined);
    if (!loaded) throw new Shortcoming(this.words.term('pairsNotLoaded'));
    return (this.bulk ??= new loaded.PairBulk(this, this.words, () => void this.#list.reload()));
  }

  async #fromFile(): Promise<void> {
    try {
      const bulk = await this.#bulk();
      this.#ask(() => bulk.fromFile());
    } catch {
      this.desk.tell({ said: this.words.term('pairsNotLoaded'), isTrouble: true, again: () => void this.#fileAgain() });
    }
  }

  /** The button that was pressed goes with the line it stands in: the focus goes back to where it began. */
  async #fileAgain(): Promise<void> {
    this.desk.tell({ said: '' });
    await this.focusOn('.top .button:last-child');
    await this.#fromFile();
  }

  #tools({ departments }: PairsHomeQuery): TemplateResult {
    const { words } = this;
    const all = { value: '', name: words.term('consoleAll') };
    const select = (name: string, label: string, choices: Parameters<typeof filterSelect>[1]): TemplateResult =>
      filterSelect(label, choices, this.filterOf(name), (value) => this.narrow(name, value));
    // How pairs stand to their guideline is known by department only.
    const isByKind = this.filterOf('state') !== 'behind';
    return html`<div class="tools" role="search">
      ${select('department', words.term('pairsDepartment'), [all, ...departmentChoices(departments)])}
      ${isByKind ? select('kind', words.term('pairsKind'), [all, ...kindChoices(words)]) : nothing}
      ${select('state', words.term('pairsState'), pairStateChoices(words))}
    </div>`;
  }

  #rows(rows: readonly ListedPair[]): TemplateResult {
    const { words } = this;
    if (rows.length === 0) return this.#nobody();
    for (const row of rows) this.#pairs.set(row.id, row);
    return recordTable(words, {
      label: words.term('pairsTitle'),
      columns: pairColumns(words, this.#today),
      rows,
      idOf: ({ id }) => id,
      nameOf: (pair) => twoText(words, pair),
      isBusy: this.#list.isBusy,
      ...(this.isAdmin && { selection: this.#ticked, actions: (pair: ListedPair) => this.#actions([pair]) }),
    });
  }

  #nobody(): TemplateResult {
    const { words } = this;
    if (this.filter) return noMatch(words, () => this.widen());
    return emptyList(
      'talk',
      words.term('pairsNoneTitle'),
      words.term(this.isAdmin ? 'pairsNoneText' : 'pairsNoneScope'),
    );
  }

  /** What can be done with pairs: only what fits all of them. */
  #actions(pairs: readonly ListedPair[]): readonly RowAction[] {
    const { words } = this;
    if (pairs.some(({ endedAt }) => endedAt)) return this.#actionsOnEnded(pairs);
    const resting = pairs.filter((pair) => pauseOn(pair, this.#today));
    const resume = () => void this.desk.work(pairs.length, (step) => this.#tasks.resume(pairs, step));
    return [
      ...(resting.length === 0
        ? [{ label: words.term('pairsPause'), press: () => this.#ask(() => this.#tasks.pause(pairs)) }]
        : []),
      ...(resting.length === pairs.length ? [{ label: words.term('pairsResume'), press: resume }] : []),
      ...(pairs.every(({ kind }) => kind === 'MANAGER_MEMBER')
        ? [{ label: words.term('pairsTransfer'), press: () => this.#ask(() => this.#tasks.transfer(pairs)) }]
        : []),
      { label: words.term('pairsEnd'), press: () => this.#ask(() => this.#tasks.end(pairs)), isGrave: true },
    ];
  }

  #actionsOnEnded(pairs: readonly ListedPair[]): readonly RowAction[] {
    const isReopenable = ({ reopenableUntil }: ListedPair): boolean =>
      typeof reopenableUntil === 'string' && Date.parse(reopenableUntil) > Date.now();
    if (!pairs.every(isReopenable)) return [];
    const reopen = () => void this.desk.work(pairs.length, (step) => this.#tasks.reopen(pairs, step));
    return [{ label: this.words.term('pairsReopen'), press: reopen }];
  }

  #ask(task: () => Task): void {
    this.#picker.clear();
    this.desk.open(task);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-pairs': TaiwaPairs;
  }
}
