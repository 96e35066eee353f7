import { css, html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Clarity } from '../../generated/types.ts';
import type { GradeMessages } from '../../locale/grade-messages.ts';
import type { Words } from '../../locale/words.ts';

/** The five answers from the clearest on, each with the name of its word. */
export const GRADES = [
  ['VERY_CLEAR', 'gradeVeryClear'],
  ['CLEAR', 'gradeClear'],
  ['SOMEWHAT', 'gradeSomewhat'],
  ['A_LITTLE', 'gradeALittle'],
  ['NOT_AT_ALL', 'gradeNotAtAll'],
] as const satisfies readonly (readonly [Clarity, keyof GradeMessages])[];

/** The question's answers, and what to do with the one that is pressed. */
export interface GradeScale {
  readonly legend: string;
  /** The answer on its way to the server; all others rest meanwhile. */
  readonly sending: Clarity | undefined;
  readonly describedBy: string;
  readonly onPress: (grade: Clarity) => void;
}

/** Five radios of which one press is the answer; arrow keys only look around, Space and Enter press. */
export function gradeScale(words: Words, scale: GradeScale): TemplateResult {
  return html`<fieldset class="scale" part="scale" aria-describedby=${scale.describedBy} @keydown=${walk(scale)}>
    <legend class="unseen">${scale.legend}</legend>
    ${GRADES.map(([grade, word], index) => gradeOf(grade, words.term(word), index, scale))}
  </fieldset>`;
}

function gradeOf(grade: Clarity, word: string, index: number, scale: GradeScale): TemplateResult {
  const { sending, onPress } = scale;
  return html`<label class="grade" part="grade" data-sending=${sending === grade ? 'yes' : nothing}>
    <input
      type="radio"
      name="grade"
      .value=${grade}
      .checked=${sending === grade}
      ?disabled=${sending !== undefined && sending !== grade}
      @change=${(event: Event) => pressed(event, grade, onPress)}
    />
    ${sunShape(4 - index)}<span>${word}</span>
  </label>`;
}

// The browser marks what is pressed; here it is marked only while it is on its way.
function pressed({ target }: Event, grade: Clarity, onPress: GradeScale['onPress']): void {
  if (target instanceof HTMLInputElement) target.checked = false;
  onPress(grade);
}

function walk({ onPress }: GradeScale): (event: KeyboardEvent) => void {
  return (event) => {
    const { target, currentTarget, key } = event;
    if (!(target instanceof HTMLInputElement) || !(currentTarget instanceof HTMLElement)) return;
    const grade = GRADES.find(([one]) => one === target.value)?.[0];
    if (key === 'Enter' && grade) return onPress(grade);
    const step = key === 'ArrowDown' || key === 'ArrowRight' ? 1 : key === 'ArrowUp' || key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const radios = [...currentTarget.querySelectorAll('input')];
    radios[(radios.indexOf(target) + step + radios.length) % radios.length]?.focus();
  };
}

const RADIUS = 11;
const MIDDLE = { x: 24, y: 19 };
const MIST = [
  [24, 13.5, 8],
  [21, 19, 13],
  [27, 24.5, 13],
  [24, 30, 17],
] as const;

/** A sun that rises out of the mist: 0 is mist alone, 4 the whole sun with its rays. */
export function sunShape(level: number): SVGTemplateResult {
  const mist = MIST.slice(level).map(([x, y, half]) => `M${x - half} ${y}H${x + half}`);
  const rays =
    level === 4
      ? 'M24 3V1M8 19H6M42 19h-2M12.7 7.7l-1.4-1.4M35.3 7.7l1.4-1.4M12.7 30.3l-1.4 1.4M35.3 30.3l1.4 1.4M24 35v2'
      : '';
  return svg`<svg class="sun" viewBox="0 0 48 38" aria-hidden="true">
    <path class="disc" d=${discAbove(level)} /><path class="mist" d=${[...mist, rays].join('')} />
  </svg>`;
}

/** The part of the disc that stands out of the mist: level quarters of its height. */
function discAbove(level: number): string {
  const { x, y } = MIDDLE;
  const full = `M${x - RADIUS} ${y}a${RADIUS} ${RADIUS} 0 1 1 ${2 * RADIUS} 0a${RADIUS} ${RADIUS} 0 1 1 ${-2 * RADIUS} 0z`;
  if (level === 0) return '';
  if (level === 4) return full;
  const cut = y + RADIUS - (1 - level / 4) * 2 * RADIUS;
  const half = Math.sqrt(RADIUS ** 2 - (cut - y) ** 2);
  return `M${x - half} ${cut}A${RADIUS} ${RADIUS} 0 ${cut > y ? 1 : 0} 1 ${x + half} ${cut}z`;
}

/** How the answers look: side by side where there is room, one below the other where there is not. */
export const gradeStyles = css`
  .scale {
    display: grid;
    gap: 8px;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  .grade {
    position: relative;
    display: flex;
    align-items: center;
    gap: 16px;
    min-height: calc(var(--_control-height) + 12px);
    padding: 8px 18px;
    border: 1px solid var(--_control);
    border-radius: calc(var(--_radius) - 2px);
    background-color: var(--_bg);
    font-weight: 500;
    line-height: 1.4;
    cursor: pointer;
    transition:
      border-color var(--_motion),
      background-color var(--_motion);
  }

  .grade:hover:not(:has(:disabled)) {
    border-color: var(--_accent);
    background-color: var(--_accent-soft);
  }

  .grade:has(:focus-visible) {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }

  .grade[data-sending] {
    border-color: var(--_accent);
    background-color: var(--_accent-soft);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }

  .grade:has(:disabled) {
    border-style: dashed;
    color: var(--_muted);
    cursor: default;
  }

  .grade input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    margin: 0;
    opacity: 0;
    cursor: inherit;
  }

  .sun {
    flex: none;
    width: 48px;
    height: 38px;
    color: var(--_accent);
  }

  .grade:has(:disabled) .sun {
    color: var(--_muted);
  }

  .sun .disc {
    fill: currentColor;
  }

  .sun .mist {
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
  }

  @container (min-width: 600px) {
    .scale {
      grid-template-columns: repeat(5, 1fr);
    }

    .grade {
      flex-direction: column;
      justify-content: flex-start;
      gap: 10px;
      padding: 20px 8px 16px;
      text-align: center;
    }

    .sun {
      width: 56px;
      height: 44px;
    }
  }

  @media (forced-colors: active) {
    .grade[data-sending] {
      outline: 3px solid Highlight;
    }
  }
`;
