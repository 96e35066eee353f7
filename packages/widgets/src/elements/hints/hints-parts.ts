import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { OwnHintFragment, SharedHintFragment } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';
import { icon, type IconName } from '../../parts/icon.ts';

/** Hints of others, newest first. Only the month is said, so that nobody is recognised by the day. */
export function hintList(
  words: Words,
  hints: readonly SharedHintFragment[],
  voiceOn: (hint: SharedHintFragment) => TemplateResult,
): TemplateResult {
  return html`<ul class="hints">
    ${repeat(
      hints,
      ({ id }) => id,
      (one) => sharedHint(words, one, voiceOn(one)),
    )}
  </ul>`;
}

function sharedHint(
  words: Words,
  { kind, text, language, leftOn, helpedAtLeast }: SharedHintFragment,
  voice: TemplateResult,
): TemplateResult {
  const helped =
    typeof helpedAtLeast === 'number'
      ? html`<span class="apart">${words.term('hintsHelpedMany', helpedAtLeast)}</span>`
      : nothing;
  return html`<li class="hint" part="hint">
    <p class="words" lang=${language}>${text}</p>
    <p class="muted small">${kindText(words, kind)}<span class="apart">${monthText(words, leftOn)}</span>${helped}</p>
    ${voice}
  </li>`;
}

/** A hint that waits for review: for what, the words, and whose side tells it. */
export function waitingHint(
  words: Words,
  { text, language, kind, leftOn }: OwnHintFragment,
  cell: string,
): TemplateResult {
  return html`<p class="words" lang=${language}>${text}</p>
    <p class="muted small">
      ${cell}<span class="apart">${kindText(words, kind)}</span><span class="apart">${monthText(words, leftOn)}</span>
    </p>`;
}

/** One's own hint with where it stands in review, why it was turned down, and what one can do. */
export function ownHint(
  words: Words,
  { text, language, leftOn, state, reason }: OwnHintFragment,
  cell: string,
  action: TemplateResult | typeof nothing,
): TemplateResult {
  const [mark, word, look] = STATES[state];
  return html`<p class="words" lang=${language}>${text}</p>
    ${reason ? html`<p class="reason">${words.term('hintsReason', reason)}</p>` : nothing}
    <div class="foot">
      <span class="pill ${look}" part="state">${icon(mark)}${words.term(word)}</span>
      <span class="muted small">${cell}<span class="apart">${monthText(words, leftOn)}</span></span>
      ${action}
    </div>`;
}

const STATES = {
  PENDING: ['clock', 'hintsPending', ''],
  APPROVED: ['check', 'hintsApproved', 'accent'],
  REJECTED: ['alert', 'hintsRejected', 'warning'],
} as const satisfies Record<OwnHintFragment['state'], readonly [IconName, string, string]>;

function kindText(words: Words, kind: SharedHintFragment['kind']): string {
  return words.term(kind === 'WHAT_HELPED' ? 'hintsHelped' : 'hintsDid');
}

function monthText({ language }: Words, day: string): string {
  const format = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', timeZone: 'UTC' });
  return format.format(new Date(day));
}
