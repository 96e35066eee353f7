import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Words } from '../locale/words.ts';
import { countGraphemes } from './graphemes.ts';

/** A field for a longer text. */
export interface NoteField {
  readonly id: string;
  readonly label: string;
  readonly placeholder: string;
  /** Who reads it, below the field. */
  readonly hint: string;
  readonly value: string;
  /** Most characters, counted as a person counts. */
  readonly most: number;
  readonly onInput: (value: string) => void;
  readonly onLeave: () => void;
  readonly onKeydown: (event: KeyboardEvent) => void;
}

/** A textarea with its label, who reads it, and a count once it gets long. Nothing is ever cut. */
export function noteField(words: Words, field: NoteField): TemplateResult {
  const used = countGraphemes(field.value);
  const over = used - field.most;
  const counted = used > field.most * 0.8 ? words.term('counted', used, field.most) : nothing;
  return html`<div class="field">
    <label for=${field.id}>${field.label}<span class="optional">${words.term('optional')}</span></label>
    <textarea
      part="textarea"
      id=${field.id}
      rows="3"
      placeholder=${field.placeholder}
      aria-describedby="${field.id}-foot"
      aria-invalid=${over > 0}
      .value=${live(field.value)}
      @input=${(event: Event) => field.onInput(textIn(event))}
      @blur=${field.onLeave}
      @keydown=${field.onKeydown}
    ></textarea>
    <div class="field-foot" id="${field.id}-foot"><span>${field.hint}</span><span>${counted}</span></div>
    ${over > 0 ? html`<p class="field-error" role="alert">${words.term('tooLong', over)}</p>` : nothing}
  </div>`;
}

/** What is in the field that an event comes from. */
export function textIn(event: Event): string {
  const { target } = event;
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement ? target.value : '';
}
