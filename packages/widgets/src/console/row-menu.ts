import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../locale/words.ts';
import { button } from '../parts/button.ts';

/** Something one can do with a row. */
export interface RowAction {
  readonly label: string;
  readonly press: () => void;
  readonly isGrave?: boolean;
}

/** A button that opens what can be done with a row; Escape and leaving it close it. */
export function rowMenu(words: Words, name: string, actions: readonly RowAction[]): TemplateResult | typeof nothing {
  if (actions.length === 0) return nothing;
  return html`<details class="row-menu" @keydown=${closeByKey} @focusout=${closeWhenLeft}>
    <summary class="button quiet" part="button" aria-label=${words.term('consoleMenu', name)}>
      <span aria-hidden="true">⋯</span>
    </summary>
    <div class="choices">${actions.map(menuButton)}</div>
  </details>`;
}

function menuButton({ label, press, isGrave }: RowAction): TemplateResult {
  const choose = (event: Event): void => {
    close(event);
    press();
  };
  return button(isGrave ? 'danger' : 'quiet', label, choose);
}

function menuOf({ target }: Event): HTMLDetailsElement | null {
  return target instanceof Element ? target.closest('details') : null;
}

function close(event: Event): void {
  menuOf(event)?.removeAttribute('open');
}

function closeByKey(event: KeyboardEvent): void {
  const menu = menuOf(event);
  if (event.key !== 'Escape' || !menu?.open) return;
  event.stopPropagation();
  close(event);
  menu.querySelector('summary')?.focus();
}

function closeWhenLeft(event: FocusEvent): void {
  const { relatedTarget } = event;
  if (!(relatedTarget instanceof Node) || !menuOf(event)?.contains(relatedTarget)) close(event);
}
