import { html, type TemplateResult } from 'lit';
import type { Words } from '../../locale/words.ts';
import { mark, type MarkName } from './mark.ts';
import { button } from '../../parts/button.ts';

/** What one can do with something that was said. */
export interface RowActions {
  readonly correct: () => void;
  readonly copy: () => void;
  readonly deleteThis: () => void;
  /** Begins a range that ends where one chooses next. */
  readonly deleteFrom: () => void;
  readonly close: () => void;
}

/** The actions of one segment, below its words. */
export function rowActions(words: Words, { correct, copy, deleteThis, deleteFrom, close }: RowActions): TemplateResult {
  return html`<div class="row actions" @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && close()}>
    ${action('pencil', words.term('transcriptCorrect'), correct)}
    ${action('copy', words.term('transcriptCopyOne'), copy)}
    ${action('trash', words.term('transcriptDeleteOne'), deleteThis)}
    ${action('trash', words.term('transcriptDeleteFrom'), deleteFrom)}
  </div>`;
}

function action(name: MarkName, label: string, press: () => void): TemplateResult {
  return button('quiet', html`${mark(name)}${label}`, press);
}
