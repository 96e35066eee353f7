import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { pager } from '../../console/list-tools.ts';
import { PagedList } from '../../console/paged-list.ts';
import { trouble } from '../../console/trouble.ts';
import type { Failure } from '../../data/failure.ts';
import { follow } from '../../data/live-controller.ts';
import { MutationController } from '../../data/mutation-controller.ts';
import { ImportApply, ImportChanges, ImportFollowed, ImportIssues, ImportUndo } from '../../generated/import.ts';
import type { ImportedFragment } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';
import { button } from '../../parts/button.ts';
import type { TaiwaElement } from '../taiwa-element.ts';
import { changeTable, countList, issueTable, progressBar } from './import-parts.ts';

/** Applies a bulk change, or takes it back. */
interface Step {
  readonly running: boolean;
  readonly failure: Failure | undefined;
  run(input: { readonly importId: string }): Promise<ImportedFragment | undefined>;
}

const NO_PAGE = { nodes: [], pageInfo: { hasNextPage: false } };
const RUNNING = new Set<ImportedFragment['state']>(['WAITING', 'RUNNING', 'UNDOING']);
const SHOWN = new Set<ImportedFragment['state']>(['CHECKED', 'APPLIED']);

/**
 * A bulk change as it stands: followed while it runs, then what it does thing by thing, or every bad line with its reason; it
 * is applied as a whole and taken back as a whole.
 */
export class ImportStanding implements ReactiveController {
  readonly #host: TaiwaElement;
  readonly #words: Words;
  readonly #onOver: () => void;
  readonly #apply;
  readonly #undo;
  readonly #issues;
  readonly #changes;
  #current: ImportedFragment | undefined;

  /** `onOver` hears that work on it ended. */
  constructor(host: TaiwaElement, words: Words, onOver: () => void) {
    this.#host = host;
    this.#words = words;
    this.#onOver = onOver;
    this.#apply = new MutationController(host, ImportApply);
    this.#undo = new MutationController(host, ImportUndo);
    this.#issues = new PagedList(host, {
      document: ImportIssues,
      variables: (paging) => (this.#hasIssues ? { ...paging, id: this.#current?.id ?? '' } : undefined),
      pageOf: (data) => data.import?.issues ?? NO_PAGE,
    });
    this.#changes = new PagedList(host, {
      document: ImportChanges,
      variables: (paging) => (this.#hasChanges ? { ...paging, id: this.#current?.id ?? '' } : undefined),
      pageOf: (data) => data.import?.changes ?? NO_PAGE,
    });
    follow(host, {
      document: ImportFollowed,
      variables: () => (this.#current ? { importId: this.#current.id } : undefined),
      onEvent: ({ importChanged }) => this.#arrived(importChanged),
    });
    host.addController(this);
  }

  hostUpdate(): void {}

  /** The bulk change that is shown. */
  get current(): ImportedFragment | undefined {
    return this.#current;
  }

  /** Asks the server again. */
  async reload(): Promise<void> {
    await Promise.all([this.#issues.reload(), this.#changes.reload()]);
  }

  /** Shows one and puts the focus there. */
  async open(one: ImportedFragment): Promise<void> {
    this.#apply.forget();
    this.#undo.forget();
    this.#current = one;
    this.#host.requestUpdate();
    await this.#host.focusOn('#current');
  }

  /** How it stands; nothing where none is open. */
  render(): TemplateResult | typeof nothing {
    const words = this.#words;
    const current = this.#current;
    if (!current) return nothing;
    const { id, state, ignoredColumns } = current;
    const isRunning = RUNNING.has(state);
    return html`<section class="current" aria-labelledby="current">
      <h3 id="current" tabindex="-1">${importName(words, current)}</h3>
      ${isRunning ? progressBar(words, current) : html`<p role="status">${words.term(`import${state}`)}</p>`}
      ${isRunning || state === 'REFUSED' ? nothing : countList(words, current)}
      ${
        ignoredColumns.length > 0
          ? html`<p class="small muted">${words.term('importIgnored', ignoredColumns.join(', '))}</p>`
          : nothing
      }
      ${this.#hasIssues ? this.#issueList() : nothing} ${this.#hasChanges ? this.#changeList() : nothing}
      ${state === 'CHECKED' ? this.#step(this.#apply, 'primary', words.term('importApply'), id) : nothing}
      ${canUndo(current) ? this.#step(this.#undo, '', words.term('importUndo'), id) : nothing}
    </section>`;
  }

  get #hasIssues(): boolean {
    const current = this.#current;
    return current !== undefined && current.issueCount > 0 && !RUNNING.has(current.state);
  }

  get #hasChanges(): boolean {
    const current = this.#current;
    return current !== undefined && current.issueCount === 0 && SHOWN.has(current.state);
  }

  #issueList(): TemplateResult {
    const words = this.#words;
    const rows = () => issueTable(words, this.#issues.rows);
    return html`${this.#host.renderReading(this.#issues.reading, rows)} ${pager(words, this.#issues)}`;
  }

  #changeList(): TemplateResult {
    const words = this.#words;
    const rows = () => changeTable(words, this.#changes.rows);
    return html`${this.#host.renderReading(this.#changes.reading, rows)} ${pager(words, this.#changes)}`;
  }

  #step(step: Step, look: string, label: string, importId: string): TemplateResult {
    const press = async (): Promise<void> => {
      if (step.running) return;
      const before = this.#current;
      const one = await step.run({ importId });
      // Events go another way and may overtake the answer, which would take back what they told.
      if (this.#current === before) this.#arrived(one);
    };
    return html`${trouble(this.#words, step.failure)}
      <div class="row">${button(look, step.running ? this.#words.term('saving') : label, () => void press())}</div>`;
  }

  #arrived(one: ImportedFragment | null | undefined): void {
    if (!one) return;
    const isOver = this.#current?.state !== one.state && !RUNNING.has(one.state);
    this.#current = one;
    this.#host.requestUpdate();
    if (isOver) this.#onOver();
  }
}

/** What a bulk change is called: its file, or what it was made from, with when it was asked for. */
export function importName(words: Words, { fileName, kind, createdAt }: ImportedFragment): string {
  const moment = new Intl.DateTimeFormat(words.language, { dateStyle: 'medium', timeStyle: 'short' });
  return words.term('importNamed', fileName || words.term(`import${kind}`), moment.format(new Date(createdAt)));
}

function canUndo({ state, undoableUntil }: ImportedFragment): boolean {
  return state === 'APPLIED' && Boolean(undoableUntil) && Date.parse(undoableUntil ?? '') > Date.now();
}
