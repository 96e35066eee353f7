import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../data/failure.ts';
import type { Words } from '../locale/words.ts';
import { icon, type IconName } from './icon.ts';
import { button } from './button.ts';

/** What stands where the content would be: a mark, a title, a sentence and what one can do. */
export interface PanelContent {
  readonly mark: IconName;
  readonly title: string;
  readonly text: string;
  readonly action?: TemplateResult | typeof nothing;
}

/** What is said of a failure: its message, where it has one, and the reference to it in the server's log. */
type Fault = Pick<Failure, 'message'> & Partial<Pick<Failure, 'requestId'>>;

/** A panel in place of content. */
export function panel({ mark, title, text, action = nothing }: PanelContent): TemplateResult {
  return html`<div class="panel" part="panel">
    <span class="mark">${icon(mark)}</span>
    <h2>${title}</h2>
    <p>${text}</p>
    ${action}
  </div>`;
}

/** What stands in for content that is under way. */
export function skeleton(words: Words): TemplateResult {
  return html`<div class="skeleton" role="status">
    <i></i><i></i><i></i><i></i><span class="unseen">${words.term('waiting')}</span>
  </div>`;
}

/** What stands in for content that could not be had, in the `error` slot, with a way to try again. */
export function failedPanel(words: Words, failure: Failure, retry: () => void): TemplateResult {
  return html`<slot name="error"><div role="alert">${panel(failedContent(words, failure, retry))}</div></slot>`;
}

/** Content that may be out of date, under a line that says so. */
export function staleNote(words: Words, content: TemplateResult, failure: Failure | undefined): TemplateResult {
  const note =
    failure && html`<p class="status"><span class="trouble">${icon('cloud')}${words.term('stale')}</span></p>`;
  return html`${note}${content}`;
}

/** Why a step did not go through, in a line that is read out; nothing where nothing stands in the way. */
export function troubleLine(words: Words, failure: Fault | undefined): TemplateResult | typeof nothing {
  return failure ? html`<p class="field-error" role="alert">${faultText(words, failure)}</p>` : nothing;
}

function failedContent(words: Words, failure: Failure, retry: () => void): PanelContent {
  const action = button('', words.term('retry'), retry);
  switch (failure.kind) {
    case 'signed-out':
      return { mark: 'lock', title: words.term('signedOutTitle'), text: words.term('signedOutText'), action };
    case 'offline':
      return { mark: 'cloud', title: words.term('offlineTitle'), text: words.term('offlineText'), action };
    case 'absent':
      return { mark: 'talk', title: words.term('absentTitle'), text: words.term('absentText') };
    default:
      return { mark: 'alert', title: words.term('failedTitle'), text: faultText(words, failure), action };
  }
}

/** Why something did not go through: in the server's words, or else with the reference to it in the server's log. */
export function faultText(words: Words, failure: Fault | undefined): string {
  if (!failure) return '';
  const { message, requestId } = failure;
  const reference = requestId && words.term('reference', requestId);
  return message || [words.term('failedText'), reference].filter(Boolean).join(' ');
}
