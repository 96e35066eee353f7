import { html, nothing, type TemplateResult } from 'lit';
import { departmentChoices, type DepartmentOption } from '../../console/department-choice.ts';
import type { Typed } from '../../console/form-draft.ts';
import { textIn } from '../../console/sheet.ts';
import type { SetGuidelineInput } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';

/** What stands in the form of a new rule: what was typed before, or once a month for half an hour. */
export function guidelineForm(words: Words, typed: Typed, departments: readonly DepartmentOption[]): TemplateResult {
  const chosen = typed['departmentId']?.[0] ?? '';
  const whom = [{ value: '', name: words.term('guidelineAll') }, ...departmentChoices(departments)];
  return html`
    ${
      Object.keys(typed).length > 0
        ? html`<p class="small muted" role="status">${words.term('consoleRestored')}</p>`
        : nothing
    }
    <div class="field">
      <label for="departmentId">${words.term('guidelineFor')}</label>
      <select id="departmentId" name="departmentId" part="select">
        ${whom.map(({ value, name }) => html`<option value=${value} ?selected=${value === chosen}>${name}</option>`)}
      </select>
    </div>
    <div class="pair">
      ${number(words.term('guidelineSessions'), 'sessions', 0, 31, typed['sessions']?.[0] ?? '1')}
      ${number(words.term('guidelineMonths'), 'everyMonths', 1, 3, typed['everyMonths']?.[0] ?? '1')}
      ${number(words.term('guidelineMinutes'), 'minutes', 5, 240, typed['minutes']?.[0] ?? '30')}
    </div>
    <div class="pair">
      ${day(words, 'guidelineFirstDay', 'from', typed['from']?.[0] ?? '', true)}
      ${day(words, 'guidelineLastDay', 'until', typed['until']?.[0] ?? '', false)}
    </div>
  `;
}

function number(label: string, name: string, least: number, most: number, value: string): TemplateResult {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <input type="number" id=${name} name=${name} part="input" required min=${least} max=${most} .value=${value} />
  </div>`;
}

function day(
  words: Words,
  label: 'guidelineFirstDay' | 'guidelineLastDay',
  name: string,
  value: string,
  isRequired: boolean,
): TemplateResult {
  return html`<div class="field">
    <label for=${name}
      >${words.term(label)}${
        isRequired ? nothing : html`<span class="optional">${words.term('optional')}</span>`
      }</label
    >
    <input type="date" id=${name} name=${name} part="input" ?required=${isRequired} .value=${value} />
  </div>`;
}

/** What was given in the form, as the server takes it. */
export function guidelineIn(given: FormData): SetGuidelineInput {
  return {
    departmentId: textIn(given, 'departmentId') || null,
    sessions: Number(textIn(given, 'sessions')),
    everyMonths: Number(textIn(given, 'everyMonths')),
    minutes: Number(textIn(given, 'minutes')),
    from: textIn(given, 'from'),
    until: textIn(given, 'until') || null,
  };
}
