import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { QueryController, type ClientHost } from '../data/query-controller.ts';
import { PersonSearch } from '../generated/person-search.ts';
import type { FoundPersonFragment, PersonSearchQuery } from '../generated/types.ts';
import type { Words } from '../locale/words.ts';
import { button } from '../parts/button.ts';
import type { Typed } from './form-draft.ts';

/** A person who was chosen. */
export interface ChosenPerson {
  readonly id: string;
  readonly name: string;
}

/** A field for one person or several. */
export interface PersonField {
  /** Under which the ids stand in the form; the names stand under it with `Name` at its end. */
  readonly name: string;
  readonly label: string;
  /** Most people; one where nothing is said. */
  readonly most?: number;
}

type PickerHost = ClientHost & ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };

/** Fields of a form in which people are found by a few letters, among however many there are, and chosen. */
export class PersonPicker implements ReactiveController {
  readonly #host: PickerHost;
  readonly #words: Words;
  readonly #found: QueryController<PersonSearchQuery, { search: string }>;
  readonly #chosen = new Map<string, readonly ChosenPerson[]>();
  #searching: { readonly field: string; readonly text: string } | undefined;

  constructor(host: PickerHost, words: Words) {
    this.#host = host;
    this.#words = words;
    this.#found = new QueryController(host, {
      document: PersonSearch,
      variables: () => (this.#searching?.text ? { search: this.#searching.text } : undefined),
      keepsLast: true,
    });
    host.addController(this);
  }

  hostUpdate(): void {}

  /** Begins anew, for the next form. */
  clear(): void {
    this.#chosen.clear();
    this.#searching = undefined;
  }

  /** Draws a field; what was chosen before and not saved is there. */
  render(field: PersonField, typed: Typed): TemplateResult {
    const { name, label, most = 1 } = field;
    const chosen = this.#chosenIn(name, typed);
    return html`<div class="field person-field">
      ${chosen.length < most ? this.#search(field, chosen) : html`<span class="label">${label}</span>`}
      <ul class="people">
        ${chosen.map((person) => this.#chosenRow(name, person, chosen))}
      </ul>
    </div>`;
  }

  #search({ name, label }: PersonField, chosen: readonly ChosenPerson[]): TemplateResult {
    const words = this.#words;
    const isOpen = this.#searching?.field === name && this.#searching.text !== '';
    const type = (event: Event): void => {
      const { target } = event;
      if (!(target instanceof HTMLInputElement) || (event instanceof InputEvent && event.isComposing)) return;
      this.#searching = { field: name, text: target.value.trim() };
      this.#host.requestUpdate();
    };
    // Enter would send the form.
    const key = (event: KeyboardEvent): void => {
      if (event.key === 'Enter') event.preventDefault();
    };
    return html`<label for="${name}-search">${label}</label>
      <input
        type="search"
        id="${name}-search"
        part="input"
        autocomplete="off"
        placeholder=${words.term('consoleFindPerson')}
        @input=${type}
        @compositionend=${type}
        @keydown=${key}
      />
      <div role="status">${isOpen ? this.#results(name, chosen) : nothing}</div>`;
  }

  #results(name: string, chosen: readonly ChosenPerson[]): TemplateResult {
    const words = this.#words;
    const found = (this.#found.data?.users.nodes ?? []).filter(({ id }) => !chosen.some((one) => one.id === id));
    if (this.#found.data && found.length === 0)
      return html`<p class="small muted">${words.term('consoleFoundNobody')}</p>`;
    return html`<ul class="found">
      ${found.map((person) => html`<li>${button('quiet', this.#textOf(person), () => this.#choose(name, [...chosen, person]))}</li>`)}
    </ul>`;
  }

  /** A person in one line, told from others of the same name. */
  #textOf({ name, externalId, department }: FoundPersonFragment): string {
    return this.#words.term('consolePersonFound', name, externalId, department.name);
  }

  #chosenRow(name: string, { id, name: called }: ChosenPerson, chosen: readonly ChosenPerson[]): TemplateResult {
    const words = this.#words;
    const others = chosen.filter((one) => one.id !== id);
    return html`<li>
      <input type="hidden" name=${name} .value=${id} /><input type="hidden" name="${name}Name" .value=${called} />
      <bdi>${called}</bdi>
      ${button('quiet small', words.term('consoleChooseAnother'), () => this.#choose(name, others), `${called} ${words.term('consoleChooseAnother')}`)}
    </li>`;
  }

  #chosenIn(name: string, typed: Typed): readonly ChosenPerson[] {
    const names = typed[`${name}Name`] ?? [];
    return this.#chosen.get(name) ?? (typed[name] ?? []).map((id, place) => ({ id, name: names[place] ?? id }));
  }

  #choose(name: string, chosen: readonly ChosenPerson[]): void {
    this.#chosen.set(
      name,
      chosen.map((one) => ({ id: one.id, name: one.name })),
    );
    this.#searching = undefined;
    this.#host.requestUpdate();
    void this.#keep(name);
  }

  /** Choosing types nothing, but is kept like what is typed. */
  async #keep(name: string): Promise<void> {
    await this.#host.updateComplete;
    const { renderRoot } = this.#host;
    renderRoot.querySelector('dialog form')?.dispatchEvent(new Event('input'));
    const next = renderRoot.querySelector<HTMLInputElement>(`[id="${name}-search"]`);
    if (next) next.value = '';
    (next ?? renderRoot.querySelector<HTMLElement>('dialog .people .button'))?.focus();
  }
}
