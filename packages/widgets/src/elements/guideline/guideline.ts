import { html, nothing, type TemplateResult } from 'lit';
import { departmentChoices } from '../../console/department-choice.ts';
import type { Task } from '../../console/desk.ts';
import { heading } from '../../console/heading.ts';
import { emptyList, filterSelect, pager } from '../../console/list-tools.ts';
import { PagedList } from '../../console/paged-list.ts';
import { recordTable } from '../../console/record-table.ts';
import { QueryController } from '../../data/query-controller.ts';
import { GuidelineEnd, GuidelineHome, GuidelineSet, GuidelineStandings } from '../../generated/guideline.ts';
import type { GuidelineHomeQuery, GuidelineRowFragment, GuidelineStandingsQuery } from '../../generated/types.ts';
import type { Lesson } from '../../locale/dictionary.ts';
import { button } from '../../parts/button.ts';
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
export class TaiwaGuideline extends ConsoleElement<GuidelineHomeQuery> {
  static override lessons = [lesson];

  protected readonly home = new QueryController(this, { document: GuidelineHome, variables: () => ({}) });
  readonly #standings = new PagedList(this, {
    document: GuidelineStandings,
    variables: (paging) => ({ ...paging, ...this.#narrowed }),
    pageOf: ({ standings }) => standings,
  });

  override async reload(): Promise<void> {
    await Promise.all([super.reload(), this.#standings.reload()]);
  }

  get #narrowed() {
    const departmentId = this.filterOf('department');
    const month = this.filterOf('month');
    const filter = { ...(departmentId && { departmentId }), ...(this.filterOf('behind') && { behindOnly: true }) };
    return { filter, month: month || null };
  }

  protected override there(home: GuidelineHomeQuery): TemplateResult {
    const { words, isAdmin } = this;
    const add = button('primary', words.term('guidelineAdd'), () => this.desk.open(() => this.#adding()));
    return html`
      ${heading(words.term('guidelineTitle'), words.term('guidelineLead'), isAdmin ? add : nothing)}
      ${this.desk.outcome()}
      <section>
        <h3>${words.term('guidelineRules')}</h3>
        ${this.#rules(home.guidelines.nodes)}
      </section>
      <section class="stack">
        <h3>${words.term('standingTitle')}</h3>
        ${this.#tools(home)} ${this.renderReading(this.#standings.reading, (found) => this.#rows(found))}
        ${pager(words, this.#standings)}
      </section>
    `;
  }

  #rules(rules: readonly GuidelineRowFragment[]): TemplateResult {
    const { words } = this;
    if (rules.length === 0)
      return emptyList('calendar', words.term('guidelineNoneTitle'), words.term('guidelineNoneText'));
    const end = (rule: GuidelineRowFragment) => [
      { label: words.term('guidelineEnd'), press: () => this.desk.open(() => this.#ending(rule)), isGrave: true },
    ];
    return recordTable(words, {
      label: words.term('guidelineRules'),
      columns: ruleColumns(words),
      rows: rules,
      idOf: ({ id }) => id,
      nameOf: (rule) => whomText(words, rule),
      ...(this.isAdmin && { actions: end }),
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

  #adding(): Task {
    const { words } = this;
    return {
      title: words.term('guidelineAdd'),
      body: (typed) => guidelineForm(words, typed, this.homeData?.departments ?? []),
      submit: words.term('consoleSave'),
      draft: 'guideline',
      run: async (given) => {
        await this.desk.change(GuidelineSet, guidelineIn(given));
        return { said: words.term('guidelineSaved') };
      },
    };
  }

  #ending(rule: GuidelineRowFragment): Task {
    const { words } = this;
    return {
      title: words.term('guidelineEndAsk', whomText(words, rule)),
      body: () => html`<p class="muted">${words.term('guidelineEndText')}</p>`,
      submit: words.term('guidelineEnd'),
      isGrave: true,
      run: async () => {
        await this.desk.change(GuidelineEnd, { guidelineId: rule.id });
        return { said: words.term('guidelineEnded') };
      },
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-guideline': TaiwaGuideline;
  }
}
