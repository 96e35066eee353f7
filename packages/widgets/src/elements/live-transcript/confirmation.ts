import { html, type TemplateResult } from 'lit';
import type { Words } from '../../locale/words.ts';
import { button } from '../../parts/button.ts';

/** Something that is asked about before it is done. */
export interface Question {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly act: () => void;
  readonly cancel: () => void;
}

/** A question with what it would mean; the way back comes first and is focused by who shows it. */
export function confirmation(words: Words, { title, text, yes, act, cancel }: Question): TemplateResult {
  return html`<div
    class="notice warning confirm"
    part="confirm"
    role="alertdialog"
    aria-labelledby="asks"
    aria-describedby="means"
    @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && cancel()}
  >
    <p id="asks"><b>${title}</b></p>
    <p id="means">${text}</p>
    <div class="row">${button('back', words.term('cancel'), cancel)} ${button('danger', yes, act)}</div>
  </div>`;
}
