import { nothing, html, type TemplateResult } from 'lit';
import { bulkBar } from '../../console/bulk-bar.ts';
import { departmentChoices } from '../../console/department-choice.ts';
import { heading } from '../../console/heading.ts';
import { emptyList, filterSelect, noMatch, pager, searchField } from '../../console/list-tools.ts';
import { PagedList } from '../../console/paged-list.ts';
import { recordTable } from '../../console/record-table.ts';
import type { RowAction } from '../../console/row-menu.ts';
import { Selection } from '../../console/selection.ts';
import { QueryController } from '../../data/query-controller.ts';
import { People, PeopleHome } from '../../generated/people.ts';
import type { PeopleHomeQuery, PersonRowFragment, UserFilter } from '../../generated/types.ts';
import type { Lesson } from '../../locale/dictionary.ts';
import { button } from '../../parts/button.ts';
import { ConsoleElement } from '../console-element.ts';
import { PeopleTasks } from './people-tasks.ts';
import { personColumns, roleChoices, stateChoices } from './person-columns.ts';
import { ROLES } from './person-form.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/people-ja.ts')).peopleJa,
  en: async () => (await import('../../locale/people-en.ts')).peopleEn,
};

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
export class TaiwaPeople extends ConsoleElement<PeopleHomeQuery> {
  static override lessons = [lesson];

  protected readonly home = new QueryController(this, { document: PeopleHome, variables: () => ({}) });
  readonly #list = new PagedList(this, {
    document: People,
    variables: (paging) => (this.homeData ? { ...paging, filter: this.#filter } : undefined),
    pageOf: ({ users }) => users,
  });
  readonly #ticked = new Selection(this);
  readonly #people = new Map<string, PersonRowFragment>();
  readonly #tasks = new PeopleTasks(this.words, this.desk, () => this.homeData?.departments ?? []);

  override async reload(): Promise<void> {
    await Promise.all([super.reload(), this.#list.reload()]);
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
      ...(!this.isAdmin && { inScope: true }),
    };
  }

  protected override there(home: PeopleHomeQuery): TemplateResult {
    const { words, isAdmin } = this;
    const add = button('primary', words.term('peopleAdd'), () => this.#edit());
    return html`
      ${heading(words.term('peopleTitle'), words.term(isAdmin ? 'peopleLead' : 'peopleLeadScope'), isAdmin ? add : nothing)}
      ${this.#tools(home)} ${this.desk.outcome()} ${bulkBar(words, this.#ticked, this.#bulkActions())}
      ${this.renderReading(this.#list.reading, ({ users }) => this.#rows(users.nodes))} ${pager(words, this.#list)}
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
      ...(this.isAdmin && { selection: this.#ticked, actions: (person: PersonRowFragment) => this.#actions(person) }),
    });
  }

  #nobody(): TemplateResult {
    const { words } = this;
    if (this.filter) return noMatch(words, () => this.widen());
    return emptyList(
      'talk',
      words.term('peopleNoneTitle'),
      words.term(this.isAdmin ? 'peopleNoneText' : 'peopleNoneScope'),
    );
  }

  #actions(person: PersonRowFragment): readonly RowAction[] {
    const { words } = this;
    const edit = { label: words.term('consoleEdit'), press: () => this.#edit(person) };
    if (!person.active) return [edit];
    const only = (press: () => void) => () => {
      this.#ticked.clear();
      this.#ticked.tick(person.id, person.name);
      press();
    };
    return [edit, ...this.#bulkActions().map(({ press, ...action }) => ({ ...action, press: only(press) }))];
  }

  #bulkActions(): readonly RowAction[] {
    const { words } = this;
    return [
      { label: words.term('peopleMove'), press: () => this.#move() },
      {
        label: words.term('peopleDeactivate'),
        press: () => this.desk.open(() => this.#tasks.leave(this.#ticked)),
        isGrave: true,
      },
    ];
  }

  #edit(person?: PersonRowFragment): void {
    this.desk.open(() => this.#tasks.edit(person));
  }

  #move(): void {
    const people = this.#ticked.ids.flatMap((id) => this.#people.get(id) ?? []);
    this.desk.open(() => this.#tasks.move(people, this.#ticked));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-people': TaiwaPeople;
  }
}
