import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../../locale/words.ts';
import { button } from '../../parts/button.ts';
import { icon } from '../../parts/icon.ts';
import type { Standing } from './standing.ts';

/** What one does seldom about a recording. */
export interface SeldomSteps {
  readonly leave: () => void;
  readonly withdraw: () => void;
  readonly deleteAll: () => void;
}

/** Leaving, taking one's consent back, deleting; nothing where none of it is possible. */
export function moreActions(
  words: Words,
  { isOn, actions }: Standing,
  hasWords: boolean,
  { leave, withdraw, deleteAll }: SeldomSteps,
): TemplateResult | typeof nothing {
  const canWithdraw = actions.includes('WITHDRAW');
  if (!isOn && !canWithdraw && !hasWords) return nothing;
  return html`<details class="more seldom">
    <summary>${words.term('transcriptMore')}</summary>
    <div class="tools">
      ${isOn ? html`<p class="muted small">${words.term('transcriptLeaveText')}</p>` : nothing}
      ${isOn ? button('', words.term('transcriptLeave'), leave) : nothing}
      ${canWithdraw ? button('', words.term('transcriptWithdraw'), withdraw) : nothing}
      ${hasWords ? button('danger', words.term('transcriptDelete'), deleteAll) : nothing}
    </div>
  </details>`;
}

/** Offers to delete what was written, after one of the two took their consent back. */
export function withdrawnOffer(words: Words, deleteAll: () => void, keep: () => void): TemplateResult {
  return html`<div class="notice withdrawn" role="status">
    <p>${icon('lock')} ${words.term('transcriptWithdrawn')}</p>
    <div class="row">
      ${button('', words.term('transcriptDelete'), deleteAll)} ${button('quiet', words.term('transcriptKeep'), keep)}
    </div>
  </div>`;
}
