import { html, nothing, type TemplateResult } from 'lit';
import type { ConsentToReadQuery } from '../../generated/types.ts';
import { isolate } from '../../locale/isolate.ts';
import type { Words } from '../../locale/words.ts';
import { actButton } from '../../parts/act-button.ts';
import { consentBody } from '../../parts/consent.ts';
import { icon } from '../../parts/icon.ts';
import type { Standing } from './standing.ts';
import { button } from '../../parts/button.ts';

/** What people read before they say yes or no. */
export type ConsentText = ConsentToReadQuery['transcriptConsent'];

/** What the sheet can bring about. */
export interface ConsentSteps {
  /** Opens or closes the text for somebody who thinks about asking. */
  readonly consider: (isConsidering: boolean) => void;
  /** Undefined while a step is under way, as is `answer`. */
  readonly ask: (() => void) | undefined;
  readonly answer: ((agrees: boolean) => void) | undefined;
}

/** Everything about agreeing that there is to say now; nothing while it is recorded or could not be. */
export function consentSheet(
  words: Words,
  standing: Standing,
  text: ConsentText | undefined,
  isConsidering: boolean,
  steps: ConsentSteps,
): TemplateResult | typeof nothing {
  const { state, askedBy, two } = standing;
  const other = isolate(standing.otherName);
  if (state === 'ASKED' && askedBy === two.viewerPart) return waiting(words, other, steps);
  if (state === 'ASKED') return question(words, other, text, steps);
  if (standing.canAsk && isConsidering) return proposal(words, other, text, steps);
  if (standing.canAsk) return offer(words, state === 'OFF', steps);
  if (standing.isBarred) return html`<p class="muted">${words.term('transcriptDeclined', other)}</p>`;
  return nothing;
}

function offer(words: Words, isFirst: boolean, { consider }: ConsentSteps): TemplateResult {
  return html`<div class="offer">
    ${isFirst ? html`<p class="muted">${words.term('transcriptSuggestText')}</p>` : nothing}
    ${button(isFirst ? '' : 'quiet', words.term('transcriptSuggest'), () => consider(true))}
  </div>`;
}

function proposal(words: Words, other: string, text: ConsentText | undefined, steps: ConsentSteps): TemplateResult {
  return html`<section class="notice consent" part="consent" aria-labelledby="consent">
    ${consentBody(words, text)}
    <div class="row">
      ${actButton('primary', words.term('transcriptAsk', other), text && steps.ask)}
      ${actButton('quiet', words.term('cancel'), () => steps.consider(false))}
    </div>
  </section>`;
}

function question(
  words: Words,
  other: string,
  text: ConsentText | undefined,
  { answer }: ConsentSteps,
): TemplateResult {
  // Neither answer looks more wanted than the other.
  return html`<section class="notice consent" part="consent" aria-labelledby="consent">
    <p role="status">${words.term('transcriptAsks', other)}</p>
    ${consentBody(words, text)}
    <div class="row">
      ${actButton('', words.term('transcriptAgree'), text && answer && (() => answer(true)))}
      ${actButton('', words.term('transcriptDecline'), text && answer && (() => answer(false)))}
    </div>
  </section>`;
}

function waiting(words: Words, other: string, { answer }: ConsentSteps): TemplateResult {
  return html`<div class="offer">
    <p>${icon('clock')} ${words.term('transcriptAsked', other)}</p>
    ${actButton('quiet', words.term('transcriptTakeBack'), answer && (() => answer(false)))}
  </div>`;
}
