import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../../locale/words.ts';
import { questionTabs } from '../../parts/question-tabs.ts';
import { tabStyles } from '../../parts/tabs.ts';
import type { BriefContent } from './brief-sections.ts';

/** How it looks, beside what the element wears. */
export const questionStyles = tabStyles;

/** Questions one could ask about the main theme. */
export function questionSection(
  words: Words,
  { themes }: BriefContent,
  tense: number,
  onTense: (tense: number) => void,
): TemplateResult | typeof nothing {
  const set = themes[0]?.questions;
  if (!set) return nothing;
  return html`<section class="block wide">
    <h3 class="caption">${words.term('briefQuestions')}</h3>
    ${questionTabs(words, words.term('briefQuestions'), set, tense, onTense)}
  </section>`;
}
