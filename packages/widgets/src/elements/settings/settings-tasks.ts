import { html } from 'lit';
import type { Desk, Task } from '../../console/desk.ts';
import { choiceField, lineField } from '../../console/form-field.ts';
import { textIn } from '../../console/sheet.ts';
import { SettingsTerms, SettingsUpdate } from '../../generated/settings.ts';
import type { TenantSettingsFragment, TermKey } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';

/** What a tenant may call by words of its own. */
export const TERM_KEYS: readonly TermKey[] = ['TALK', 'MEMBER', 'MANAGER', 'ADVISOR', 'HINT'];
const MOST_TERM = 20;
const LEAST_FLOOR = 3;

/** What an administrator sets for the tenant. */
export class SettingsTasks {
  readonly #words: Words;
  readonly #desk: Desk;

  constructor(words: Words, desk: Desk) {
    this.#words = words;
    this.#desk = desk;
  }

  /** What the tenant is called. */
  rename({ nameJa, tenantNameEn }: TenantSettingsFragment): Task {
    const words = this.#words;
    const former = { name: nameJa, nameEn: tenantNameEn ?? null };
    return {
      title: words.term('settingsName'),
      body: (typed) =>
        html`${lineField(words, {
          name: 'name',
          label: words.term('settingsNameJa'),
          value: typed['name']?.[0] ?? nameJa,
          length: 100,
        })}
        ${lineField(words, {
          name: 'nameEn',
          label: words.term('settingsNameEn'),
          value: typed['nameEn']?.[0] ?? tenantNameEn ?? '',
          length: 100,
          isOptional: true,
        })}`,
      submit: words.term('consoleSave'),
      draft: 'settings:name',
      run: async (given) => {
        await this.#desk.change(SettingsUpdate, {
          name: textIn(given, 'name'),
          nameEn: textIn(given, 'nameEn') || null,
        });
        return { said: words.term('settingsSaved'), undo: () => this.#desk.change(SettingsUpdate, former) };
      },
    };
  }

  /** The language where nobody names one, and the zone of months and periods. */
  place({ language, timeZone }: TenantSettingsFragment): Task {
    const words = this.#words;
    const languages = (['ja', 'en'] as const).map((value) => ({ value, name: words.term(`settings_${value}`) }));
    const zones = Intl.supportedValuesOf('timeZone').map((value) => ({ value, name: value }));
    return {
      title: words.term('settingsPlace'),
      body: (typed) =>
        html`${choiceField('language', words.term('settingsLanguage'), languages, typed['language']?.[0] ?? language)}
          ${choiceField('timeZone', words.term('settingsZone'), zones, typed['timeZone']?.[0] ?? timeZone)}
          <p class="small muted">${words.term('settingsZoneText')}</p>`,
      submit: words.term('consoleSave'),
      draft: 'settings:place',
      run: async (given) => {
        const chosen = textIn(given, 'language') === 'en' ? 'en' : 'ja';
        await this.#desk.change(SettingsUpdate, { language: chosen, timeZone: textIn(given, 'timeZone') });
        const back = () => this.#desk.change(SettingsUpdate, { language, timeZone });
        return { said: words.term('settingsSaved'), undo: back };
      },
    };
  }

  /** The least number of people behind a published figure. */
  floor({ anonymityFloor }: TenantSettingsFragment): Task {
    const words = this.#words;
    return {
      title: words.term('settingsFloor'),
      body: (typed) =>
        html`<p class="muted">${words.term('settingsFloorText')}</p>
          ${lineField(words, {
            name: 'anonymityFloor',
            label: words.term('settingsFloorLabel'),
            value: typed['anonymityFloor']?.[0] ?? String(anonymityFloor),
            type: 'number',
            least: LEAST_FLOOR,
            most: 100,
          })}`,
      submit: words.term('consoleSave'),
      draft: 'settings:floor',
      run: async (given) => {
        await this.#desk.change(SettingsUpdate, { anonymityFloor: Number(textIn(given, 'anonymityFloor')) });
        return { said: words.term('settingsSaved') };
      },
    };
  }

  /** What the tenant calls something. */
  word(key: TermKey, { terms }: TenantSettingsFragment): Task {
    const words = this.#words;
    const own = terms.find((one) => one.key === key);
    const former = { key, ja: own?.ja ?? null, en: own?.en ?? null };
    const field = (name: 'ja' | 'en', typed: string | undefined) =>
      lineField(words, {
        name,
        label: words.term(`settings_${name}`),
        value: typed ?? former[name] ?? '',
        length: MOST_TERM,
        isOptional: true,
        placeholder: words.term(`settingsUsual_${name}`, key),
      });
    return {
      title: words.term('settingsWordFor', words.term('settingsThing', key)),
      body: (typed) =>
        html`<p class="muted">${words.term('settingsWordText')}</p>
          <div class="pair">${field('ja', typed['ja']?.[0])} ${field('en', typed['en']?.[0])}</div>`,
      submit: words.term('consoleSave'),
      draft: `settings:word:${key}`,
      run: async (given) => {
        const term = { key, ja: textIn(given, 'ja') || null, en: textIn(given, 'en') || null };
        await this.#desk.change(SettingsTerms, { terms: [term] });
        return { said: words.term('settingsSaved'), undo: () => this.#desk.change(SettingsTerms, { terms: [former] }) };
      },
    };
  }
}
