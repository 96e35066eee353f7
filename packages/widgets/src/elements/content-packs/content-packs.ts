import { html, type TemplateResult } from 'lit';
import type { Outcome } from '../../console/desk.ts';
import { saveFile } from '../../console/file-saving.ts';
import { heading } from '../../console/heading.ts';
import { emptyList, pager } from '../../console/list-tools.ts';
import { PagedList } from '../../console/paged-list.ts';
import { recordTable } from '../../console/record-table.ts';
import { ContentPacks, ContentPacksFile } from '../../generated/content-packs.ts';
import type { ContentPacksQuery, PackRowFragment } from '../../generated/types.ts';
import type { Lesson } from '../../locale/dictionary.ts';
import { browserZone, dayText } from '../../locale/time.ts';
import { button } from '../../parts/button.ts';
import { ConsoleElement } from '../console-element.ts';
import { PackTasks, useText } from './pack-tasks.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/content-packs-ja.ts')).contentPacksJa,
  en: async () => (await import('../../locale/content-packs-en.ts')).contentPacksEn,
};

/**
 * Topics, questions and stages as versioned files, for administrators: saved, taken over to be changed, brought from a file after
 * a look at what changes, and taken back.
 *
 * @tag taiwa-content-packs
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
export class TaiwaContentPacks extends ConsoleElement<ContentPacksQuery> {
  static override lessons = [lesson];

  protected readonly home = new PagedList(this, {
    document: ContentPacks,
    variables: (paging) => paging,
    pageOf: ({ contentPacks }) => contentPacks,
  });
  readonly #tasks = new PackTasks(this.words, this.desk, this);

  protected override there(): TemplateResult {
    const { words } = this;
    if (!this.isAdmin) return heading(words.term('packsTitle'), words.term('packsClosed'));
    const save = (builtIn: boolean) => () => void this.desk.work(1, () => this.#save(builtIn));
    return html`
      ${heading(words.term('packsTitle'), words.term('packsLead'))}
      <div class="row">
        ${button('', words.term('packsFork'), () => this.desk.open(() => this.#tasks.fork()))}
        ${button('', words.term('packsImport'), () => this.desk.open(() => this.#tasks.check()))}
        ${button('', words.term('packsSave'), save(false))}
        ${button('quiet', words.term('packsSaveBuiltIn'), save(true))}
      </div>
      ${this.desk.outcome()} ${this.#list()} ${pager(words, this.home)}
    `;
  }

  #list(): TemplateResult {
    const { words } = this;
    const { rows, isBusy } = this.home;
    if (rows.length === 0) return emptyList('leaf', words.term('packsNoneTitle'), words.term('packsNoneText'));
    const back = (pack: PackRowFragment) => [
      { label: words.term('packsBack'), press: () => this.desk.open(() => this.#tasks.takeBack(pack)), isGrave: true },
    ];
    return recordTable(words, {
      label: words.term('packsTitle'),
      columns: [
        {
          title: words.term('packsName'),
          cell: ({ name, version, basedOn }) =>
            html`${name}<span class="sub">${[version, basedOn].filter(Boolean).join(' ← ')}</span>`,
        },
        { title: words.term('packsOrigin'), cell: ({ origin }) => words.term(`packs${origin}`) },
        {
          title: words.term('packsMadeOn'),
          cell: ({ createdAt }) => dayText(createdAt, words.language, browserZone()),
        },
        { title: words.term('packsState'), cell: (pack) => useText(words, pack) },
      ],
      rows,
      idOf: ({ id }) => id,
      nameOf: ({ name, number }) => `${name} ${number}`,
      isBusy,
      actions: (pack) => (pack.inUse ? back(pack) : []),
    });
  }

  async #save(builtIn: boolean): Promise<Outcome> {
    const { content } = await this.desk.ask(ContentPacksFile, { builtIn });
    saveFile(content.fileName, content.file, 'application/json');
    return { said: this.words.term('packsSaved') };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-content-packs': TaiwaContentPacks;
  }
}
