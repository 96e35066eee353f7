import { html } from 'lit';
import type { Column } from '../../console/record-table.ts';
import type { PriorityRowFragment, TopicCode, TopicRowFragment } from '../../generated/types.ts';
import { dateText } from '../../locale/time.ts';
import type { Words } from '../../locale/words.ts';

/** The kinds of topic by name: those of the tenant's list, then what is none of them. */
export function kindNames(
  words: Words,
  topics: readonly TopicRowFragment[],
): readonly (readonly [TopicCode, string])[] {
  const named = topics.flatMap(({ topicCode, name }): readonly (readonly [TopicCode, string])[] =>
    topicCode && topicCode !== 'OTHER' ? [[topicCode, name]] : [],
  );
  return [...named, ['OTHER', words.term('topicsOther')]];
}

/** The columns of the topics. */
export function topicColumns(words: Words, topics: readonly TopicRowFragment[]): readonly Column<TopicRowFragment>[] {
  const kinds = new Map(kindNames(words, topics));
  const kindOf = ({ topicCode, countsAs }: TopicRowFragment): string =>
    topicCode ? words.term('topicsStandard') : words.term('topicsOwn', kinds.get(countsAs) ?? countsAs);
  return [
    {
      title: words.term('topicsName'),
      cell: (topic) =>
        html`<bdi>${topic.nameJa}</bdi><span class="sub" lang="en"><bdi>${topic.nameEn}</bdi></span>
          <span class="sub">${kindOf(topic)}</span>`,
    },
    {
      title: words.term('topicsState'),
      cell: ({ hidden }) =>
        hidden
          ? html`<span class="pills"><span class="pill warning">${words.term('topicsHidden')}</span></span>`
          : html`<span class="pills"><span class="pill accent">${words.term('topicsShown')}</span></span>`,
    },
  ];
}

/** The columns of what is recommended and required. */
export function priorityColumns(words: Words): readonly Column<PriorityRowFragment>[] {
  return [
    {
      title: words.term('priorityTopic'),
      cell: ({ topic, why }) => html`<bdi>${topic.name}</bdi><span class="sub">${why}</span>`,
    },
    {
      title: words.term('priorityKind'),
      cell: ({ kind }) =>
        html`<span class="pill ${kind === 'REQUIRED' ? 'warning' : 'accent'}">${words.term(`priority${kind}`)}</span>`,
    },
    { title: words.term('priorityWhom'), cell: ({ addressees }) => whomText(words, addressees) },
    {
      title: words.term('priorityPeriod'),
      cell: ({ from, until }) =>
        words.term('priorityDays', dateText(from, words.language), dateText(until, words.language)),
    },
  ];
}

function whomText(words: Words, { departments, roles, hiredWithinMonths }: PriorityRowFragment['addressees']): string {
  const all = [
    ...departments.map(({ name }) => name),
    ...roles.map((role) => words.term(`role${role}`)),
    ...(typeof hiredWithinMonths === 'number' ? [words.term('priorityHired', hiredWithinMonths)] : []),
  ];
  const separator = words.language === 'ja' ? '・' : ', ';
  return all.join(separator) || words.term('priorityAll');
}
