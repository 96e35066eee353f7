import { html, type TemplateResult } from 'lit';
import type { Task } from '../../console/desk.ts';
import { lineField } from '../../console/form-field.ts';
import { heading, partHeading } from '../../console/heading.ts';
import { emptyList } from '../../console/list-tools.ts';
import { recordTable } from '../../console/record-table.ts';
import { textIn } from '../../console/sheet.ts';
import { Shortcoming } from '../../console/shortcoming.ts';
import { QueryController } from '../../data/query-controller.ts';
import { Keys, KeysAllow, KeysCreate, KeysRemove, KeysRevoke } from '../../generated/keys.ts';
import type { KeyRowFragment, KeysQuery, OriginRowFragment } from '../../generated/types.ts';
import type { Lesson } from '../../locale/dictionary.ts';
import { button } from '../../parts/button.ts';
import { ConsoleElement } from '../console-element.ts';
import { keyColumns, keyForm, keyIn } from './key-forms.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/trust-ja.ts')).trustJa,
  en: async () => (await import('../../locale/trust-en.ts')).trustEn,
};

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
export class TaiwaKeys extends ConsoleElement<KeysQuery> {
  static override lessons = [lesson];

  protected readonly home = new QueryController(this, { document: Keys, variables: () => ({}) });

  protected override there(home: KeysQuery): TemplateResult {
    const { words } = this;
    if (!this.isAdmin) return heading(words.term('keysTitle'), words.term('keysClosed'));
    const add = button('primary', words.term('keysAdd'), () => this.desk.open(() => this.#making()));
    const allow = button('', words.term('originsAdd'), () => this.desk.open(() => this.#allowing()));
    return html`
      ${heading(words.term('keysTitle'), words.term('keysLead'), add)} ${this.desk.outcome()}
      <section>
        <h3>${words.term('keysList')}</h3>
        ${this.#keys(home)}
      </section>
      <section class="stack">
        ${partHeading(words.term('originsTitle'), words.term('originsLead'), allow)}
        ${this.#origins(home.allowedOrigins)}
      </section>
    `;
  }

  #keys({ apiKeys, viewer }: KeysQuery): TemplateResult {
    const { words } = this;
    if (apiKeys.length === 0) return emptyList('lock', words.term('keysNoneTitle'), words.term('keysNoneText'));
    const revoke = (key: KeyRowFragment) => [
      { label: words.term('keysRevoke'), press: () => this.desk.open(() => this.#revoking(key)), isGrave: true },
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

  #making(): Task {
    const { words, desk } = this;
    return {
      title: words.term('keysAdd'),
      body: (typed) => keyForm(words, typed),
      submit: words.term('keysAdd'),
      draft: 'api-key',
      run: async (given) => {
        const input = keyIn(given);
        if (input.scopes.length === 0) throw new Shortcoming(words.term('keysScopesMissing'));
        const { secret } = await desk.change(KeysCreate, input);
        desk.follow(() => this.#handingOver(secret), { isSaved: true });
        return { said: '' };
      },
    };
  }

  /** A secret is here only until it is put away. */
  #handingOver(secret: string): Task {
    const { words, desk } = this;
    const copy = async (): Promise<void> => {
      await navigator.clipboard.writeText(secret);
      desk.tell({ said: words.term('keysCopied') });
    };
    return {
      title: words.term('keysSecretTitle'),
      body: () =>
        html`<p class="muted">${words.term('keysSecretText')}</p>
          <label class="field">
            <span class="label">${words.term('keysSecret')}</span>
            <input type="text" id="secret" part="input" readonly .value=${secret} />
          </label>
          <div class="row">${button('', words.term('keysCopy'), () => void copy())}</div>`,
      submit: words.term('keysKept'),
      run: async () => ({ said: '' }),
    };
  }

  #revoking({ id, name }: KeyRowFragment): Task {
    const { words } = this;
    return {
      title: words.term('keysRevokeAsk', name),
      body: () => html`<p class="muted">${words.term('keysRevokeText')}</p>`,
      submit: words.term('keysRevoke'),
      isGrave: true,
      run: async () => {
        await this.desk.change(KeysRevoke, { apiKeyId: id });
        return { said: words.term('keysRevoked', name) };
      },
    };
  }

  #allowing(): Task {
    const { words } = this;
    return {
      title: words.term('originsAdd'),
      body: (typed) =>
        lineField(words, {
          name: 'origin',
          label: words.term('originsOrigin'),
          value: typed['origin']?.[0] ?? '',
          placeholder: 'https://',
        }),
      submit: words.term('originsAdd'),
      draft: 'origin',
      run: async (given) => {
        const { origin } = await this.desk.change(KeysAllow, { origin: textIn(given, 'origin') });
        return { said: words.term('originsAdded', origin) };
      },
    };
  }

  #takeBack({ id }: OriginRowFragment): Promise<void> {
    return this.desk.work(1, async () => {
      const { origin } = await this.desk.change(KeysRemove, { originId: id });
      const allowAgain = () => this.desk.change(KeysAllow, { origin });
      return { said: this.words.term('originsRemoved', origin), undo: allowAgain };
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-keys': TaiwaKeys;
  }
}
