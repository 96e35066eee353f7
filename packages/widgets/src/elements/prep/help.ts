import { html, nothing, type TemplateResult } from 'lit';
import type { PrepHelpQuery } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';
import { questionTabs } from '../../parts/question-tabs.ts';
import { tabStyles } from '../../parts/tabs.ts';

/** Questions and hints for one theme. */
export interface Help {
  readonly title: string;
  readonly help: PrepHelpQuery | undefined;
  /** 0 past, 1 present, 2 future. */
  readonly tense: number;
  readonly onTense: (tense: number) => void;
}

/** How it looks, beside what the element wears. */
export const helpStyles = tabStyles;

/** Questions to think it over, looking back, now and ahead, and what helped others with the same wish. */
export function helpPanel(words: Words, { title, help, tense, onTense }: Help): TemplateResult {
  return html`<section class="help notice" part="help" aria-label=${`${words.term('prepHelp')}：${title}`}>
    <h4>${words.term('prepQuestions')}</h4>
    ${questionTabs(words, words.term('prepQuestions'), help?.questions, tense, onTense)} ${hintList(words, help)}
  </section>`;
}

function hintList(words: Words, help: PrepHelpQuery | undefined): TemplateResult | typeof nothing {
  const hints = help?.hints.nodes ?? [];
  if (hints.length === 0) return nothing;
  return html`<h4 class="hints-title">${words.term('prepHints')}</h4>
    <ul class="hints">
      ${hints.map(({ text, language }) => html`<li lang=${language}>${text}</li>`)}
    </ul>`;
}
