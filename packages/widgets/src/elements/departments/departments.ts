import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { state } from '../reactive.ts';
import { heading } from '../../console/heading.ts';
import { emptyList } from '../../console/list-tools.ts';
import { QueryController } from '../../data/query-controller.ts';
import { DepartmentsHome } from '../../generated/departments.ts';
import type { DepartmentNodeFragment, DepartmentsHomeQuery } from '../../generated/types.ts';
import type { Lesson } from '../../locale/dictionary.ts';
import { button } from '../../parts/button.ts';
import { ConsoleElement } from '../console-element.ts';
import { DepartmentTasks } from './department-tasks.ts';
import { departmentTree, openNodes } from './department-tree.ts';
import { departmentsStyles } from './departments.styles.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/departments-ja.ts')).departmentsJa,
  en: async () => (await import('../../locale/departments-en.ts')).departmentsEn,
};

/**
 * The tree of departments: seen by everybody, added to, renamed and moved by administrators.
 *
 * @tag taiwa-departments
 * @slot header - Above everything.
 * @slot error - In place of the panel shown when something failed.
 * @slot footer - Below everything.
 * @event {FailedEvent} taiwa-error - Something failed, and the element shows it.
 * @event {AuthRequiredEvent} taiwa-auth-required - Nobody is signed in.
 * @csspart card - The frame.
 * @csspart sheet - A form above the page.
 * @csspart button - Every button.
 */
export class TaiwaDepartments extends ConsoleElement<DepartmentsHomeQuery> {
  static override styles: CSSResultGroup = [ConsoleElement.styles, departmentsStyles];
  static override lessons = [lesson];

  @state() private chosen = '';
  @state() private closed: ReadonlySet<string> = new Set();

  protected readonly home = new QueryController(this, { document: DepartmentsHome, variables: () => ({}) });
  readonly #tasks = new DepartmentTasks(this.words, this.desk);

  protected override there({ departments }: DepartmentsHomeQuery): TemplateResult {
    const { words, isAdmin } = this;
    const chosen = departments.find(({ id }) => id === this.chosen) ?? departments[0];
    return html`
      ${heading(words.term('departmentsTitle'), words.term(isAdmin ? 'departmentsLead' : 'departmentsLeadOthers'))}
      ${this.desk.outcome()}
      ${
        chosen
          ? this.#tree(departments, chosen)
          : emptyList('leaf', words.term('departmentsNone'), words.term('departmentsNoneText'))
      }
      ${isAdmin ? this.#actions(departments, chosen) : nothing}
    `;
  }

  #tree(departments: readonly DepartmentNodeFragment[], chosen: DepartmentNodeFragment): TemplateResult {
    const { closed } = this;
    return departmentTree(this.words.term('departmentsTitle'), openNodes(departments, closed), chosen.id, closed, {
      onChoose: (id) => {
        this.chosen = id;
        void this.focusOn('[role=treeitem][tabindex="0"]');
      },
      onFold: (id, isOpen) => {
        const next = new Set(closed);
        if (isOpen) next.delete(id);
        else next.add(id);
        this.closed = next;
      },
    });
  }

  #actions(departments: readonly DepartmentNodeFragment[], chosen: DepartmentNodeFragment | undefined): TemplateResult {
    const { words, desk } = this;
    const add = () => desk.open(() => this.#tasks.add(chosen?.id));
    if (!chosen) return html`<div class="row">${button('primary', words.term('departmentsAdd'), add)}</div>`;
    const others = departments.filter(({ id }) => id !== chosen.id);
    return html`<section class="chosen" aria-label=${chosen.name}>
      <h3><bdi>${chosen.name}</bdi></h3>
      <div class="row">
        ${button('primary', words.term('departmentsAddBelow'), add)}
        ${button('', words.term('departmentsRename'), () => desk.open(() => this.#tasks.rename(chosen)))}
        ${button('', words.term('departmentsMove'), () => desk.open(() => this.#tasks.move(chosen, others)))}
      </div>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-departments': TaiwaDepartments;
  }
}
