import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { BulkWork } from '../../console/bulk-work.ts';
import { FormDraft } from '../../console/form-draft.ts';
import { emptyList } from '../../console/list-tools.ts';
import { recordTable } from '../../console/record-table.ts';
import { sheet, textIn } from '../../console/sheet.ts';
import { trouble } from '../../console/trouble.ts';
import { MutationController } from '../../data/mutation-controller.ts';
import { QueryController } from '../../data/query-controller.ts';
import { Keys, KeysAllow, KeysCreate, KeysRemove, KeysRevoke } from '../../generated/keys.ts';
import type { KeyRowFragment, KeysQuery, OriginRowFragment } from '../../generated/types.ts';
import { speak, type Lesson } from '../../locale/dictionary.ts';
import { ConsoleElement } from '../console-element.ts';
import { keyColumns, keyForm, keyIn } from './key-forms.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/trust-ja.ts')).trustJa,
  en: async () => (await import('../../locale/trust-en.ts')).trustEn,
};

/** What stands above the lists; a secret is here only until it is put away. */
type Asked =
  | { readonly kind: 'create' }
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'revoke'; readonly key: KeyRowFragment };

/**
 * For administrators: the keys by which servers use the API, each secret shown once, and the sites whose pages may show
 * elements.
 *
 * @tag taiwa-keys
 * @slot header - Above everything.
 * @slot error - In place of the panel shown when something failed.
 * @slot footer - Below everything.
 * @event {FailedEvent} taiwa-error - Something failed, and the element shows it.
 * @event {AuthRequiredEvent} taiwa-auth-required - Nobody is signed in.
 * @csspart card - The frame.
 * @csspart table - The lists.
 * @csspart sheet - A form above the page.
 * @csspart button - Every button.
 */
export class TaiwaKeys extends ConsoleElement {
  @state() private asked: Asked | undefined;
  @state() private lacksScope = false;

  readonly #home = new QueryController(this, { document: Keys, variables: () => ({}) });
  readonly #create = new MutationController(this, KeysCreate);
  readonly #revoke = new MutationController(this, KeysRevoke);
  readonly #allow = new MutationController(this, KeysAllow);
  readonly #remove = new MutationController(this, KeysRemove);
  readonly #told = new BulkWork(this);
  readonly #draft = new FormDraft(() => {
    const userId = this.#home.data?.viewer?.user.id;
    return userId ? { server: this.server, userId, subject: 'api-key' } : undefined;
  });

  constructor() {
    super();
    speak(lesson);
  }

  /** Asks the server again. */
  async reload(): Promise<void> {
    await this.#home.reload();
  }

  protected override render(): TemplateResult {
    return html`<div class="card stack" part="card">
      <slot name="header"></slot>
      ${this.renderReading(this.#home.reading, (home) => this.#there(home))}
      <slot name="footer"></slot>
    </div>`;
  }

  #there(home: KeysQuery): TemplateResult {
    const { words } = this;
    const isAdmin = home.viewer?.roles.includes('ADMIN') ?? false;
    const add = html`<button
      type="button"
      class="button primary"
      part="button"
      @click=${() => this.#ask({ kind: 'create' })}
    >
      ${words.term('keysAdd')}
    </button>`;
    return html`
      <header class="top">
        <div class="head">
          <h2>${words.term('keysTitle')}</h2>
          <p class="muted">${words.term(isAdmin ? 'keysLead' : 'keysClosed')}</p>
        </div>
        ${isAdmin ? add : nothing}
      </header>
      ${isAdmin ? this.#lists(home) : nothing}
    `;
  }

  #lists(home: KeysQuery): TemplateResult {
    const { words } = this;
    return html`
      ${this.#told.render(words)}
      <section>
        <h3>${words.term('keysList')}</h3>
        ${this.#keys(home)}
      </section>
      <section class="stack">
        <div class="head">
          <h3>${words.term('originsTitle')}</h3>
          <p class="muted small">${words.term('originsLead')}</p>
        </div>
        ${this.#origins(home.allowedOrigins)} ${this.#originForm()}
      </section>
      ${this.#sheet()}
    `;
  }

  #keys({ apiKeys, viewer }: KeysQuery): TemplateResult {
    const { words } = this;
    if (apiKeys.length === 0) return emptyList('lock', words.term('keysNoneTitle'), words.term('keysNoneText'));
    const revoke = (key: KeyRowFragment) => [
      { label: words.term('keysRevoke'), press: () => this.#ask({ kind: 'revoke', key }), isGrave: true },
    ];
    return recordTable(words, {
      label: words.term('keysList'),
      columns: keyColumns(words, viewer?.tenant.timeZone ?? 'UTC'),
      rows: apiKeys,
      idOf: ({ id }) => id,
      nameOf: ({ name }) => name,
      actions: (key) => (key.revokedAt ? [] : revoke(key)),
    });
  }

  #origins(origins: readonly OriginRowFragment[]): TemplateResult {
    const { words } = this;
    if (origins.length === 0) return emptyList('lock', words.term('originsNoneTitle'), words.term('originsNoneText'));
    return recordTable(words, {
      label: words.term('originsTitle'),
      columns: [{ title: words.term('originsOrigin'), cell: ({ origin }) => origin }],
      rows: origins,
      idOf: ({ id }) => id,
      nameOf: ({ origin }) => origin,
      actions: (origin) => [
        { label: words.term('originsRemove'), press: () => void this.#takeBack(origin), isGrave: true },
      ],
    });
  }

  #originForm(): TemplateResult {
    const { words } = this;
    const send = (event: SubmitEvent): void => {
      event.preventDefault();
      if (event.target instanceof HTMLFormElement) void this.#allowSite(event.target);
    };
    return html`<form class="tools" @submit=${send}>
        <label class="field">
          <span class="label">${words.term('originsOrigin')}</span>
          <input type="text" name="origin" part="input" required autocomplete="off" placeholder="https://" />
        </label>
        <button type="submit" class="button" part="button">${words.term('originsAdd')}</button>
      </form>
      ${trouble(words, this.#allow.failure ?? this.#remove.failure)}`;
  }

  #sheet(): TemplateResult | typeof nothing {
    const { words, asked } = this;
    const onClose = (): void => void (this.asked = undefined);
    switch (asked?.kind) {
      case 'create':
        return sheet(words, {
          title: words.term('keysAdd'),
          body: keyForm(words, this.#draft.read()),
          submit: words.term('keysAdd'),
          isBusy: this.#create.running,
          trouble: this.lacksScope ? this.#scopesMissing() : trouble(words, this.#create.failure),
          onSubmit: (given) => void this.#make(given),
          onInput: (given) => this.#draft.keep(given),
          onClose,
        });
      case 'secret':
        return sheet(words, {
          title: words.term('keysSecretTitle'),
          body: this.#secret(asked.secret),
          submit: words.term('keysKept'),
          onSubmit: onClose,
          onClose,
        });
      case 'revoke':
        return sheet(words, {
          title: words.term('keysRevokeAsk', asked.key.name),
          body: html`<p class="muted">${words.term('keysRevokeText')}</p>`,
          submit: words.term('keysRevoke'),
          isGrave: true,
          isBusy: this.#revoke.running,
          trouble: trouble(words, this.#revoke.failure),
          onSubmit: () => void this.#end(asked.key.id),
          onClose,
        });
      default:
        return nothing;
    }
  }

  #scopesMissing(): TemplateResult {
    return html`<p class="field-error" role="alert">${this.words.term('keysScopesMissing')}</p>`;
  }

  #secret(secret: string): TemplateResult {
    const { words } = this;
    const copy = async (): Promise<void> => {
      await navigator.clipboard.writeText(secret);
      this.#told.tell({ said: words.term('keysCopied') });
    };
    return html`<p class="muted">${words.term('keysSecretText')}</p>
      <label class="field">
        <span class="label">${words.term('keysSecret')}</span>
        <input type="text" id="secret" part="input" readonly .value=${secret} />
      </label>
      <div class="row">
        <button type="button" class="button" part="button" @click=${() => void copy()}>
          ${words.term('keysCopy')}
        </button>
      </div>`;
  }

  #ask(asked: Asked): void {
    this.#create.forget();
    this.#revoke.forget();
    this.lacksScope = false;
    this.asked = asked;
  }

  async #make(given: FormData): Promise<void> {
    const input = keyIn(given);
    this.lacksScope = input.scopes.length === 0;
    if (this.lacksScope) return;
    const made = await this.#create.run(input);
    if (!made) return;
    this.#draft.drop();
    this.asked = { kind: 'secret', secret: made.secret };
    await this.#home.reload();
  }

  async #end(apiKeyId: string): Promise<void> {
    const ended = await this.#revoke.run({ apiKeyId });
    if (!ended) return;
    this.asked = undefined;
    await this.#tell(this.words.term('keysRevoked', ended.name));
  }

  async #allowSite(form: HTMLFormElement): Promise<void> {
    const allowed = await this.#allow.run({ origin: textIn(new FormData(form), 'origin') });
    if (!allowed) return;
    form.reset();
    await this.#tell(this.words.term('originsAdded', allowed.origin));
  }

  async #takeBack({ id }: OriginRowFragment): Promise<void> {
    const removed = await this.#remove.run({ originId: id });
    if (removed) await this.#tell(this.words.term('originsRemoved', removed.origin));
  }

  async #tell(said: string): Promise<void> {
    this.#told.tell({ said });
    await this.#home.reload();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-keys': TaiwaKeys;
  }
}
