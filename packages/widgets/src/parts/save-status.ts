import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../locale/words.ts';
import { icon, type IconName } from './icon.ts';
import { button } from './button.ts';

/** How it stands with what the person entered. */
export interface SaveStatus {
  readonly state: 'none' | 'saving' | 'saved' | 'offline' | 'failed' | 'refused';
  /** What the server said, where it refused. */
  readonly message?: string;
  readonly onUndo?: (() => void) | undefined;
  readonly onRetry?: (() => void) | undefined;
  /** Whether it is read out elsewhere, by `saveAnnouncement`, because the line itself moves about. */
  readonly isSilent?: boolean;
}

/** One quiet line that says whether it is saved, read out when it changes, with undo where there is something to undo. */
export function saveStatus(words: Words, status: SaveStatus): TemplateResult {
  const { state, message, onUndo, onRetry, isSilent } = status;
  return html`<div class="status" part="status">
    <span role=${isSilent ? nothing : 'status'} aria-hidden=${isSilent ? 'true' : nothing}>
      ${statusText(words, state, message)}
    </span>
    ${state === 'saved' && onUndo ? button('quiet small', words.term('undo'), onUndo) : nothing}
    ${state === 'failed' && onRetry ? button('quiet small', words.term('retry'), onRetry) : nothing}
  </div>`;
}

/** What the line says, for assistive technology only, in a place that stays. */
export function saveAnnouncement(words: Words, { state, message }: SaveStatus): TemplateResult {
  return html`<div class="unseen" role="status">${statusWords(words, state, message)}</div>`;
}

function statusText(words: Words, state: SaveStatus['state'], message = ''): TemplateResult | string {
  const text = statusWords(words, state, message);
  const look = LOOKS[state];
  return look ? html`<span class=${look.tone}>${icon(look.mark)}${text}</span>` : text;
}

const LOOKS: Readonly<Partial<Record<SaveStatus['state'], { readonly tone: string; readonly mark: IconName }>>> = {
  saved: { tone: 'done', mark: 'check' },
  offline: { tone: 'trouble', mark: 'cloud' },
  failed: { tone: 'trouble', mark: 'alert' },
  refused: { tone: 'trouble', mark: 'alert' },
};

function statusWords(words: Words, state: SaveStatus['state'], message = ''): string {
  switch (state) {
    case 'saving':
      return words.term('saving');
    case 'saved':
      return words.term('saved');
    case 'offline':
      return words.term('keptOffline');
    case 'failed':
      return words.term('notSaved');
    case 'refused':
      return message || words.term('notSaved');
    case 'none':
      return '';
  }
}
