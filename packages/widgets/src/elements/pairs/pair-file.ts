import { html } from 'lit';
import type { Task } from '../../console/desk.ts';
import { Shortcoming } from '../../console/shortcoming.ts';
import { troubleText } from '../../console/trouble.ts';
import type { ImportedFragment } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';
import type { FileSending } from '../import/sending.ts';

/** Has a file of pairs checked; nothing is written by that. */
export function pairsFromFile(words: Words, sending: FileSending, onChecked: (one: ImportedFragment) => void): Task {
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
      const begun = await sending.send({ kind: 'PAIRS', file, withManagers: false });
      if (!begun) throw new Shortcoming(troubleText(words, sending.failure) || words.term('notSaved'));
      onChecked(begun);
      return { said: '' };
    },
  };
}
