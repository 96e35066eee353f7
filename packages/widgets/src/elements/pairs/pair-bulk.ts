import { html, type TemplateResult, type nothing } from 'lit';
import type { Task } from '../../console/desk.ts';
import { Shortcoming } from '../../console/shortcoming.ts';
import { troubleText } from '../../console/trouble.ts';
import type { ImportedFragment } from '../../generated/types.ts';
import { speak } from '../../locale/dictionary.ts';
import type { Words } from '../../locale/words.ts';
import { importLesson } from '../import/import-lesson.ts';
import { ImportStanding } from '../import/import-standing.ts';
import { FileSending } from '../import/sending.ts';
import type { TaiwaElement } from '../taiwa-element.ts';

/** Many pairs at once, from the tree or a file: looked at first, applied as a whole, taken back as a whole. */
export class PairBulk {
  readonly #words: Words;
  readonly #sending: FileSending;
  readonly #standing: ImportStanding;

  /** `onOver` hears that something was written or taken back. */
  constructor(host: TaiwaElement, words: Words, onOver: () => void) {
    speak(importLesson);
    this.#words = words;
    this.#sending = new FileSending(host);
    this.#standing = new ImportStanding(host, words, onOver);
  }

  /** Shows what one would do, or did. */
  open(one: ImportedFragment): void {
    void this.#standing.open(one);
  }

  render(): TemplateResult | typeof nothing {
    return this.#standing.render();
  }

  /** Has a file checked; nothing is written by that. */
  fromFile(): Task {
    const words = this.#words;
    return {
      title: words.term('pairsFromFile'),
      body: () =>
        html`<p class="muted">${words.term('importHarmless')}</p>
          <div class="field">
            <label for="file">${words.term('importFile')}</label>
            <input type="file" id="file" name="file" accept=".csv,.tsv,.txt,text/csv" required />
            <p class="small muted">${words.term('importColumnsPAIRS')}</p>
          </div>`,
      submit: words.term('importCheck'),
      run: async (given) => {
        const file = given.get('file');
        if (!(file instanceof File) || file.size === 0) throw new Shortcoming(words.term('pairsFileMissing'));
        const begun = await this.#sending.send({ kind: 'PAIRS', file, withManagers: false });
        if (!begun) throw new Shortcoming(troubleText(words, this.#sending.failure) || words.term('notSaved'));
        this.open(begun);
        return { said: '' };
      },
    };
  }
}
