import { html, nothing, type TemplateResult } from 'lit';
import { heading } from '../../console/heading.ts';
import { emptyList, pager } from '../../console/list-tools.ts';
import { PagedList } from '../../console/paged-list.ts';
import { PersonPicker } from '../../console/person-picker.ts';
import { recordTable } from '../../console/record-table.ts';
import type { RowAction } from '../../console/row-menu.ts';
import { Restrictions } from '../../generated/restrictions.ts';
import type { RestrictionRowFragment, RestrictionsQuery } from '../../generated/types.ts';
import type { Lesson } from '../../locale/dictionary.ts';
import { button } from '../../parts/button.ts';
import { ConsoleElement } from '../console-element.ts';
import { protectionLesson } from '../legal-holds/protection-lesson.ts';
import { personText, restrictionColumns } from './restriction-columns.ts';
import { standingOf } from './restriction-standing.ts';
import { RestrictionTasks } from './restriction-tasks.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/restrictions-ja.ts')).restrictionsJa,
  en: async () => (await import('../../locale/restrictions-en.ts')).restrictionsEn,
};

/**
 * Restrictions of people's data, for administrators: what people asked for is put in force after a look at what that does,
 * declined or lifted with an answer to the person; what was asked for in person or by letter is entered for them.
 *
 * @tag taiwa-restrictions
 * @slot header - Above everything.
 * @slot error - In place of the panel shown when something failed.
 * @slot footer - Below everything.
 * @event {FailedEvent} taiwa-error - Something failed, and the element shows it.
 * @event {AuthRequiredEvent} taiwa-auth-required - Nobody is signed in.
 * @csspart card - The frame.
 * @csspart table - The list.
 * @csspart sheet - A form above the page.
 * @csspart button - Every button.
 */
export class TaiwaRestrictions extends ConsoleElement<RestrictionsQuery> {
  static override lessons = [lesson, protectionLesson];

  protected readonly home = new PagedList(this, {
    document: Restrictions,
    variables: (paging) => paging,
    pageOf: ({ restrictions }) => restrictions,
  });
  readonly #picker = new PersonPicker(this, this.words);
  readonly #tasks = new RestrictionTasks(this.words, this.desk, this.#picker);

  protected override there(): TemplateResult {
    const { words } = this;
    if (!this.isAdmin) return heading(words.term('restrictionsTitle'), words.term('protectionClosed'));
    const add = (): void => {
      this.#picker.clear();
      this.desk.open(() => this.#tasks.add());
    };
    return html`
      ${heading(words.term('restrictionsTitle'), words.term('restrictionsLead'), button('', words.term('restrictionsAdd'), add))}
      ${this.desk.outcome()} ${this.#waiting()} ${this.#list()} ${pager(words, this.home)}
    `;
  }

  #waiting(): TemplateResult | typeof nothing {
    const count = this.home.rows.filter((one) => standingOf(one) === 'WAITS').length;
    return count > 0 ? html`<p class="notice warning">${this.words.term('restrictionsWaiting', count)}</p>` : nothing;
  }

  #list(): TemplateResult {
    const { words } = this;
    const { rows } = this.home;
    if (rows.length === 0)
      return emptyList('eye', words.term('restrictionsNoneTitle'), words.term('restrictionsNoneText'));
    return recordTable(words, {
      label: words.term('restrictionsTitle'),
      columns: restrictionColumns(words),
      rows,
      idOf: ({ id }) => id,
      nameOf: (one) => personText(words, one),
      isBusy: this.home.isBusy,
      actions: (one) => this.#actions(one),
    });
  }

  #actions(one: RestrictionRowFragment): readonly RowAction[] {
    const { words, desk } = this;
    switch (standingOf(one)) {
      case 'WAITS':
        return [
          { label: words.term('restrictionsBegin'), press: () => desk.open(() => this.#tasks.begin(one)) },
          { label: words.term('restrictionsDecline'), press: () => desk.open(() => this.#tasks.decline(one)) },
        ];
      case 'HOLDS':
        return [{ label: words.term('restrictionsLift'), press: () => desk.open(() => this.#tasks.lift(one)) }];
      default:
        return [];
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-restrictions': TaiwaRestrictions;
  }
}
