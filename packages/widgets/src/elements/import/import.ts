import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { state } from '../reactive.ts';
import { heading } from '../../console/heading.ts';
import { emptyList } from '../../console/list-tools.ts';
import { trouble } from '../../console/trouble.ts';
import { QueryController } from '../../data/query-controller.ts';
import { ImportHome } from '../../generated/import.ts';
import type { ImportedFragment, ImportHomeQuery } from '../../generated/types.ts';
import { ConsoleElement } from '../console-element.ts';
import { importLesson } from './import-lesson.ts';
import { importName, ImportStanding } from './import-standing.ts';
import { importStyles } from './import.styles.ts';
import { FileSending, type ChosenFile } from './sending.ts';
import { button } from '../../parts/button.ts';

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
export class TaiwaImport extends ConsoleElement<ImportHomeQuery> {
  static override styles: CSSResultGroup = [ConsoleElement.styles, importStyles];
  static override lessons = [importLesson];

  @state() private kind: ChosenFile['kind'] = 'PEOPLE';

  protected readonly home = new QueryController(this, { document: ImportHome, variables: () => ({}) });
  readonly #sending = new FileSending(this);
  readonly #standing = new ImportStanding(this, this.words, () => void this.home.reload());

  override async reload(): Promise<void> {
    await Promise.all([super.reload(), this.#standing.reload()]);
  }

  protected override there({ imports }: ImportHomeQuery): TemplateResult {
    const { words } = this;
    if (!this.isAdmin) return heading(words.term('importTitle'), words.term('importNotYours'));
    return html`
      ${heading(words.term('importTitle'), words.term('importLead'))} ${this.#form()} ${this.#standing.render()}
      ${this.#former(imports.nodes)}
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

  #former(imports: readonly ImportedFragment[]): TemplateResult {
    const { words } = this;
    if (imports.length === 0 && !this.#standing.current) {
      return emptyList('leaf', words.term('importNoneTitle'), words.term('importNoneText'));
    }
    const others = imports.filter(({ id }) => id !== this.#standing.current?.id);
    if (others.length === 0) return html``;
    return html`<section class="former">
      <h3 class="caption">${words.term('importFormer')}</h3>
      <ul>
        ${others.map(
          (one) =>
            html`<li>
              <span
                >${importName(words, one)}<span class="small muted">
                  ${words.term(`importShort${one.state}`)}</span
                ></span
              >
              ${button('quiet', html`${words.term('importOpen')}<span class="unseen">${importName(words, one)}</span>`, () => void this.#standing.open(one))}
            </li>`,
        )}
      </ul>
    </section>`;
  }

  readonly #send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!(event.target instanceof HTMLFormElement) || this.#sending.running) return;
    const given = new FormData(event.target);
    const file = given.get('file');
    if (!(file instanceof File) || file.size === 0) return;
    const begun = await this.#sending.send({ kind: this.kind, file, withManagers: given.has('withManagers') });
    if (begun) await this.#standing.open(begun);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-import': TaiwaImport;
  }
}
