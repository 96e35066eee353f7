import type { BulkOutcome } from '../../console/bulk-work.ts';
import { troubleText } from '../../console/trouble.ts';
import type { Failure } from '../../data/failure.ts';
import { MutationController } from '../../data/mutation-controller.ts';
import type { ClientHost } from '../../data/query-controller.ts';
import {
  TopicSettingsCreate,
  TopicSettingsEndPriority,
  TopicSettingsHide,
  TopicSettingsOrder,
  TopicSettingsPrioritise,
  TopicSettingsShow,
  TopicSettingsUpdate,
} from '../../generated/topic-settings.ts';
import type { CreateTopicInput, TopicRowFragment } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';

/** What an administrator does to topics; what is done by one press can be taken back. */
export class TopicChanges {
  readonly prioritise;
  readonly endPriority;
  readonly #words: Words;
  readonly #create;
  readonly #update;
  readonly #hide;
  readonly #show;
  readonly #order;

  constructor(host: ClientHost, words: Words) {
    this.#words = words;
    this.prioritise = new MutationController(host, TopicSettingsPrioritise);
    this.endPriority = new MutationController(host, TopicSettingsEndPriority);
    this.#create = new MutationController(host, TopicSettingsCreate);
    this.#update = new MutationController(host, TopicSettingsUpdate);
    this.#hide = new MutationController(host, TopicSettingsHide);
    this.#show = new MutationController(host, TopicSettingsShow);
    this.#order = new MutationController(host, TopicSettingsOrder);
  }

  get isRunning(): boolean {
    return [this.#create, this.#update, this.prioritise, this.endPriority].some(({ running }) => running);
  }

  /** Why a form was not saved. */
  get failure(): Failure | undefined {
    return [this.#create, this.#update, this.prioritise, this.endPriority].find(({ failure }) => failure)?.failure;
  }

  forget(): void {
    for (const one of [this.#create, this.#update, this.prioritise, this.endPriority]) one.forget();
  }

  /** Adds an own topic, or changes the one with this id; undefined where it failed. */
  save(
    topicId: string | undefined,
    given: Omit<CreateTopicInput, 'countsAs'> & Partial<CreateTopicInput>,
  ): Promise<TopicRowFragment | undefined> {
    if (topicId) return this.#update.run({ topicId, ...given });
    return this.#create.run({ countsAs: 'OTHER', ...given });
  }

  /** Takes a topic off the list or puts it there. */
  async toggle({ id, name, hidden }: TopicRowFragment): Promise<BulkOutcome> {
    const change = hidden ? this.#show : this.#hide;
    const changed = await change.run({ topicId: id });
    if (!changed) return { said: troubleText(this.#words, change.failure), isTrouble: true };
    const said = this.#words.term(changed.hidden ? 'topicsHiddenNow' : 'topicsShownNow', name);
    return { said, undo: () => this.toggle({ ...changed, name }) };
  }

  /** Moves a topic by one place among those on the list. */
  async move(topics: readonly TopicRowFragment[], { id, name }: TopicRowFragment, by: -1 | 1): Promise<BulkOutcome> {
    const shown = topics.filter(({ hidden }) => !hidden).map((topic) => topic.id);
    const from = shown.indexOf(id);
    const ordered = shown.toSpliced(from, 1).toSpliced(from + by, 0, id);
    const moved = await this.#order.run({ topicIds: ordered });
    if (!moved) return { said: troubleText(this.#words, this.#order.failure), isTrouble: true };
    return { said: this.#words.term('topicsMoved', name), undo: () => this.#orderAs(shown) };
  }

  async #orderAs(topicIds: string[]): Promise<BulkOutcome> {
    const ordered = await this.#order.run({ topicIds });
    return ordered
      ? { said: this.#words.term('consoleUndone') }
      : { said: this.#words.term('consoleNotUndone'), isTrouble: true, undo: () => this.#orderAs(topicIds) };
  }
}
