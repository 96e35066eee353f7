import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../data/failure.ts';
import type { Words } from '../locale/words.ts';

/** Why a change did not go through, in one sentence. */
export function troubleText(words: Words, failure: Failure | undefined): string {
  if (!failure) return '';
  const issues = [...new Set(failure.issues?.map(({ message }) => message))];
  return issues.join(' ') || failure.message || words.term('notSaved');
}

/** The same in a line that is read out; nothing where nothing stands in the way. */
export function trouble(words: Words, failure: Failure | undefined): TemplateResult | typeof nothing {
  if (!failure) return nothing;
  return html`<p class="field-error" role="alert">${troubleText(words, failure)}</p>`;
}
