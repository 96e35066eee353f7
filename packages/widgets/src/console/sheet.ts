import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../locale/words.ts';
import { button } from '../parts/button.ts';

/** A form above the page. */
export interface Sheet {
  readonly title: string;
  readonly body: TemplateResult;
  readonly submit: string;
  readonly isGrave?: boolean;
  readonly isBusy?: boolean;
  /** Whether what was typed earlier came back. */
  readonly isRestored?: boolean;
  /** Why it did not go through. */
  readonly trouble?: TemplateResult | typeof nothing;
  readonly onSubmit: (given: FormData) => void;
  /** With each key; for what keeps a draft. */
  readonly onInput?: (given: FormData) => void;
  readonly onClose: () => void;
}

/** Draws a form above the page; Escape closes it, and the console element opens it. */
export function sheet(words: Words, form: Sheet): TemplateResult {
  const { title, body, submit, isGrave, isBusy, isRestored, trouble = nothing, onSubmit, onInput, onClose } = form;
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    if (event.target instanceof HTMLFormElement && !isBusy) onSubmit(new FormData(event.target));
  };
  const typed = ({ currentTarget }: Event): void => {
    if (currentTarget instanceof HTMLFormElement) onInput?.(new FormData(currentTarget));
  };
  const leave = (event: Event): void => {
    event.preventDefault();
    onClose();
  };
  return html`<dialog class="sheet" part="sheet" aria-labelledby="sheet-title" @cancel=${leave}>
    <form @submit=${send} @input=${typed}>
      <h3 id="sheet-title" tabindex="-1">${title}</h3>
      ${isRestored ? html`<p class="small muted" role="status">${words.term('consoleRestored')}</p>` : nothing} ${body}
      ${trouble}
      <div class="row">
        <button
          type="submit"
          class="button ${isGrave ? 'grave' : 'primary'}"
          part="button"
          aria-disabled=${isBusy ? 'true' : 'false'}
        >
          ${isBusy ? words.term('saving') : submit}
        </button>
        ${button('quiet', words.term('cancel'), leave)}
      </div>
    </form>
  </dialog>`;
}

/** One text of a form; empty where it is none. */
export function textIn(given: FormData, name: string): string {
  const value = given.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
