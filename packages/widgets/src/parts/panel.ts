import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../data/failure.ts';
import type { Words } from '../locale/words.ts';
import { icon, type IconName } from './icon.ts';

/** What stands where the content would be: a mark, a title, a sentence and what one can do. */
export interface PanelContent {
  readonly mark: IconName;
  readonly title: string;
  readonly text: string;
  readonly action?: TemplateResult | typeof nothing;
}

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

function failedContent(words: Words, failure: Failure, retry: () => void): PanelContent {
  const again = html`<button type="button" class="button" part="button" @click=${retry}>
    ${words.term('retry')}
  </button>`;
  switch (failure.kind) {
    case 'signed-out':
      return { mark: 'lock', title: words.term('signedOutTitle'), text: words.term('signedOutText'), action: again };
    case 'offline':
      return { mark: 'cloud', title: words.term('offlineTitle'), text: words.term('offlineText'), action: again };
    case 'absent':
      return { mark: 'talk', title: words.term('absentTitle'), text: words.term('absentText') };
    default:
      return { mark: 'alert', title: words.term('failedTitle'), text: faultText(words, failure), action: again };
  }
}

function faultText(words: Words, { message, requestId }: Failure): string {
  const reference = requestId && words.term('reference', requestId);
  return [message || words.term('failedText'), reference].filter(Boolean).join(' ');
}
