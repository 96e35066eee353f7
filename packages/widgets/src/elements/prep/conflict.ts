import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../../locale/words.ts';
import type { Agenda } from './agenda.ts';
import { themeLines, type AgendaList } from './agenda-list.ts';

/** Two versions, one of which is to stay. */
export interface ConflictView extends Pick<AgendaList, 'topics' | 'responses'> {
  readonly mine: Agenda;
  readonly theirs: Agenda;
  readonly onResolve: (keepMine: boolean) => void;
}

/** Shows both versions side by side; until one is chosen, neither is lost. */
export function conflictPanel(words: Words, view: ConflictView): TemplateResult {
  const { mine, theirs, onResolve } = view;
  return html`<section class="notice warning" role="alert" part="conflict">
    <h3>${words.term('prepConflictTitle')}</h3>
    <p>${words.term('prepConflictText')}</p>
    <div class="sides">
      ${side(words, view, mine, words.term('prepConflictMine'), words.term('prepKeepMine'), () => onResolve(true))}
      ${side(words, view, theirs, words.term('prepConflictTheirs'), words.term('prepKeepTheirs'), () => onResolve(false))}
    </div>
  </section>`;
}

function side(
  words: Words,
  view: ConflictView,
  agenda: Agenda,
  title: string,
  label: string,
  press: () => void,
): TemplateResult {
  return html`<div class="side">
    <h4>${title}</h4>
    ${agenda.themes.map((theme) => themeLines(theme, view))}
    ${agenda.themes.length === 0 ? html`<p class="muted">${words.term('prepNothing')}</p>` : nothing}
    ${agenda.note ? html`<p class="small note">${agenda.note}</p>` : nothing}
    <button type="button" class="button" part="button" @click=${press}>${label}</button>
  </div>`;
}
