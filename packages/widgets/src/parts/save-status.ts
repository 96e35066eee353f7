import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../locale/words.ts';
import { icon } from './icon.ts';

/** How it stands with what the person entered. */
export interface SaveStatus {
  readonly state: 'none' | 'saving' | 'saved' | 'offline' | 'failed' | 'refused';
  /** What the server said, where it refused. */
  readonly message?: string;
  readonly onUndo?: (() => void) | undefined;
  readonly onRetry?: (() => void) | undefined;
}

/** One quiet line that says whether it is saved, read out when it changes, with undo where there is something to undo. */
export function saveStatus(words: Words, { state, message, onUndo, onRetry }: SaveStatus): TemplateResult {
  return html`<div class="status" part="status">
    <span role="status">${statusText(words, state, message)}</span>
    ${state === 'saved' && onUndo ? quietButton(words.term('undo'), onUndo) : nothing}
    ${state === 'failed' && onRetry ? quietButton(words.term('retry'), onRetry) : nothing}
  </div>`;
}

function statusText(words: Words, state: SaveStatus['state'], message = ''): TemplateResult | string {
  switch (state) {
    case 'saving':
      return words.term('saving');
    case 'saved':
      return html`<span class="done">${icon('check')}${words.term('saved')}</span>`;
    case 'offline':
      return html`<span class="trouble">${icon('cloud')}${words.term('keptOffline')}</span>`;
    case 'failed':
      return html`<span class="trouble">${icon('alert')}${words.term('notSaved')}</span>`;
    case 'refused':
      return html`<span class="trouble">${icon('alert')}${message || words.term('notSaved')}</span>`;
    case 'none':
      return '';
  }
}

function quietButton(label: string, press: () => void): TemplateResult {
  return html`<button type="button" class="button quiet small" part="button" @click=${press}>${label}</button>`;
}
