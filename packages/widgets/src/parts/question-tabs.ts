import { html, type TemplateResult } from 'lit';
import type { Words } from '../locale/words.ts';
import { tabs } from './tabs.ts';

/** Questions that look back, at now and ahead. */
interface Questions {
  readonly past: readonly string[];
  readonly present: readonly string[];
  readonly future: readonly string[];
}

/** A tab for each tense with its questions: 0 past, 1 present, 2 future. The tabs stand there without any while they are loaded. */
export function questionTabs(
  words: Words,
  label: string,
  set: Questions | undefined,
  tense: number,
  onTense: (tense: number) => void,
): TemplateResult {
  const questions = [set?.past, set?.present, set?.future][tense] ?? [];
  return tabs({
    id: 'tense',
    label,
    tabs: [words.term('past'), words.term('present'), words.term('future')],
    chosen: tense,
    onChoose: onTense,
    panel: html`<ul class="questions">
      ${questions.map((one) => html`<li>${one}</li>`)}
    </ul>`,
  });
}
