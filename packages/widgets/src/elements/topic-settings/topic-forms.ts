import { html, nothing, type TemplateResult } from 'lit';
import { departmentChoices } from '../../console/department-choice.ts';
import type { Typed } from '../../console/form-draft.ts';
import { choiceField, lineField } from '../../console/form-field.ts';
import { textIn } from '../../console/sheet.ts';
import type {
  CreateTopicInput,
  PrioritiseTopicInput,
  TopicPriorityKind,
  TopicRowFragment,
  TopicSettingsHomeQuery,
} from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';
import { kindNames } from './topic-columns.ts';

const KINDS: readonly TopicPriorityKind[] = ['RECOMMENDED', 'REQUIRED'];

/** What stands in the form of a topic; a standard one keeps what it counts as. */
export function topicForm(
  words: Words,
  typed: Typed,
  topics: readonly TopicRowFragment[],
  topic: TopicRowFragment | undefined,
): TemplateResult {
  const kinds = kindNames(words, topics).map(([value, name]) => ({ value, name }));
  const name = (field: 'name' | 'nameEn', label: string, known: string | undefined): TemplateResult =>
    lineField(words, { name: field, label, value: typed[field]?.[0] ?? known ?? '', length: 40 });
  const counted = typed['countsAs']?.[0] ?? topic?.countsAs ?? 'WORK';
  return html`<div class="pair">
      ${name('name', words.term('topicsNameJa'), topic?.nameJa)}
      ${name('nameEn', words.term('topicsNameEn'), topic?.nameEn)}
    </div>
    ${topic?.topicCode ? nothing : choiceField('countsAs', words.term('topicsCountsAs'), kinds, counted)}`;
}

/** What was given for a topic, as the server takes it. */
export function topicIn(
  words: Words,
  topics: readonly TopicRowFragment[],
  given: FormData,
): Pick<CreateTopicInput, 'name' | 'nameEn'> & Partial<Pick<CreateTopicInput, 'countsAs'>> {
  const countsAs = kindNames(words, topics).find(([code]) => code === textIn(given, 'countsAs'))?.[0];
  return { name: textIn(given, 'name'), nameEn: textIn(given, 'nameEn'), ...(countsAs && { countsAs }) };
}

/** What stands in the form of what is recommended or required. */
export function priorityForm(
  words: Words,
  typed: Typed,
  { topics, departments }: TopicSettingsHomeQuery,
): TemplateResult {
  const shown = topics.filter(({ hidden }) => !hidden).map(({ id, name }) => ({ value: id, name }));
  const kinds = KINDS.map((value) => ({ value, name: words.term(`priority${value}`) }));
  const whom = [{ value: '', name: words.term('priorityAll') }, ...departmentChoices(departments)];
  const given = (name: string): string => typed[name]?.[0] ?? '';
  const day = (name: string, label: string): TemplateResult =>
    lineField(words, { name, label, value: given(name), type: 'date' });
  const why = (name: string, label: string): TemplateResult =>
    lineField(words, { name, label, value: given(name), length: 200 });
  return html`<div class="pair">
      ${choiceField('topicId', words.term('priorityTopic'), shown, given('topicId'))}
      ${choiceField('kind', words.term('priorityKind'), kinds, given('kind'))}
      ${day('from', words.term('priorityFrom'))} ${day('until', words.term('priorityUntil'))}
      ${choiceField('departmentId', words.term('priorityDepartment'), whom, given('departmentId'))}
      ${lineField(words, {
        name: 'hiredWithinMonths',
        label: words.term('priorityHiredWithin'),
        value: given('hiredWithinMonths'),
        type: 'number',
        isOptional: true,
        least: 1,
        most: 120,
      })}
    </div>
    ${why('why', words.term('priorityWhy'))} ${why('whyEn', words.term('priorityWhyEn'))}
    <p class="small muted">${words.term('priorityWhyReaders')}</p>`;
}

/** What was given of what is recommended or required, as the server takes it. */
export function priorityIn(given: FormData): PrioritiseTopicInput {
  const departmentId = textIn(given, 'departmentId');
  const months = textIn(given, 'hiredWithinMonths');
  return {
    topicId: textIn(given, 'topicId'),
    kind: KINDS.find((one) => one === textIn(given, 'kind')) ?? 'RECOMMENDED',
    from: textIn(given, 'from'),
    until: textIn(given, 'until'),
    why: textIn(given, 'why'),
    whyEn: textIn(given, 'whyEn'),
    addressees: {
      ...(departmentId && { departmentIds: [departmentId] }),
      ...(months && { hiredWithinMonths: Number(months) }),
    },
  };
}
