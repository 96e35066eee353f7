import { html } from 'lit';
import type { Desk, Outcome, Task } from '../../console/desk.ts';
import {
  TopicSettingsCreate,
  TopicSettingsEndPriority,
  TopicSettingsHide,
  TopicSettingsOrder,
  TopicSettingsPrioritise,
  TopicSettingsShow,
  TopicSettingsUpdate,
} from '../../generated/topic-settings.ts';
import type { PriorityRowFragment, TopicRowFragment, TopicSettingsHomeQuery } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';
import { priorityForm, priorityIn, topicForm, topicIn } from './topic-forms.ts';

/** What an administrator does to topics; what is done by one press can be taken back. */
export class TopicTasks {
  readonly #words: Words;
  readonly #desk: Desk;

  constructor(words: Words, desk: Desk) {
    this.#words = words;
    this.#desk = desk;
  }

  /** Adds an own topic, or changes one. */
  edit(home: TopicSettingsHomeQuery, topic: TopicRowFragment | undefined): Task {
    const words = this.#words;
    return {
      title: topic?.name ?? words.term('topicsAdd'),
      body: (typed) => topicForm(words, typed, home.topics, topic),
      submit: words.term('consoleSave'),
      draft: `topic:${topic?.id ?? 'new'}`,
      run: async (given) => {
        const input = topicIn(words, home.topics, given);
        const saved = topic
          ? await this.#desk.change(TopicSettingsUpdate, { topicId: topic.id, ...input })
          : await this.#desk.change(TopicSettingsCreate, { countsAs: 'OTHER', ...input });
        return { said: words.term('topicsSaved', saved.name) };
      },
    };
  }

  /** Recommends or requires a topic. */
  prioritise(home: TopicSettingsHomeQuery): Task {
    const words = this.#words;
    return {
      title: words.term('prioritiesAdd'),
      body: (typed) => priorityForm(words, typed, home),
      submit: words.term('consoleSave'),
      draft: 'topic-priority',
      run: async (given) => {
        const saved = await this.#desk.change(TopicSettingsPrioritise, priorityIn(given));
        return { said: words.term('prioritySaved', saved.topic.name) };
      },
    };
  }

  /** Ends what was recommended or required. */
  endPriority({ id, topic }: PriorityRowFragment): Task {
    const words = this.#words;
    return {
      title: words.term('priorityEndAsk', topic.name),
      body: () => html`<p class="muted">${words.term('priorityEndText')}</p>`,
      submit: words.term('priorityEnd'),
      isGrave: true,
      run: async () => {
        await this.#desk.change(TopicSettingsEndPriority, { topicPriorityId: id });
        return { said: words.term('priorityEnded', topic.name) };
      },
    };
  }

  /** Takes a topic off the list or puts it there. */
  async toggle({ id, name, hidden }: TopicRowFragment): Promise<Outcome> {
    const [there, back] = hidden ? [TopicSettingsShow, TopicSettingsHide] : [TopicSettingsHide, TopicSettingsShow];
    await this.#desk.change(there, { topicId: id });
    const said = this.#words.term(hidden ? 'topicsShownNow' : 'topicsHiddenNow', name);
    return { said, undo: () => this.#desk.change(back, { topicId: id }) };
  }

  /** Moves a topic by one place among those on the list. */
  async move(topics: readonly TopicRowFragment[], { id, name }: TopicRowFragment, by: -1 | 1): Promise<Outcome> {
    const shown = topics.filter(({ hidden }) => !hidden).map((topic) => topic.id);
    const from = shown.indexOf(id);
    const order = (topicIds: string[]) => this.#desk.change(TopicSettingsOrder, { topicIds });
    await order(shown.toSpliced(from, 1).toSpliced(from + by, 0, id));
    return { said: this.#words.term('topicsMoved', name), undo: () => order(shown) };
  }
}
