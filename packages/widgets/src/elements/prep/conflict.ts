import { css, html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../../locale/words.ts';
import type { Agenda, AgendaTheme } from './agenda.ts';
import { button } from '../../parts/button.ts';

/** Two versions, one of which is to stay. */
export interface ConflictView {
  readonly mine: Agenda;
  readonly theirs: Agenda;
  readonly linesOf: (theme: AgendaTheme) => TemplateResult;
  readonly onResolve: (keepMine: boolean) => void;
}

/** What two versions side by side look like. */
export const conflictStyles = css`
  .sides {
    display: grid;
    gap: calc(var(--_space) * 2);
  }

  @container (min-width: 560px) {
    .sides {
      grid-template-columns: 1fr 1fr;
    }
  }

  .side {
    display: flex;
    flex-direction: column;
    gap: var(--_space);
    padding: 16px;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) - 2px);
    background-color: var(--_bg);
  }

  .side .button {
    margin-block-start: auto;
  }

  .side .note {
    white-space: pre-wrap;
  }
`;

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
    ${agenda.themes.map(view.linesOf)}
    ${agenda.themes.length === 0 ? html`<p class="muted">${words.term('prepNothing')}</p>` : nothing}
    ${agenda.note ? html`<p class="small note">${agenda.note}</p>` : nothing} ${button('', label, press)}
  </div>`;
}
