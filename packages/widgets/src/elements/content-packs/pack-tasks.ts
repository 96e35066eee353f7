import { html, nothing, type TemplateResult } from 'lit';
import type { Desk, Outcome, Task } from '../../console/desk.ts';
import { choiceField, lineField } from '../../console/form-field.ts';
import { textIn } from '../../console/sheet.ts';
import { Shortcoming } from '../../console/shortcoming.ts';
import type { ClientHost } from '../../data/query-controller.ts';
import {
  ContentPacksBack,
  ContentPacksFork,
  ContentPacksImport,
  ContentPacksTicket,
} from '../../generated/content-packs.ts';
import type { ContentChangeKind, PackRowFragment } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';

interface Changes {
  readonly changes: readonly { readonly kind: ContentChangeKind; readonly label: string }[];
}

/** What an administrator does with the texts that everybody chooses from and is asked by. */
export class PackTasks {
  readonly #words: Words;
  readonly #desk: Desk;
  readonly #host: ClientHost;

  constructor(words: Words, desk: Desk, host: ClientHost) {
    this.#words = words;
    this.#desk = desk;
    this.#host = host;
  }

  /** Takes the texts over under a name of its own, to be changed. */
  fork(): Task {
    const words = this.#words;
    const sources = (['IN_USE', 'BUILT_IN'] as const).map((value) => ({ value, name: words.term(`packs${value}`) }));
    const name = (field: 'name' | 'nameEn', label: string, typed: string | undefined): TemplateResult =>
      lineField(words, { name: field, label, value: typed ?? '', length: 60 });
    return {
      title: words.term('packsFork'),
      body: (typed) =>
        html`<p class="muted">${words.term('packsForkText')}</p>
          ${choiceField('from', words.term('packsFrom'), sources, typed['from']?.[0])}
          <div class="pair">
            ${name('name', words.term('packsNameJa'), typed['name']?.[0])}
            ${name('nameEn', words.term('packsNameEn'), typed['nameEn']?.[0])}
          </div>`,
      submit: words.term('packsFork'),
      draft: 'content-pack',
      run: async (given) => {
        const from = textIn(given, 'from') === 'BUILT_IN' ? 'BUILT_IN' : 'IN_USE';
        const names = { name: textIn(given, 'name'), nameEn: textIn(given, 'nameEn') };
        const made = await this.#desk.change(ContentPacksFork, { from, ...names });
        return this.#withWayBack(words.term('packsForked', made.name), made.id);
      },
    };
  }

  /** Has a file checked, and shows what it would change; nothing is written by that. */
  check(): Task {
    const words = this.#words;
    return {
      title: words.term('packsImport'),
      body: () =>
        html`<p class="muted">${words.term('packsImportText')}</p>
          <div class="field">
            <label for="file">${words.term('packsFile')}</label>
            <input type="file" id="file" name="file" accept=".json,application/json" required />
          </div>`,
      submit: words.term('packsCheck'),
      run: async (given) => {
        const file = given.get('file');
        if (!(file instanceof File) || file.size === 0) throw new Shortcoming(words.term('packsFileMissing'));
        const uploadId = await this.#send(file);
        const { changes, issues } = await this.#desk.change(ContentPacksImport, { uploadId, dryRun: true });
        const wrong = issues.map(({ path, message }) => [path.join(' › '), message].filter(Boolean).join(': '));
        if (wrong.length > 0) throw new Shortcoming(wrong.join('\n'));
        this.#desk.follow(() => this.#apply(uploadId, { changes }));
        return { said: '' };
      },
    };
  }

  /** Takes the version in use back; the one before holds again. */
  takeBack({ id, name }: PackRowFragment): Task {
    const words = this.#words;
    return {
      title: words.term('packsBackAsk', name),
      body: () => html`<p class="muted">${words.term('packsBackText')}</p>`,
      submit: words.term('packsBack'),
      isGrave: true,
      run: async () => {
        await this.#desk.change(ContentPacksBack, { contentPackId: id });
        return { said: words.term('packsTakenBack', name) };
      },
    };
  }

  #apply(uploadId: string, { changes }: Changes): Task {
    const words = this.#words;
    return {
      title: words.term('packsApplyAsk'),
      body: () =>
        changes.length > 0
          ? html`<ul class="plain">
              ${changes.map(({ kind, label }) => html`<li>${words.term(`packs${kind}`)}: <bdi>${label}</bdi></li>`)}
            </ul>`
          : html`<p class="muted">${words.term('packsNothing')}</p>`,
      submit: words.term('packsApply'),
      run: async () => {
        await this.#desk.change(ContentPacksImport, { uploadId, dryRun: false });
        return { said: words.term('packsApplied') };
      },
    };
  }

  #withWayBack(said: string, contentPackId: string): Outcome {
    return { said, undo: () => this.#desk.change(ContentPacksBack, { contentPackId }) };
  }

  async #send(file: File): Promise<string> {
    const given = { purpose: 'CONTENT_PACK', fileName: file.name, bytes: file.size } as const;
    const { uploadId, url } = await this.#desk.change(ContentPacksTicket, given);
    await this.#host.client?.sendFile(url, file);
    return uploadId;
  }
}

/** Nothing, or a pill for the version that people read now. */
export const useText = (words: Words, { inUse, takenBackAt }: PackRowFragment): TemplateResult | typeof nothing => {
  if (inUse) return html`<span class="pill accent">${words.term('packsInUse')}</span>`;
  return takenBackAt ? html`<span class="pill">${words.term('packsWasTakenBack')}</span>` : nothing;
};
