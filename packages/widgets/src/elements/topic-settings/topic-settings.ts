import { html, nothing, type TemplateResult } from 'lit';
import { heading, partHeading } from '../../console/heading.ts';
import { emptyList } from '../../console/list-tools.ts';
import { PersonPicker } from '../../console/person-picker.ts';
import { recordTable } from '../../console/record-table.ts';
import type { RowAction } from '../../console/row-menu.ts';
import { QueryController } from '../../data/query-controller.ts';
import { TopicSettingsHome } from '../../generated/topic-settings.ts';
import type { PriorityRowFragment, TopicRowFragment, TopicSettingsHomeQuery } from '../../generated/types.ts';
import type { Lesson } from '../../locale/dictionary.ts';
import { button } from '../../parts/button.ts';
import { ConsoleElement } from '../console-element.ts';
import { TopicArrangement } from './topic-arrangement.ts';
import { priorityColumns, topicColumns } from './topic-columns.ts';
import { TopicTasks } from './topic-tasks.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/topic-settings-ja.ts')).topicSettingsJa,
  en: async () => (await import('../../locale/topic-settings-en.ts')).topicSettingsEn,
};
const roles: Lesson = {
  ja: async () => (await import('../../locale/people-ja.ts')).peopleJa,
  en: async () => (await import('../../locale/people-en.ts')).peopleEn,
};

/**
 * What members choose from: order, names and own topics, and what the company recommends or requires of whom and for how
 * long. For administrators.
 *
 * @tag taiwa-topic-settings
 * @slot header - Above everything.
 * @slot error - In place of the panel shown when something failed.
 * @slot footer - Below everything.
 * @event {FailedEvent} taiwa-error - Something failed, and the element shows it.
 * @event {AuthRequiredEvent} taiwa-auth-required - Nobody is signed in.
 * @csspart card - The frame.
 * @csspart table - The lists.
 * @csspart sheet - A form above the page.
 * @csspart button - Every button.
 */
export class TaiwaTopicSettings extends ConsoleElement<TopicSettingsHomeQuery> {
  static override lessons = [lesson, roles];

  protected readonly home = new QueryController(this, { document: TopicSettingsHome, variables: () => ({}) });
  readonly #tasks = new TopicTasks(this.words, this.desk);
  readonly #picker = new PersonPicker(this, this.words);
  readonly #arrangement = new TopicArrangement(this.words, this.desk, this.#picker);

  protected override there(home: TopicSettingsHomeQuery): TemplateResult {
    const { words } = this;
    const prioritise = () => this.desk.open(() => this.#tasks.prioritise(this.homeData ?? home));
    return html`
      ${heading(words.term('topicsTitle'), words.term('topicsLead'))} ${this.desk.outcome()}
      <section>
        ${partHeading(
          words.term('prioritiesTitle'),
          words.term('prioritiesLead'),
          this.#adding(words.term('prioritiesAdd'), prioritise),
        )}
        ${this.#priorities(home.topicPriorities.nodes)}
      </section>
      <section>
        ${partHeading(
          words.term('topicsList'),
          '',
          html`<div class="row">
            ${this.#adding(words.term('arrangeTitle'), () => this.#arrange())}
            ${this.#adding(words.term('topicsAdd'), () => this.#edit())}
          </div>`,
        )}
        ${this.#topics(home.topics)}
      </section>
    `;
  }

  #adding(label: string, press: () => void): TemplateResult | typeof nothing {
    return this.isAdmin ? button('', label, press) : nothing;
  }

  #priorities(rows: readonly PriorityRowFragment[]): TemplateResult {
    const { words } = this;
    if (rows.length === 0)
      return emptyList('leaf', words.term('prioritiesNoneTitle'), words.term('prioritiesNoneText'));
    const actions = (priority: PriorityRowFragment): readonly RowAction[] => [
      {
        label: words.term('priorityEnd'),
        press: () => this.desk.open(() => this.#tasks.endPriority(priority)),
        isGrave: true,
      },
    ];
    return recordTable(words, {
      label: words.term('prioritiesTitle'),
      columns: priorityColumns(words),
      rows,
      idOf: ({ id }) => id,
      nameOf: ({ topic }) => topic.name,
      ...(this.isAdmin && { actions }),
    });
  }

  #topics(topics: readonly TopicRowFragment[]): TemplateResult {
    const { words } = this;
    return recordTable(words, {
      label: words.term('topicsList'),
      columns: topicColumns(words, topics),
      rows: topics,
      idOf: ({ id }) => id,
      nameOf: ({ name }) => name,
      ...(this.isAdmin && { actions: (topic: TopicRowFragment) => this.#actions(topics, topic) }),
    });
  }

  #actions(topics: readonly TopicRowFragment[], topic: TopicRowFragment): readonly RowAction[] {
    const { words } = this;
    const shown = topics.filter(({ hidden }) => !hidden);
    const place = shown.indexOf(topic);
    const move = (label: string, by: -1 | 1): RowAction => ({
      label,
      press: () => void this.desk.work(1, () => this.#tasks.move(topics, topic, by)),
    });
    return [
      { label: words.term('topicsRename'), press: () => this.#edit(topic) },
      ...(place > 0 ? [move(words.term('topicsUp'), -1)] : []),
      ...(place >= 0 && place < shown.length - 1 ? [move(words.term('topicsDown'), 1)] : []),
      {
        label: words.term(topic.hidden ? 'topicsShow' : 'topicsHide'),
        press: () => void this.desk.work(1, () => this.#tasks.toggle(topic)),
      },
    ];
  }

  #arrange(): void {
    const shown = this.homeData?.topics.filter(({ hidden }) => !hidden) ?? [];
    this.#picker.clear();
    this.desk.open(() => this.#arrangement.arrange(shown));
  }

  #edit(topic?: TopicRowFragment): void {
    const { homeData } = this;
    if (homeData) this.desk.open(() => this.#tasks.edit(this.homeData ?? homeData, topic));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-topic-settings': TaiwaTopicSettings;
  }
}
