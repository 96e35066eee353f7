import { html, type TemplateResult } from 'lit';
import { departmentChoices, type DepartmentOption } from '../../console/department-choice.ts';
import type { Typed } from '../../console/form-draft.ts';
import { choiceField, lineField } from '../../console/form-field.ts';
import { textIn } from '../../console/sheet.ts';
import type { SetGuidelineInput } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';

/** What stands in the form of a new rule: what was typed before, or once a month for half an hour. */
export function guidelineForm(words: Words, typed: Typed, departments: readonly DepartmentOption[]): TemplateResult {
  const whom = [{ value: '', name: words.term('guidelineAll') }, ...departmentChoices(departments)];
  const number = (name: string, label: string, least: number, most: number, usual: string): TemplateResult =>
    lineField(words, { name, label, value: typed[name]?.[0] ?? usual, type: 'number', least, most });
  const day = (name: string, label: string, isOptional: boolean): TemplateResult =>
    lineField(words, { name, label, value: typed[name]?.[0] ?? '', type: 'date', isOptional });
  return html`
    ${choiceField('departmentId', words.term('guidelineFor'), whom, typed['departmentId']?.[0])}
    <div class="pair">
      ${number('sessions', words.term('guidelineSessions'), 0, 31, '1')}
      ${number('everyMonths', words.term('guidelineMonths'), 1, 3, '1')}
      ${number('minutes', words.term('guidelineMinutes'), 5, 240, '30')}
    </div>
    <div class="pair">
      ${day('from', words.term('guidelineFirstDay'), false)} ${day('until', words.term('guidelineLastDay'), true)}
    </div>
  `;
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
