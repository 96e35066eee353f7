import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../locale/words.ts';
import type { FilterChoice } from './list-tools.ts';

/** A field of one line: text, a day, a number or an address. */
export interface LineField {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** What the browser knows about it; `text` where nothing is said. */
  readonly type?: 'text' | 'email' | 'date' | 'number';
  readonly isOptional?: boolean;
  /** Most characters. */
  readonly length?: number;
  readonly placeholder?: string;
  /** Least and most, of numbers and days. */
  readonly least?: number | string;
  readonly most?: number | string;
  /** A sentence below it. */
  readonly note?: string;
}

/** Draws a field of one line. */
export function lineField(words: Words, field: LineField): TemplateResult {
  const { name, label, value, type = 'text', isOptional = false, length, placeholder, least, most, note } = field;
  return html`<div class="field">
    <label for=${name}>${label}${isOptional ? optionalMark(words) : nothing}</label>
    <input
      type=${type}
      id=${name}
      name=${name}
      part="input"
      autocomplete="off"
      ?required=${!isOptional}
      maxlength=${length ?? nothing}
      placeholder=${placeholder ?? nothing}
      min=${least ?? nothing}
      max=${most ?? nothing}
      aria-describedby=${note ? `${name}-note` : nothing}
      .value=${value}
    />
    ${note ? html`<p class="small muted" id="${name}-note">${note}</p>` : nothing}
  </div>`;
}

/** Draws a field of several lines. */
export function textField(name: string, label: string, value: string, length: number): TemplateResult {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <textarea id=${name} name=${name} part="textarea" rows="3" required maxlength=${length} .value=${value}></textarea>
  </div>`;
}

/** Draws a list to choose one from. */
export function choiceField(
  name: string,
  label: string,
  choices: readonly FilterChoice[],
  chosen: string | undefined,
): TemplateResult {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <select id=${name} name=${name} part="select">
      ${choices.map((one) => html`<option value=${one.value} ?selected=${one.value === chosen}>${one.name}</option>`)}
    </select>
  </div>`;
}

/** Draws things to tick, any number of them. */
export function tickField(
  name: string,
  label: string,
  choices: readonly FilterChoice[],
  chosen: readonly string[],
): TemplateResult {
  return html`<fieldset>
    <legend>${label}</legend>
    <div>
      ${choices.map(
        (one) =>
          html`<label class="tick-line">
            <input type="checkbox" name=${name} value=${one.value} .checked=${chosen.includes(one.value)} />
            ${one.name}
          </label>`,
      )}
    </div>
  </fieldset>`;
}

function optionalMark(words: Words): TemplateResult {
  return html`<span class="optional">${words.term('optional')}</span>`;
}
