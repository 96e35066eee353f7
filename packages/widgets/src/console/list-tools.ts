import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Words } from '../locale/words.ts';
import { icon, type IconName } from '../parts/icon.ts';
import type { PagedList } from './paged-list.ts';
import { button } from '../parts/button.ts';

/** A field that searches while one types; composition is not disturbed. */
export function searchField(words: Words, value: string, search: (text: string) => void): TemplateResult {
  const type = (event: InputEvent): void => {
    const { target } = event;
    if (target instanceof HTMLInputElement && !event.isComposing) search(target.value.trim());
  };
  const done = ({ target }: Event): void => {
    if (target instanceof HTMLInputElement) search(target.value.trim());
  };
  return html`<label class="field search">
    <span class="label">${words.term('consoleSearch')}</span>
    <input
      type="search"
      part="input"
      autocomplete="off"
      .value=${value}
      @input=${type}
      @compositionend=${done}
      @change=${done}
    />
  </label>`;
}

/** One of the things a list can be narrowed to. */
export interface FilterChoice {
  readonly value: string;
  readonly name: string;
}

/** A list of things to narrow a list to, with "everything" first where it can be. */
export function filterSelect(
  label: string,
  choices: readonly FilterChoice[],
  value: string,
  choose: (value: string) => void,
): TemplateResult {
  const changed = ({ target }: Event): void => {
    if (target instanceof HTMLSelectElement) choose(target.value);
  };
  return html`<label class="field">
    <span class="label">${label}</span>
    <select part="select" .value=${live(value)} @change=${changed}>
      ${choices.map((one) => html`<option value=${one.value} ?selected=${one.value === value}>${one.name}</option>`)}
    </select>
  </label>`;
}

/** Turns the pages of a list; nothing where there is one page only. */
export function pager<Data, Variables, Row>(
  words: Words,
  list: PagedList<Data, Variables, Row>,
): TemplateResult | typeof nothing {
  const { page, hasNext } = list;
  if (page === 1 && !hasNext) return nothing;
  const turn = (label: string, isPossible: boolean, press: () => void): TemplateResult =>
    html`<button
      type="button"
      class="button"
      part="button"
      aria-disabled=${isPossible ? 'false' : 'true'}
      @click=${press}
    >
      ${label}
    </button>`;
  return html`<nav class="pager" aria-label=${words.term('consolePages')}>
    ${turn(words.term('consolePrevious'), page > 1, () => list.previous())}
    <span role="status">${words.term('consolePage', page)}</span>
    ${turn(words.term('consoleNext'), hasNext, () => list.next())}
  </nav>`;
}

/** What stands in place of a list without rows: what it is for and what to do first. */
export function emptyList(mark: IconName, title: string, text: string, action?: TemplateResult): TemplateResult {
  return html`<div class="notice nothing-yet">
    <h3 class="row">${icon(mark)}${title}</h3>
    <p class="muted">${text}</p>
    ${action ? html`<div class="row">${action}</div>` : nothing}
  </div>`;
}

/** What stands in place of a list that nothing matches, with a way back to everything. */
export function noMatch(words: Words, widen: () => void): TemplateResult {
  return emptyList(
    'eye',
    words.term('consoleNoMatch'),
    words.term('consoleNoMatchText'),
    button('', words.term('consoleWiden'), widen),
  );
}
