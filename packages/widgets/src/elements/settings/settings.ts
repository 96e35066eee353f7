import { html, type TemplateResult } from 'lit';
import type { Task } from '../../console/desk.ts';
import { heading, partHeading } from '../../console/heading.ts';
import { recordTable } from '../../console/record-table.ts';
import { QueryController } from '../../data/query-controller.ts';
import { Settings } from '../../generated/settings.ts';
import type { SettingsQuery, TenantSettingsFragment, TermKey } from '../../generated/types.ts';
import type { Lesson } from '../../locale/dictionary.ts';
import { ConsoleElement } from '../console-element.ts';
import { SettingsTasks, TERM_KEYS } from './settings-tasks.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/settings-ja.ts')).settingsJa,
  en: async () => (await import('../../locale/settings-en.ts')).settingsEn,
};

/** One thing that is set, as it is now. */
interface Line {
  readonly name: string;
  readonly value: string;
  readonly change: () => Task;
}

/**
 * What is set for the whole tenant, for administrators: its name, language and zone, the least number of people behind a figure,
 * and the words it has for talks, members, managers, advisors and hints.
 *
 * @tag taiwa-settings
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
export class TaiwaSettings extends ConsoleElement<SettingsQuery> {
  static override lessons = [lesson];

  protected readonly home = new QueryController(this, { document: Settings, variables: () => ({}) });
  readonly #tasks = new SettingsTasks(this.words, this.desk);

  protected override there({ viewer }: SettingsQuery): TemplateResult {
    const { words } = this;
    if (!viewer || !this.isAdmin) return heading(words.term('settingsTitle'), words.term('settingsClosed'));
    return html`
      ${heading(words.term('settingsTitle'), words.term('settingsLead'))} ${this.desk.outcome()}
      ${this.#lines(words.term('settingsTitle'), this.#general(viewer.tenant))}
      <section>
        ${partHeading(words.term('settingsWords'), words.term('settingsWordsLead'))} ${this.#words(viewer.tenant)}
      </section>
      <p class="small muted">${words.term('settingsElsewhere')}</p>
    `;
  }

  #general(tenant: TenantSettingsFragment): readonly Line[] {
    const { words } = this;
    const { nameJa, tenantNameEn, language, timeZone, anonymityFloor } = tenant;
    return [
      {
        name: words.term('settingsName'),
        value: tenantNameEn ? `${nameJa} / ${tenantNameEn}` : nameJa,
        change: () => this.#tasks.rename(tenant),
      },
      {
        name: words.term('settingsPlace'),
        value: `${words.term(`settings_${language}`)} / ${timeZone}`,
        change: () => this.#tasks.place(tenant),
      },
      {
        name: words.term('settingsFloor'),
        value: words.term('settingsPeople', anonymityFloor),
        change: () => this.#tasks.floor(tenant),
      },
    ];
  }

  #lines(label: string, lines: readonly Line[]): TemplateResult {
    const { words } = this;
    return recordTable(words, {
      label,
      columns: [
        { title: words.term('settingsWhat'), cell: ({ name }) => name },
        { title: words.term('settingsNow'), cell: ({ value }) => value },
      ],
      rows: lines,
      idOf: ({ name }) => name,
      nameOf: ({ name }) => name,
      actions: ({ change }) => [{ label: words.term('consoleEdit'), press: () => this.desk.open(change) }],
    });
  }

  #words(tenant: TenantSettingsFragment): TemplateResult {
    const { words } = this;
    const said = (key: TermKey, language: 'ja' | 'en'): string =>
      tenant.terms.find((one) => one.key === key)?.[language] ?? words.term(`settingsUsual_${language}`, key);
    return recordTable(words, {
      label: words.term('settingsWords'),
      columns: [
        { title: words.term('settingsWhat'), cell: (key) => words.term('settingsThing', key) },
        { title: words.term('settings_ja'), cell: (key) => html`<span lang="ja">${said(key, 'ja')}</span>` },
        { title: words.term('settings_en'), cell: (key) => html`<span lang="en">${said(key, 'en')}</span>` },
      ],
      rows: TERM_KEYS,
      idOf: (key) => key,
      nameOf: (key) => words.term('settingsThing', key),
      actions: (key) => [
        { label: words.term('consoleEdit'), press: () => this.desk.open(() => this.#tasks.word(key, tenant)) },
      ],
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-settings': TaiwaSettings;
  }
}
