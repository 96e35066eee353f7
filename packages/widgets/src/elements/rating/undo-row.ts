import { html, svg, type TemplateResult } from 'lit';
import type { Words } from '../../locale/words.ts';
import { icon } from '../../parts/icon.ts';

/** How long the answer can still be taken back, and how. */
export interface UndoRow {
  /** Seconds that are left; 0 when it is over. */
  readonly left: number;
  readonly of: number;
  /** Why it could not be taken back. */
  readonly refusal: string | undefined;
  readonly onUndo: () => void;
  /** The person is at the button, or has left it. */
  readonly onHold: (isHeld: boolean) => void;
}

const AROUND = 2 * Math.PI * 15;

/** The seconds in figures within a ring that empties, and the button; while somebody is at it, time stands still. */
export function undoRow(words: Words, row: UndoRow): TemplateResult {
  const { left, refusal } = row;
  if (refusal) return html`<p class="undo" part="undo" role="alert">${icon('alert')}${refusal}</p>`;
  if (left === 0) return html`<p class="undo done" part="undo">${icon('check')}${words.term('ratingReceived')}</p>`;
  return html`<div class="undo" part="undo">
    ${ring(row)}
    <span role="timer" aria-live="off">${words.term('ratingUndoFor', left)}</span>
    ${button(words, row)}
  </div>`;
}

function button(words: Words, { onUndo, onHold }: UndoRow): TemplateResult {
  return html`<button
    type="button"
    class="button"
    part="button"
    @click=${onUndo}
    @pointerenter=${() => onHold(true)}
    @pointerleave=${() => onHold(false)}
    @focus=${() => onHold(true)}
    @blur=${() => onHold(false)}
  >
    ${icon('undo')}${words.term('ratingUndo')}
  </button>`;
}

function ring({ left, of }: UndoRow): TemplateResult {
  return html`<svg class="ring" viewBox="0 0 36 36" aria-hidden="true">
    ${svg`<circle class="whole" cx="18" cy="18" r="15" /><circle class="rest" cx="18" cy="18" r="15"
      transform="rotate(-90 18 18)" stroke-dasharray=${AROUND} stroke-dashoffset=${AROUND * (1 - left / of)} /><text x="18" y="18"
      text-anchor="middle" dominant-baseline="central">${left}</text>`}
  </svg>`;
}
