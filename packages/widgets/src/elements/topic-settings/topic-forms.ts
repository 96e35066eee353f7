import { html, nothing, type TemplateResult } from 'lit';
import { departmentChoices } from '../../console/department-choice.ts';
import type { Typed } from '../../console/form-draft.ts';
import type { FilterChoice } from '../../console/list-tools.ts';
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
  return html`${restored(words, typed)}
    <div class="pair">
      ${text(words.term('topicsNameJa'), 'name', typed['name']?.[0] ?? topic?.nameJa ?? '', 40)}
      ${text(words.term('topicsNameEn'), 'nameEn', typed['nameEn']?.[0] ?? topic?.nameEn ?? '', 40)}
    </div>
    ${
      topic?.topicCode
        ? nothing
        : choice(words.term('topicsCountsAs'), 'countsAs', kinds, typed['countsAs']?.[0] ?? topic?.countsAs ?? 'WORK')
    }`;
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
  return html`${restored(words, typed)}
    <div class="pair">
      ${choice(words.term('priorityTopic'), 'topicId', shown, typed['topicId']?.[0])}
      ${choice(words.term('priorityKind'), 'kind', kinds, typed['kind']?.[0])}
      ${day(words.term('priorityFrom'), 'from', typed['from']?.[0] ?? '')}
      ${day(words.term('priorityUntil'), 'until', typed['until']?.[0] ?? '')}
      ${choice(words.term('priorityDepartment'), 'departmentId', whom, typed['departmentId']?.[0])}
      <div class="field">
        <label for="hiredWithinMonths"
          >${words.term('priorityHiredWithin')}<span class="optional">${words.term('optional')}</span></label
        >
        <input
          type="number"
          id="hiredWithinMonths"
          name="hiredWithinMonths"
          part="input"
          min="1"
          max="120"
          .value=${typed['hiredWithinMonths']?.[0] ?? ''}
        />
      </div>
    </div>
    ${text(words.term('priorityWhy'), 'why', typed['why']?.[0] ?? '', 200)}
    ${text(words.term('priorityWhyEn'), 'whyEn', typed['whyEn']?.[0] ?? '', 200)}
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

function restored(words: Words, typed: Typed): TemplateResult | typeof nothing {
  if (Object.keys(typed).length === 0) return nothing;
  return html`<p class="small muted" role="status">${words.term('consoleRestored')}</p>`;
}

function text(label: string, name: string, value: string, most: number): TemplateResult {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <input
      type="text"
      id=${name}
      name=${name}
      part="input"
      required
      autocomplete="off"
      maxlength=${most}
      .value=${value}
    />
  </div>`;
}

function day(label: string, name: string, value: string): TemplateResult {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <input type="date" id=${name} name=${name} part="input" required .value=${value} />
  </div>`;
}

function choice(label: string, name: string, all: readonly FilterChoice[], chosen: string | undefined): TemplateResult {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <select id=${name} name=${name} part="select">
      ${all.map((one) => html`<option value=${one.value} ?selected=${one.value === chosen}>${one.name}</option>`)}
    </select>
  </div>`;
}
