import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { bulkBar } from '../../console/bulk-bar.ts';
import { BulkWork } from '../../console/bulk-work.ts';
import { departmentChoices, departmentField } from '../../console/department-choice.ts';
import { FormDraft } from '../../console/form-draft.ts';
import { emptyList, filterSelect, noMatch, pager, searchField } from '../../console/list-tools.ts';
import { PagedList } from '../../console/paged-list.ts';
import { recordTable } from '../../console/record-table.ts';
import type { RowAction } from '../../console/row-menu.ts';
import { Selection } from '../../console/selection.ts';
import { sheet, textIn } from '../../console/sheet.ts';
import { trouble } from '../../console/trouble.ts';
import { QueryController } from '../../data/query-controller.ts';
import { People, PeopleHome } from '../../generated/people.ts';
import type { PeopleHomeQuery, PersonRowFragment, UserFilter } from '../../generated/types.ts';
import { speak, type Lesson } from '../../locale/dictionary.ts';
import { ConsoleElement } from '../console-element.ts';
import { PeopleChanges } from './people-changes.ts';
import { personColumns, roleChoices, stateChoices } from './person-columns.ts';
import { personForm, personIn, ROLES } from './person-form.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/people-ja.ts')).peopleJa,
  en: async () => (await import('../../locale/people-en.ts')).peopleEn,
};

/** What stands above the list: the form of one person, or a question about those that are ticked. */
type Asked = { readonly kind: 'person'; readonly person?: PersonRowFragment } | { readonly kind: 'move' | 'leave' };

/**
 * The people of the tenant for its administrators: found, registered, changed, moved and marked as having left. Advisors see
 * those they were given and change nothing.
 *
 * @tag taiwa-people
 * @slot header - Above everything.
 * @slot error - In place of the panel shown when something failed.
 * @slot footer - Below everything.
 * @event {FilteredEvent} taiwa-filtered - The list is narrowed to something else.
 * @event {FailedEvent} taiwa-error - Something failed, and the element shows it.
 * @event {AuthRequiredEvent} taiwa-auth-required - Nobody is signed in.
 * @csspart card - The frame.
 * @csspart table - The list.
 * @csspart sheet - A form above the page.
 * @csspart button - Every button.
 */
export class TaiwaPeople extends ConsoleElement {
  @state() private asked: Asked | undefined;
  @state() private lacksRole = false;

  readonly #home = new QueryController(this, { document: PeopleHome, variables: () => ({}) });
  readonly #list = new PagedList(this, {
    document: People,
    variables: (paging) => (this.#home.data ? { ...paging, filter: this.#filter } : undefined),
    pageOf: ({ users }) => users,
  });
  readonly #ticked = new Selection(this);
  readonly #people = new Map<string, PersonRowFragment>();
  readonly #bulk = new BulkWork(this);
  readonly #changes = new PeopleChanges(this, this.words);
  readonly #draft = new FormDraft(() => this.#draftKey);

  constructor() {
    super();
    speak(lesson);
  }

  /** Asks the server again. */
  async reload(): Promise<void> {
    await Promise.all([this.#home.reload(), this.#list.reload()]);
  }

  protected override render(): TemplateResult {
    return html`<div class="card stack" part="card">
      <slot name="header"></slot>
      ${this.renderReading(this.#home.reading, (home) => this.#there(home))}
      <slot name="footer"></slot>
    </div>`;
  }

  get #isAdmin(): boolean {
    return this.#home.data?.viewer?.roles.includes('ADMIN') ?? false;
  }

  get #filter(): UserFilter {
    const search = this.filterOf('search');
    const departmentId = this.filterOf('department');
    const role = ROLES.find((one) => one === this.filterOf('role'));
    const state_ = this.filterOf('state');
    return {
      ...(search && { search }),
      ...(departmentId && { departmentId }),
      ...(role && { role }),
      ...(state_ !== 'all' && { active: state_ !== 'left' }),
      ...(!this.#isAdmin && { inScope: true }),
    };
  }

  get #draftKey() {
    const userId = this.#home.data?.viewer?.user.id;
    const subject = this.asked?.kind === 'person' ? (this.asked.person?.id ?? 'new') : '';
    return userId && subject ? { server: this.server, userId, subject: `person:${subject}` } : undefined;
  }

  #there(home: PeopleHomeQuery): TemplateResult {
    const { words } = this;
    const add = html`<button
      type="button"
      class="button primary"
      part="button"
      @click=${() => this.#ask({ kind: 'person' })}
    >
      ${words.term('peopleAdd')}
    </button>`;
    return html`
      <header class="top">
        <div class="head">
          <h2>${words.term('peopleTitle')}</h2>
          <p class="muted">${words.term(this.#isAdmin ? 'peopleLead' : 'peopleLeadScope')}</p>
        </div>
        ${this.#isAdmin ? add : nothing}
      </header>
      ${this.#tools(home)} ${this.#bulk.render(words)} ${bulkBar(words, this.#ticked, this.#bulkActions())}
      ${this.renderReading(this.#list.reading, ({ users }) => this.#rows(users.nodes))} ${pager(words, this.#list)}
      ${this.#sheet(home)}
    `;
  }

  #tools({ departments }: PeopleHomeQuery): TemplateResult {
    const { words } = this;
    const all = { value: '', name: words.term('consoleAll') };
    const narrowing = (name: string) => (value: string) => this.narrow(name, value);
    return html`<div class="tools" role="search">
      ${searchField(words, this.filterOf('search'), narrowing('search'))}
      ${filterSelect(
        words.term('peopleDepartment'),
        [all, ...departmentChoices(departments)],
        this.filterOf('department'),
        narrowing('department'),
      )}
      ${filterSelect(words.term('peopleRoles'), roleChoices(words), this.filterOf('role'), narrowing('role'))}
      ${filterSelect(words.term('peopleState'), stateChoices(words), this.filterOf('state'), narrowing('state'))}
    </div>`;
  }

  #rows(rows: readonly PersonRowFragment[]): TemplateResult {
    const { words } = this;
    if (rows.length === 0) return this.#nobody();
    for (const row of rows) this.#people.set(row.id, row);
    return recordTable(words, {
      label: words.term('peopleTitle'),
      columns: personColumns(words),
      rows,
      idOf: ({ id }) => id,
      nameOf: ({ name }) => words.term('person', name),
      isBusy: this.#list.isBusy,
      ...(this.#isAdmin && { selection: this.#ticked, actions: (person: PersonRowFragment) => this.#actions(person) }),
    });
  }

  #nobody(): TemplateResult {
    const { words } = this;
    if (this.filter) return noMatch(words, () => this.widen());
    return emptyList(
      'talk',
      words.term('peopleNoneTitle'),
      words.term(this.#isAdmin ? 'peopleNoneText' : 'peopleNoneScope'),
    );
  }

  #actions(person: PersonRowFragment): readonly RowAction[] {
    const { words } = this;
    const only = (kind: 'move' | 'leave') => () => {
      this.#ticked.clear();
      this.#ticked.tick(person.id, person.name);
      this.#ask({ kind });
    };
    const edit = { label: words.term('consoleEdit'), press: () => this.#ask({ kind: 'person', person }) };
    if (!person.active) return [edit];
    return [
      edit,
      { label: words.term('peopleMove'), press: only('move') },
      { label: words.term('peopleDeactivate'), press: only('leave'), isGrave: true },
    ];
  }

  #bulkActions(): readonly RowAction[] {
    const { words } = this;
    return [
      { label: words.term('peopleMove'), press: () => this.#ask({ kind: 'move' }) },
      { label: words.term('peopleDeactivate'), press: () => this.#ask({ kind: 'leave' }), isGrave: true },
    ];
  }

  #sheet(home: PeopleHomeQuery): TemplateResult | typeof nothing {
    if (!this.asked) return nothing;
    if (this.asked.kind === 'person') return this.#personSheet(home, this.asked.person);
    return this.asked.kind === 'move' ? this.#moveSheet(home) : this.#leaveSheet();
  }

  #personSheet({ departments }: PeopleHomeQuery, person: PersonRowFragment | undefined): TemplateResult {
    const { words } = this;
    const lacking = html`<p class="field-error" role="alert">${words.term('peopleRolesMissing')}</p>`;
    return sheet(words, {
      title: person ? words.term('person', person.name) : words.term('peopleAdd'),
      body: personForm(words, person, this.#draft.read(), departments),
      submit: words.term('consoleSave'),
      isBusy: this.#changes.isRunning,
      trouble: this.lacksRole ? lacking : trouble(words, this.#changes.failure),
      onSubmit: (given) => void this.#save(person, given),
      onInput: (given) => this.#draft.keep(given),
      onClose: () => this.#close(),
    });
  }

  #moveSheet({ departments }: PeopleHomeQuery): TemplateResult {
    const { words } = this;
    return sheet(words, {
      title: words.term('peopleMove'),
      body: html`<p class="muted">${words.term('peopleMoveText', this.#ticked.count)}</p>
        ${departmentField(words.term('peopleMoveTo'), departments, undefined)}`,
      submit: words.term('peopleMove'),
      onSubmit: (given) => void this.#move(textIn(given, 'departmentId')),
      onClose: () => this.#close(),
    });
  }

  #leaveSheet(): TemplateResult {
    const { words } = this;
    return sheet(words, {
      title: words.term('peopleDeactivateTitle', this.#ticked.count),
      body: html`<p class="muted">${words.term('peopleDeactivateText')}</p>
        <ul class="names">
          ${this.#ticked.names.map((name) => html`<li>${name}</li>`)}
        </ul>`,
      submit: words.term('peopleDeactivate'),
      isGrave: true,
      onSubmit: () => void this.#leave(),
      onClose: () => this.#close(),
    });
  }

  #ask(asked: Asked): void {
    this.#changes.forget();
    this.lacksRole = false;
    this.asked = asked;
  }

  #close(): void {
    this.asked = undefined;
  }

  async #save(person: PersonRowFragment | undefined, given: FormData): Promise<void> {
    const input = personIn(given);
    this.lacksRole = input.roles.length === 0;
    if (this.lacksRole) return;
    const saved = await this.#changes.save(person?.id, input);
    if (!saved) return;
    this.#draft.drop();
    this.#close();
    this.#bulk.tell({ said: this.words.term('peopleSaved', saved.name) });
    await this.#list.reload();
  }

  async #move(departmentId: string): Promise<void> {
    const people = this.#ticked.ids.flatMap((id) => this.#people.get(id) ?? []);
    this.#close();
    await this.#bulk.run(people.length, async () => {
      const outcome = await this.#changes.move(people, departmentId);
      if (!outcome.isTrouble) this.#ticked.clear();
      await this.#list.reload();
      return { ...outcome, ...(outcome.undo && { undo: () => this.#reloadAfter(outcome.undo) }) };
    });
  }

  async #leave(): Promise<void> {
    this.#close();
    await this.#bulk.run(this.#ticked.count, async (step) => {
      const outcome = await this.#changes.deactivate(this.#ticked, step);
      await this.#list.reload();
      return outcome;
    });
  }

  async #reloadAfter(undo = async () => ({ said: '' })) {
    const outcome = await undo();
    await this.#list.reload();
    return outcome;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-people': TaiwaPeople;
  }
}
