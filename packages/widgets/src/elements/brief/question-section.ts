import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../../locale/words.ts';
import { tabs, tabStyles } from '../../parts/tabs.ts';
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
  const questions = [set.past, set.present, set.future][tense] ?? [];
  return html`<section class="block wide">
    <h3 class="caption">${words.term('briefQuestions')}</h3>
    ${tabs({
      id: 'tense',
      label: words.term('briefQuestions'),
      tabs: [words.term('past'), words.term('present'), words.term('future')],
      chosen: tense,
      onChoose: onTense,
      panel: html`<ul class="questions">
        ${questions.map((one) => html`<li>${one}</li>`)}
      </ul>`,
    })}
  </section>`;
}
