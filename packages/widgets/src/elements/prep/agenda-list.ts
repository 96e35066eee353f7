import { html, nothing, type TemplateResult } from 'lit';
import type { GuidedFragment, OfferedResponseFragment, OfferedTopicFragment } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';
import type { Agenda, AgendaTheme } from './agenda.ts';
import { titleOf } from './choosing.ts';
import { isRequired } from './guided.ts';
import { button } from '../../parts/button.ts';

/** What the list shows and what it says back. */
export interface AgendaList {
  readonly agenda: Agenda;
  readonly topics: readonly OfferedTopicFragment[];
  readonly responses: readonly OfferedResponseFragment[];
  /** What the company recommends and requires. */
  readonly guided: readonly GuidedFragment[];
  /** Whether the themes can still be changed. */
  readonly canChange: boolean;
  /** The theme that is being changed below. */
  readonly changing: number | undefined;
  readonly onChange: (place: number) => void;
  readonly onRemove: (place: number) => void;
}

/** The agenda: each theme with the response wanted, the first as the main one. */
export function agendaList(words: Words, view: AgendaList): TemplateResult {
  const { agenda } = view;
  return html`<section class="agenda" tabindex="-1" aria-labelledby="agenda-title">
    <h3 id="agenda-title">${words.term('prepAgenda')}</h3>
    <ol part="agenda">
      ${agenda.themes.map((theme, place) => row(words, view, theme, place))}
    </ol>
  </section>`;
}

/** A theme in one line each for topic and response, without anything to press. */
export function themeLines(
  theme: AgendaTheme,
  { topics, responses }: Pick<AgendaList, 'topics' | 'responses'>,
): TemplateResult {
  const response = responses.find(({ kind }) => kind === theme.response)?.name;
  return html`<span class="theme-text"
    ><b>${titleOf(theme, topics)}</b><span class="muted small">${response}</span></span
  >`;
}

function row(words: Words, view: AgendaList, theme: AgendaTheme, place: number): TemplateResult {
  const { canChange, changing, guided, onChange, onRemove, topics } = view;
  const isKept = isRequired(guided, theme.topicId);
  const title = titleOf(theme, topics);
  return html`<li class="theme" part="theme" data-changing=${changing === place ? 'yes' : nothing}>
    <span class="number" aria-hidden="true">${place + 1}</span>
    ${themeLines(theme, view)}
    ${
      canChange
        ? html`<span class="theme-tools">
            ${button('quiet small', words.term('prepChange'), () => onChange(place), words.term('prepChangeTheme', title))}
            ${isKept ? html`<span class="muted small">${words.term('prepRequired')}</span>` : button('quiet small', words.term('prepRemove'), () => onRemove(place), words.term('prepRemoveTheme', title))}
          </span>`
        : nothing
    }
  </li>`;
}
