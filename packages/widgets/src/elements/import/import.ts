import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { emptyList, pager } from '../../console/list-tools.ts';
import { PagedList } from '../../console/paged-list.ts';
import { trouble } from '../../console/trouble.ts';
import type { Failure } from '../../data/failure.ts';
import { follow } from '../../data/live-controller.ts';
import { MutationController } from '../../data/mutation-controller.ts';
import { QueryController } from '../../data/query-controller.ts';
import { ImportApply, ImportFollowed, ImportHome, ImportIssues, ImportUndo } from '../../generated/import.ts';
import type { ImportedFragment, ImportHomeQuery, ImportIssuesQuery } from '../../generated/types.ts';
import { speak, type Lesson } from '../../locale/dictionary.ts';
import { ConsoleElement } from '../console-element.ts';
import { countList, issueTable, progressBar } from './import-parts.ts';
import { importStyles } from './import.styles.ts';
import { FileSending, type ChosenFile } from './sending.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/import-ja.ts')).importJa,
  en: async () => (await import('../../locale/import-en.ts')).importEn,
};

/** Applies an import, or takes it back. */
interface Step {
  readonly running: boolean;
  readonly failure: Failure | undefined;
  run(input: { readonly importId: string }): Promise<ImportedFragment | undefined>;
}

const NO_PAGE = { nodes: [], pageInfo: { hasNextPage: false } };
const RUNNING = new Set<ImportedFragment['state']>(['WAITING', 'RUNNING', 'UNDOING']);

/**
 * Brings people or pairs from a CSV file, for administrators: the file is checked first, every bad line is shown with its
 * reason, all of it is written or nothing, and it can be taken back within a day.
 *
 * @tag taiwa-import
 * @slot header - Above everything.
 * @slot error - In place of the panel shown when something failed.
 * @slot footer - Below everything.
 * @event {FailedEvent} taiwa-error - Something failed, and the element shows it.
 * @event {AuthRequiredEvent} taiwa-auth-required - Nobody is signed in.
 * @csspart card - The frame.
 * @csspart button - Every button.
 */
export class TaiwaImport extends ConsoleElement {
  static override styles: CSSResultGroup = [ConsoleElement.styles, importStyles];

  @state() private current: ImportedFragment | undefined;
  @state() private kind: ChosenFile['kind'] = 'PEOPLE';

  readonly #home = new QueryController(this, { document: ImportHome, variables: () => ({}) });
  readonly #sending = new FileSending(this);
  readonly #apply = new MutationController(this, ImportApply);
  readonly #undo = new MutationController(this, ImportUndo);
  readonly #issues = new PagedList(this, {
    document: ImportIssues,
    variables: (paging) => (this.#hasIssues ? { ...paging, id: this.current?.id ?? '' } : undefined),
    pageOf: (data) => data.import?.issues ?? NO_PAGE,
  });

  constructor() {
    super();
    speak(lesson);
    follow(this, {
      document: ImportFollowed,
      variables: () => (this.current ? { importId: this.current.id } : undefined),
      onEvent: ({ importChanged }) => this.#arrived(importChanged),
    });
  }

  /** Asks the server again. */
  async reload(): Promise<void> {
    await Promise.all([this.#home.reload(), this.#issues.reload()]);
  }

  protected override render(): TemplateResult {
    return html`<div class="card stack" part="card">
      <slot name="header"></slot>
      ${this.renderReading(this.#home.reading, (home) => this.#there(home))}
      <slot name="footer"></slot>
    </div>`;
  }

  get #hasIssues(): boolean {
    const { current } = this;
    return current !== undefined && current.issueCount > 0 && !RUNNING.has(current.state);
  }

  #there({ viewer, imports }: ImportHomeQuery): TemplateResult {
    const { words } = this;
    const isAdmin = viewer?.roles.includes('ADMIN') ?? false;
    return html`
      <header class="head">
        <h2>${words.term('importTitle')}</h2>
        <p class="muted">${words.term(isAdmin ? 'importLead' : 'importNotYours')}</p>
      </header>
      ${isAdmin ? this.#form() : nothing} ${this.current ? this.#standing(this.current) : nothing}
      ${isAdmin ? this.#former(imports.nodes) : nothing}
    `;
  }

  #form(): TemplateResult {
    const { words } = this;
    const { running, failure } = this.#sending;
    const kind = (value: ChosenFile['kind'], label: string): TemplateResult =>
      html`<label class="tick-line">
        <input
          type="radio"
          name="kind"
          value=${value}
          .checked=${this.kind === value}
          @change=${() => (this.kind = value)}
        />
        ${label}
      </label>`;
    return html`<form @submit=${this.#send}>
      <fieldset>
        <legend>${words.term('importWhat')}</legend>
        <div class="row">${kind('PEOPLE', words.term('importPEOPLE'))} ${kind('PAIRS', words.term('importPAIRS'))}</div>
      </fieldset>
      <div class="field">
        <label for="file">${words.term('importFile')}</label>
        <input type="file" id="file" name="file" accept=".csv,.tsv,.txt,text/csv" required />
        <p class="small muted">${words.term(`importColumns${this.kind}`)}</p>
      </div>
      ${
        this.kind === 'PEOPLE'
          ? html`<label class="tick-line"
              ><input type="checkbox" name="withManagers" />${words.term('importManagers')}</label
            >`
          : nothing
      }
      ${trouble(words, failure)}
      <div class="row">
        <button type="submit" class="button primary" part="button" aria-disabled=${running ? 'true' : 'false'}>
          ${words.term(running ? 'importSending' : 'importCheck')}
        </button>
        <span class="small muted">${words.term('importHarmless')}</span>
      </div>
    </form>`;
  }

  #standing(current: ImportedFragment): TemplateResult {
    const { words } = this;
    const { id, state: standing, ignoredColumns } = current;
    const isRunning = RUNNING.has(standing);
    return html`<section class="current" aria-labelledby="current">
      <h3 id="current" tabindex="-1">${this.#name(current)}</h3>
      ${isRunning ? progressBar(words, current) : html`<p role="status">${words.term(`import${standing}`)}</p>`}
      ${isRunning || standing === 'REFUSED' ? nothing : countList(words, current)}
      ${
        ignoredColumns.length > 0
          ? html`<p class="small muted">${words.term('importIgnored', ignoredColumns.join(', '))}</p>`
          : nothing
      }
      ${this.#hasIssues ? this.#issueList() : nothing}
      ${standing === 'CHECKED' ? this.#step(this.#apply, 'primary', words.term('importApply'), id) : nothing}
      ${this.#canUndo(current) ? this.#step(this.#undo, '', words.term('importUndo'), id) : nothing}
    </section>`;
  }

  #issueList(): TemplateResult {
    const table = (data: ImportIssuesQuery) => issueTable(this.words, data.import?.issues.nodes ?? []);
    return html`${this.renderReading(this.#issues.reading, table)} ${pager(this.words, this.#issues)}`;
  }

  #step(step: Step, look: string, label: string, importId: string): TemplateResult {
    const { words } = this;
    const press = async (): Promise<void> => {
      if (step.running) return;
      this.#arrived(await step.run({ importId }));
    };
    return html`${trouble(words, step.failure)}
      <div class="row">
        <button
          type="button"
          class="button ${look}"
          part="button"
          aria-disabled=${step.running ? 'true' : 'false'}
          @click=${press}
        >
          ${label}
        </button>
      </div>`;
  }

  #former(imports: readonly ImportedFragment[]): TemplateResult {
    const { words } = this;
    if (imports.length === 0 && !this.current) {
      return emptyList('leaf', words.term('importNoneTitle'), words.term('importNoneText'));
    }
    const others = imports.filter(({ id }) => id !== this.current?.id);
    if (others.length === 0) return html``;
    return html`<section class="former">
      <h3 class="caption">${words.term('importFormer')}</h3>
      <ul>
        ${others.map(
          (one) =>
            html`<li>
              <span>${this.#name(one)}<span class="small muted"> ${words.term(`importShort${one.state}`)}</span></span>
              <button type="button" class="button quiet" part="button" @click=${() => void this.#open(one)}>
                ${words.term('importOpen')}<span class="unseen">${this.#name(one)}</span>
              </button>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #name({ fileName, kind, createdAt }: ImportedFragment): string {
    const day = new Intl.DateTimeFormat(this.language, { dateStyle: 'medium', timeStyle: 'short' });
    return this.words.term(
      'importNamed',
      fileName || this.words.term(`import${kind}`),
      day.format(new Date(createdAt)),
    );
  }

  #canUndo({ state: standing, undoableUntil }: ImportedFragment): boolean {
    return standing === 'APPLIED' && Boolean(undoableUntil) && Date.parse(undoableUntil ?? '') > Date.now();
  }

  readonly #send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!(event.target instanceof HTMLFormElement) || this.#sending.running) return;
    const given = new FormData(event.target);
    const file = given.get('file');
    if (!(file instanceof File) || file.size === 0) return;
    const begun = await this.#sending.send({ kind: this.kind, file, withManagers: given.has('withManagers') });
    if (begun) await this.#open(begun);
  };

  async #open(one: ImportedFragment): Promise<void> {
    this.#apply.forget();
    this.#undo.forget();
    this.current = one;
    await this.focusOn('#current');
  }

  /** The list below follows what is shown above. */
  #arrived(one: ImportedFragment | null | undefined): void {
    if (!one) return;
    const isOver = this.current?.state !== one.state && !RUNNING.has(one.state);
    this.current = one;
    if (isOver) void this.#home.reload();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-import': TaiwaImport;
  }
}
