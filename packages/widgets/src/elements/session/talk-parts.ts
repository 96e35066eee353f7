import { html, nothing, type TemplateResult } from 'lit';
import type { NamedFragment, TalkedThemeFragment, TalkingFragment } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';

/** The two, and which of them has the session open. */
export function peopleRow(
  words: Words,
  { member, counterpart, viewerPart }: TalkingFragment,
  here: ReadonlySet<string>,
): TemplateResult {
  const viewer = viewerPart === 'MEMBER' ? member : counterpart;
  const row = (one: NamedFragment): TemplateResult => {
    const isHere = here.has(one.id);
    return html`<li class="person" part="person" data-here=${isHere ? 'yes' : nothing}>
      <span class="face" aria-hidden="true">${one.name.slice(0, 1)}</span>
      <span>
        <b>${one === viewer ? words.term('sessionYou') : words.term('person', one.name)}</b>
        <span class="muted small">${words.term(isHere ? 'sessionHere' : 'sessionNotHere')}</span>
      </span>
    </li>`;
  };
  return html`<ul class="people" aria-label=${words.term('sessionPresence')} aria-live="polite">
    ${[member, counterpart].map(row)}
  </ul>`;
}

/** The agenda, each theme with a box for "we talked about it". */
export function talkAgenda(
  words: Words,
  themes: readonly TalkedThemeFragment[],
  canMark: boolean,
  onMark: (theme: TalkedThemeFragment, box: HTMLInputElement) => void,
): TemplateResult | typeof nothing {
  if (themes.length === 0) return nothing;
  return html`<section class="agenda" part="agenda">
    <h3>${words.term('sessionAgenda')}</h3>
    <ul>
      ${themes.map((theme) => agendaRow(words, theme, canMark, (box) => onMark(theme, box)))}
    </ul>
  </section>`;
}

function agendaRow(
  words: Words,
  theme: TalkedThemeFragment,
  canMark: boolean,
  mark: (box: HTMLInputElement) => void,
): TemplateResult {
  const isDone = theme.state === 'DONE';
  const text = html`<span><b>${theme.title}</b><span class="muted small">${theme.response.name}</span></span>`;
  if (!canMark) return html`<li class="line">${text}</li>`;
  return html`<li data-done=${isDone ? 'yes' : nothing}>
    <label>
      <input
        type="checkbox"
        aria-label=${words.term('sessionMarkDone', theme.title)}
        .checked=${isDone}
        @change=${({ currentTarget }: { currentTarget: HTMLInputElement }) => mark(currentTarget)}
      />
      ${text}
    </label>
  </li>`;
}
