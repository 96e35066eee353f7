import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { BulkWork, type BulkOutcome } from '../../console/bulk-work.ts';
import { departmentField } from '../../console/department-choice.ts';
import { FormDraft } from '../../console/form-draft.ts';
import { emptyList } from '../../console/list-tools.ts';
import { sheet, textIn } from '../../console/sheet.ts';
import { trouble } from '../../console/trouble.ts';
import { QueryController } from '../../data/query-controller.ts';
import { DepartmentsHome } from '../../generated/departments.ts';
import type { DepartmentNodeFragment, DepartmentsHomeQuery } from '../../generated/types.ts';
import { speak, type Lesson } from '../../locale/dictionary.ts';
import { ConsoleElement } from '../console-element.ts';
import { DepartmentChanges } from './department-changes.ts';
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
export class TaiwaDepartments extends ConsoleElement {
  static override styles: CSSResultGroup = [ConsoleElement.styles, departmentsStyles];

  @state() private chosen = '';
  @state() private closed: ReadonlySet<string> = new Set();
  @state() private asked: 'add' | 'rename' | 'move' | undefined;

  readonly #home = new QueryController(this, { document: DepartmentsHome, variables: () => ({}) });
  readonly #changes = new DepartmentChanges(this, this.words);
  readonly #told = new BulkWork(this);
  readonly #draft = new FormDraft(() => this.#draftKey);

  constructor() {
    super();
    speak(lesson);
  }

  /** Asks the server again. */
  reload(): Promise<void> {
    return this.#home.reload();
  }

  protected override render(): TemplateResult {
    return html`<div class="card stack" part="card">
      <slot name="header"></slot>
      ${this.renderReading(this.#home.reading, (home) => this.#there(home))}
      <slot name="footer"></slot>
    </div>`;
  }

  get #draftKey() {
    const userId = this.#home.data?.viewer?.user.id;
    const { asked, chosen } = this;
    return userId && asked ? { server: this.server, userId, subject: `department:${asked}:${chosen}` } : undefined;
  }

  #there({ viewer, departments }: DepartmentsHomeQuery): TemplateResult {
    const { words } = this;
    const isAdmin = viewer?.roles.includes('ADMIN') ?? false;
    const chosen = departments.find(({ id }) => id === this.chosen) ?? departments[0];
    return html`
      <header class="head">
        <h2>${words.term('departmentsTitle')}</h2>
        <p class="muted">${words.term(isAdmin ? 'departmentsLead' : 'departmentsLeadOthers')}</p>
      </header>
      ${this.#told.render(words)}
      ${chosen ? this.#tree(departments, chosen) : emptyList('leaf', words.term('departmentsNone'), words.term('departmentsNoneText'))}
      ${isAdmin ? this.#actions(chosen) : nothing} ${this.#sheet(departments, chosen)}
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

  #actions(chosen: DepartmentNodeFragment | undefined): TemplateResult {
    const { words } = this;
    const action = (asked: 'add' | 'rename' | 'move', label: string): TemplateResult =>
      html`<button
        type="button"
        class="button ${asked === 'add' ? 'primary' : ''}"
        part="button"
        @click=${() => this.#ask(asked)}
      >
        ${label}
      </button>`;
    if (!chosen) return html`<div class="row">${action('add', words.term('departmentsAdd'))}</div>`;
    return html`<section class="chosen" aria-label=${chosen.name}>
      <h3>${chosen.name}</h3>
      <div class="row">
        ${action('add', words.term('departmentsAddBelow'))} ${action('rename', words.term('departmentsRename'))}
        ${action('move', words.term('departmentsMove'))}
      </div>
    </section>`;
  }

  #sheet(
    departments: readonly DepartmentNodeFragment[],
    chosen: DepartmentNodeFragment | undefined,
  ): TemplateResult | typeof nothing {
    const { words, asked } = this;
    if (!asked) return nothing;
    const others = departments.filter(({ id }) => id !== chosen?.id);
    const isMove = asked === 'move';
    const titles = { add: 'departmentsAdd', rename: 'departmentsRename', move: 'departmentsMove' } as const;
    return sheet(words, {
      title: words.term(titles[asked]),
      body: isMove
        ? departmentField(words.term('departmentsMoveTo'), others, chosen?.parent?.id)
        : this.#nameFields(asked === 'rename' ? chosen : undefined),
      submit: words.term(isMove ? 'departmentsMove' : 'consoleSave'),
      isBusy: this.#changes.isRunning,
      trouble: trouble(words, this.#changes.failure),
      onSubmit: (given) => void this.#submit(chosen, given),
      onInput: (given) => this.#draft.keep(given),
      onClose: () => (this.asked = undefined),
    });
  }

  #nameFields(department: DepartmentNodeFragment | undefined): TemplateResult {
    const { words } = this;
    const typed = this.#draft.read();
    return html`<div class="field">
        <label for="name">${words.term('departmentsName')}</label>
        <input type="text" id="name" name="name" required .value=${typed['name']?.[0] ?? department?.nameJa ?? ''} />
      </div>
      <div class="field">
        <label for="nameEn"
          >${words.term('departmentsNameEn')}<span class="optional">${words.term('optional')}</span></label
        >
        <input type="text" id="nameEn" name="nameEn" .value=${typed['nameEn']?.[0] ?? department?.nameEn ?? ''} />
      </div>`;
  }

  #ask(asked: 'add' | 'rename' | 'move'): void {
    this.#changes.forget();
    this.asked = asked;
  }

  async #submit(chosen: DepartmentNodeFragment | undefined, given: FormData): Promise<void> {
    const outcome = await this.#change(chosen, given);
    if (!outcome) return;
    this.#draft.drop();
    this.asked = undefined;
    const { undo } = outcome;
    this.#told.tell({ ...outcome, ...(undo && { undo: () => this.#thenReload(undo()) }) });
    await this.reload();
  }

  #change(chosen: DepartmentNodeFragment | undefined, given: FormData): Promise<BulkOutcome | undefined> {
    const name = { name: textIn(given, 'name'), nameEn: textIn(given, 'nameEn') || null };
    if (!chosen || this.asked === 'add') return this.#changes.create(chosen?.id, name);
    if (this.asked === 'rename') return this.#changes.rename(chosen, name);
    return this.#changes.move(chosen, textIn(given, 'departmentId') || null);
  }

  async #thenReload(undoing: Promise<BulkOutcome>): Promise<BulkOutcome> {
    const outcome = await undoing;
    await this.reload();
    return outcome;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-departments': TaiwaDepartments;
  }
}
