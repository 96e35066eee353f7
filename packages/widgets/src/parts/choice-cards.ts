import { css, html, nothing, type TemplateResult } from 'lit';
import { icon } from './icon.ts';

/** One card. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
}

/** A question with cards to answer it. */
export interface ChoiceCards {
  /** Names the group inside its element. */
  readonly name: string;
  readonly legend: string | TemplateResult;
  readonly choices: readonly Choice[];
  readonly chosen: string | null;
  /** A press or Enter means it; arrow keys only look around until the person goes on. */
  readonly onChoose: (value: string, isMeant: boolean) => void;
}

/** Cards that are radios: one is chosen, arrow keys walk, Space and Enter choose, names are read with descriptions. */
export function choiceCards({ name, legend, choices, chosen, onChoose }: ChoiceCards): TemplateResult {
  return html`<fieldset class="choices ${name}" @keydown=${(event: KeyboardEvent) => walk(event, onChoose)}>
    <legend>${legend}</legend>
    <div class="cards">
      ${choices.map((choice) => card(name, choice, choice.value === chosen, () => onChoose(choice.value, true)))}
    </div>
  </fieldset>`;
}

function card(
  name: string,
  { value, label, description }: Choice,
  checked: boolean,
  choose: () => void,
): TemplateResult {
  const id = `${name}-${value}`;
  return html`<label class="choice" part="choice" data-chosen=${checked ? 'yes' : nothing}>
    <input
      type="radio"
      name=${name}
      .value=${value}
      .checked=${checked}
      aria-labelledby="${id}-label"
      aria-describedby=${description ? `${id}-more` : nothing}
      @change=${choose}
    />
    <span class="choice-label" id="${id}-label">${label}</span>
    ${description ? html`<span class="choice-more" id="${id}-more">${description}</span>` : nothing}
    <span class="choice-mark">${icon('check')}</span>
  </label>`;
}

function walk(event: KeyboardEvent, onChoose: ChoiceCards['onChoose']): void {
  const { target, currentTarget } = event;
  if (!(target instanceof HTMLInputElement) || target.type !== 'radio' || !(currentTarget instanceof HTMLElement))
    return;
  if (event.key === 'Enter' && target.checked) return onChoose(target.value, true);
  const step = stepOf(event.key);
  if (step === 0) return;
  event.preventDefault();
  const radios = [...currentTarget.querySelectorAll<HTMLInputElement>('input[type=radio]')];
  const next = radios[(radios.indexOf(target) + step + radios.length) % radios.length];
  next?.focus();
  if (next) onChoose(next.value, false);
}

function stepOf(key: string): number {
  if (key === 'ArrowDown' || key === 'ArrowRight') return 1;
  return key === 'ArrowUp' || key === 'ArrowLeft' ? -1 : 0;
}

/** How the cards look. */
export const choiceCardStyles = css`
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    margin-block-end: 12px;
    padding: 0;
    font-weight: 600;
  }

  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 136px), 1fr));
    gap: 10px;
  }

  .choice {
    position: relative;
    display: flex;
    flex-direction: column;
    justify-content: center;
    gap: 2px;
    min-height: calc(var(--_control-height) + 12px);
    padding: 10px 14px;
    border: 1px solid var(--_control);
    border-radius: calc(var(--_radius) - 2px);
    background-color: var(--_bg);
    line-height: 1.5;
    cursor: pointer;
    transition:
      border-color var(--_motion),
      background-color var(--_motion);
  }

  .choice:hover {
    border-color: var(--_accent);
  }

  .choice input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }

  .choice:has(:focus-visible) {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }

  .choice-label {
    font-weight: 500;
  }

  .choice-more {
    color: var(--_muted);
    font-size: 0.8em;
    line-height: 1.55;
  }

  :host(:lang(en)) .choice-label {
    hyphens: auto;
  }

  .choice-mark {
    position: absolute;
    inset-block-start: -8px;
    inset-inline-end: -8px;
    display: grid;
    place-items: center;
    width: 22px;
    height: 22px;
    border: 2px solid var(--_bg);
    border-radius: 50%;
    background-color: var(--_accent);
    color: var(--_accent-text);
    font-size: 0.75em;
    visibility: hidden;
  }

  .choice[data-chosen] {
    border-color: var(--_accent);
    background-color: var(--_accent-soft);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }

  .choice[data-chosen] .choice-label {
    font-weight: 600;
  }

  .choice[data-chosen] .choice-mark {
    visibility: visible;
  }

  @media (forced-colors: active) {
    .choice[data-chosen] {
      outline: 3px solid Highlight;
    }
  }
`;
