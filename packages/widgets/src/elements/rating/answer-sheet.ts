import { html, nothing, type TemplateResult } from 'lit';
import type { Clarity, RatedFragment, RatingUse } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';
import { icon } from '../../parts/icon.ts';
import { whenLine } from '../../parts/meeting-head.ts';
import { gradeScale } from './grades.ts';
import { button } from '../../parts/button.ts';

/** The question with all that has to be read before it is answered. */
export interface AnswerSheet {
  readonly session: RatedFragment;
  /** What the member chose to become of the answer, where that is theirs to choose. */
  readonly use: RatingUse | undefined;
  readonly sending: Clarity | undefined;
  /** Why the last press did not arrive; empty where it did. */
  readonly trouble: string;
  readonly onUse: (use: RatingUse) => void;
  readonly onPress: (grade: Clarity) => void;
  readonly onDecline: () => void;
}

/** Whether the member has to say first what becomes of the answer: wherever it is not simply one of many. */
export function askedUse({ audience }: RatedFragment): boolean {
  const [only, ...others] = audience?.choices ?? [];
  return only?.use !== 'COUNTERPART' || others.length > 0;
}

/** Whom it was with, when, and what is to be said about it. */
export function ratingHead(words: Words, session: RatedFragment, title: string): TemplateResult {
  return html`<header class="head" part="head">
    <p class="eyebrow">${words.term('talkWith', session.counterpart.name)}</p>
    <h2 tabindex="-1">${title}</h2>
    ${whenLine(words, session)}
  </header>`;
}

/** The question, who will see the answer right above the five answers, and a way not to answer. */
export function answerSheet(words: Words, sheet: AnswerSheet): TemplateResult {
  const { session, use, trouble, onDecline } = sheet;
  const isAsked = askedUse(session);
  return html`
    ${ratingHead(words, session, words.term('ratingTitle'))} ${isAsked ? useQuestion(words, sheet) : nothing}
    ${isAsked && use === undefined ? nothing : answers(words, sheet)}
    ${trouble ? html`<p class="notice warning trouble" role="alert">${icon('alert')}<span>${trouble}</span></p>` : nothing}
    ${button('quiet decline', words.term('ratingDecline'), onDecline)}
  `;
}

function answers(words: Words, { session: { audience }, use, sending, onPress }: AnswerSheet): TemplateResult {
  const line = audience?.choices.find((one) => one.use === use)?.line ?? audience?.line ?? '';
  const legend = words.term('ratingTitle');
  return html`<div class="answer">
    ${lockedLine(line)} ${gradeScale(words, { legend, sending, describedBy: 'audience once', onPress })}
    <p class="muted small" id="once">${words.term('ratingOnePress')}</p>
  </div>`;
}

function lockedLine(line: string): TemplateResult {
  return html`<p class="audience" part="audience" id="audience">${icon('lock')}<span>${line}</span></p>`;
}

function useQuestion(words: Words, { session: { audience }, use, onUse }: AnswerSheet): TemplateResult {
  const choice = ({ use: value, label, line }: NonNullable<RatedFragment['audience']>['choices'][number]) =>
    html`<label class="use" part="use" data-chosen=${value === use ? 'yes' : nothing}>
      <input type="radio" name="use" .value=${value} .checked=${value === use} @change=${() => onUse(value)} />
      <span><b>${label}</b><span class="muted small">${line}</span></span>
    </label>`;
  return html`<fieldset class="uses" aria-describedby="before">
    <p class="muted" id="before">${audience?.line}</p>
    <legend>${words.term('ratingUse')}</legend>
    ${audience?.choices.map(choice)}
  </fieldset>`;
}
