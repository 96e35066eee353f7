import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { BulkWork } from '../../console/bulk-work.ts';
import { departmentChoices } from '../../console/department-choice.ts';
import { FormDraft } from '../../console/form-draft.ts';
import { emptyList, filterSelect, pager } from '../../console/list-tools.ts';
import { PagedList } from '../../console/paged-list.ts';
import { recordTable } from '../../console/record-table.ts';
import { sheet } from '../../console/sheet.ts';
import { trouble } from '../../console/trouble.ts';
import { MutationController } from '../../data/mutation-controller.ts';
import { QueryController } from '../../data/query-controller.ts';
import { GuidelineEnd, GuidelineHome, GuidelineSet, GuidelineStandings } from '../../generated/guideline.ts';
import type { GuidelineHomeQuery, GuidelineRowFragment, GuidelineStandingsQuery } from '../../generated/types.ts';
import { speak, type Lesson } from '../../locale/dictionary.ts';
import { ConsoleElement } from '../console-element.ts';
import { guidelineForm, guidelineIn } from './guideline-form.ts';
import { pairText, recentMonths, ruleColumns, standingColumns, summaryLine, whomText } from './guideline-parts.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/guideline-ja.ts')).guidelineJa,
  en: async () => (await import('../../locale/guideline-en.ts')).guidelineEn,
};

/**
 * How often and for how long people are to meet, and how the pairs stand to that: administrators set it for everybody and
 * for departments and see who is behind, advisors see those they were given, everybody else their own pairs. Never content.
 *
 * @tag taiwa-guideline
 * @slot header - Above everything.
 * @slot error - In place of the panel shown when something failed.
 * @slot footer - Below everything.
 * @event {FilteredEvent} taiwa-filtered - The list of pairs is narrowed to something else: `behind`, `department`, `month`.
 * @event {FailedEvent} taiwa-error - Something failed, and the element shows it.
 * @event {AuthRequiredEvent} taiwa-auth-required - Nobody is signed in.
 * @csspart card - The frame.
 * @csspart table - The lists.
 * @csspart sheet - A form above the page.
 * @csspart button - Every button.
 */
export class TaiwaGuideline extends ConsoleElement {
  @state() private isAdding = false;
  @state() private ending: GuidelineRowFragment | undefined;

  readonly #home = new QueryController(this, { document: GuidelineHome, variables: () => ({}) });
  readonly #standings = new PagedList(this, {
    document: GuidelineStandings,
    variables: (paging) => ({ ...paging, ...this.#narrowed }),
    pageOf: ({ standings }) => standings,
  });
  readonly #set = new MutationController(this, GuidelineSet);
  readonly #end = new MutationController(this, GuidelineEnd);
  readonly #told = new BulkWork(this);
  readonly #draft = new FormDraft(() => {
    const userId = this.#home.data?.viewer?.user.id;
    return userId ? { server: this.server, userId, subject: 'guideline' } : undefined;
  });

  constructor() {
    super();
    speak(lesson);
  }

  /** Asks the server again. */
  async reload(): Promise<void> {
    await Promise.all([this.#home.reload(), this.#standings.reload()]);
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

  get #narrowed() {
    const departmentId = this.filterOf('department');
    const month = this.filterOf('month');
    const filter = { ...(departmentId && { departmentId }), ...(this.filterOf('behind') && { behindOnly: true }) };
    return { filter, month: month || null };
  }

  #there(home: GuidelineHomeQuery): TemplateResult {
    const { words } = this;
    const add = html`<button type="button" class="button primary" part="button" @click=${() => this.#begin()}>
      ${words.term('guidelineAdd')}
    </button>`;
    return html`
      <header class="top">
        <div class="head">
          <h2>${words.term('guidelineTitle')}</h2>
          <p class="muted">${words.term('guidelineLead')}</p>
        </div>
        ${this.#isAdmin ? add : nothing}
      </header>
      ${this.#told.render(words)}
      <section>
        <h3>${words.term('guidelineRules')}</h3>
        ${this.#rules(home.guidelines.nodes)}
      </section>
      <section class="stack">
        <h3>${words.term('standingTitle')}</h3>
        ${this.#tools(home)} ${this.renderReading(this.#standings.reading, (found) => this.#rows(found))}
        ${pager(words, this.#standings)}
      </section>
      ${this.#sheet(home)}
    `;
  }

  #rules(rules: readonly GuidelineRowFragment[]): TemplateResult {
    const { words } = this;
    if (rules.length === 0)
      return emptyList('calendar', words.term('guidelineNoneTitle'), words.term('guidelineNoneText'));
    const end = (rule: GuidelineRowFragment) => [
      { label: words.term('guidelineEnd'), press: () => this.#askToEnd(rule), isGrave: true },
    ];
    return recordTable(words, {
      label: words.term('guidelineRules'),
      columns: ruleColumns(words),
      rows: rules,
      idOf: ({ id }) => id,
      nameOf: (rule) => whomText(words, rule),
      ...(this.#isAdmin && { actions: end }),
    });
  }

  #tools({ departments }: GuidelineHomeQuery): TemplateResult {
    const { words } = this;
    const all = { value: '', name: words.term('consoleAll') };
    const behind = [all, { value: '1', name: words.term('standingBehindOnly') }];
    const narrowing = (name: string) => (value: string) => this.narrow(name, value);
    const choices = [all, ...departmentChoices(departments)];
    return html`<div class="tools" role="search">
      ${filterSelect(words.term('standingWho'), behind, this.filterOf('behind'), narrowing('behind'))}
      ${filterSelect(words.term('standingDepartment'), choices, this.filterOf('department'), narrowing('department'))}
      ${filterSelect(words.term('standingMonth'), recentMonths(words), this.filterOf('month'), narrowing('month'))}
    </div>`;
  }

  #rows(found: GuidelineStandingsQuery): TemplateResult {
    const { words } = this;
    const rows = found.standings.nodes;
    if (rows.length === 0)
      return emptyList('calendar', words.term('standingNoneTitle'), words.term('standingNoneText'));
    return html`${summaryLine(words, found)}
    ${recordTable(words, {
      label: words.term('standingTitle'),
      columns: standingColumns(words),
      rows,
      idOf: ({ pair }) => pair.id,
      nameOf: (row) => pairText(words, row),
      isBusy: this.#standings.isBusy,
    })}`;
  }

  #sheet(home: GuidelineHomeQuery): TemplateResult | typeof nothing {
    if (this.ending) return this.#endSheet(this.ending);
    if (!this.isAdding) return nothing;
    const { words } = this;
    return sheet(words, {
      title: words.term('guidelineAdd'),
      body: guidelineForm(words, this.#draft.read(), home.departments),
      submit: words.term('consoleSave'),
      isBusy: this.#set.running,
      trouble: trouble(words, this.#set.failure),
      onSubmit: (given) => void this.#save(given),
      onInput: (given) => this.#draft.keep(given),
      onClose: () => this.#close(),
    });
  }

  #endSheet(rule: GuidelineRowFragment): TemplateResult {
    const { words } = this;
    return sheet(words, {
      title: words.term('guidelineEndAsk', whomText(words, rule)),
      body: html`<p class="muted">${words.term('guidelineEndText')}</p>`,
      submit: words.term('guidelineEnd'),
      isGrave: true,
      isBusy: this.#end.running,
      trouble: trouble(words, this.#end.failure),
      onSubmit: () => void this.#finish(rule.id),
      onClose: () => this.#close(),
    });
  }

  #begin(): void {
    this.#set.forget();
    this.isAdding = true;
  }

  #askToEnd(rule: GuidelineRowFragment): void {
    this.#end.forget();
    this.ending = rule;
  }

  #close(): void {
    this.isAdding = false;
    this.ending = undefined;
  }

  async #save(given: FormData): Promise<void> {
    const saved = await this.#set.run(guidelineIn(given));
    if (!saved) return;
    this.#draft.drop();
    await this.#done(this.words.term('guidelineSaved'));
  }

  async #finish(guidelineId: string): Promise<void> {
    const ended = await this.#end.run({ guidelineId });
    if (ended) await this.#done(this.words.term('guidelineEnded'));
  }

  async #done(said: string): Promise<void> {
    this.#close();
    this.#told.tell({ said });
    await this.reload();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-guideline': TaiwaGuideline;
  }
}
