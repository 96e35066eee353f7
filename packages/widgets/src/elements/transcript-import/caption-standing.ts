import { html, nothing, type TemplateResult } from 'lit';
import type { CaptionsConsentQuery, CaptionsImportFragment, CaptionsTalkFragment } from '../../generated/types.ts';
import { isolate } from '../../locale/isolate.ts';
import type { Words } from '../../locale/words.ts';
import { actButton } from '../../parts/act-button.ts';
import { consentBody } from '../../parts/consent.ts';
import { icon } from '../../parts/icon.ts';
import { otherOf } from '../../parts/meeting-head.ts';
import { issueList } from './caption-form.ts';

/** What people read before they say yes or no to an import. */
export type CaptionsConsentText = CaptionsConsentQuery['transcriptImportConsent'];

/** What can be done about an import. */
export interface ImportActs {
  /** Undefined while a step is under way. */
  readonly answer: ((agrees: boolean) => void) | undefined;
  readonly stop: () => void;
  readonly undo: (kept: NonNullable<CaptionsImportFragment['kept']>) => void;
}

/** How an import stands for the reader, and what they can do about it. */
export function importStanding(
  words: Words,
  talk: CaptionsTalkFragment,
  one: CaptionsImportFragment,
  text: CaptionsConsentText | undefined,
  acts: ImportActs,
): TemplateResult {
  switch (one.state) {
    case 'ASKED':
      return one.askedBy === talk.viewerPart ? waiting(words, talk, acts) : question(words, talk, one, text, acts);
    case 'AGREED':
      return progress(words, one, acts);
    case 'DONE':
    case 'REFUSED':
      return outcome(words, one, acts);
    default:
      return one.state === 'DECLINED' ? said(words.term('captionsDeclined')) : html``;
  }
}

const said = (text: string): TemplateResult => html`<p role="status">${text}</p>`;

const otherName = (talk: CaptionsTalkFragment): string => isolate(otherOf(talk).name);

function waiting(words: Words, talk: CaptionsTalkFragment, { answer }: ImportActs): TemplateResult {
  return html`<section class="standing">
    <p role="status">${icon('clock')} ${words.term('captionsAsked', otherName(talk))}</p>
    ${actButton('quiet', words.term('captionsTakeBack'), answer && (() => answer(false)))}
  </section>`;
}

function question(
  words: Words,
  talk: CaptionsTalkFragment,
  { segments, issues }: CaptionsImportFragment,
  text: CaptionsConsentText | undefined,
  { answer }: ImportActs,
): TemplateResult {
  // Neither answer looks more wanted than the other.
  return html`<section class="notice consent" part="consent" aria-labelledby="consent">
    <p role="status">${words.term('captionsAsks', otherName(talk), segments)}</p>
    ${consentBody(words, text)} ${issueList(words, issues)}
    <div class="row">
      ${actButton('', words.term('captionsAgree'), text && answer && (() => answer(true)))}
      ${actButton('', words.term('captionsDecline'), text && answer && (() => answer(false)))}
    </div>
  </section>`;
}

function progress(words: Words, { taken, segments }: CaptionsImportFragment, { stop }: ImportActs): TemplateResult {
  return html`<section class="standing">
    <div class="field" role="status">
      <label for="progress">${words.term('captionsTaking')}</label>
      <progress id="progress" max=${segments} .value=${taken}></progress>
      <span class="small muted">${words.term('captionsProgress', taken, segments)}</span>
    </div>
    ${actButton('quiet', words.term('captionsStop'), stop)}
  </section>`;
}

function outcome(
  words: Words,
  { state, taken, kept, issues }: CaptionsImportFragment,
  { undo }: ImportActs,
): TemplateResult {
  const isDone = state === 'DONE';
  const ended = isDone ? words.term('captionsDone', taken) : words.term('captionsRefused');
  return html`<section class="standing">
    ${said(kept || !isDone ? ended : words.term('captionsUndone'))} ${issueList(words, issues)}
    ${kept ? actButton('', words.term('captionsUndo'), () => undo(kept)) : nothing}
  </section>`;
}
