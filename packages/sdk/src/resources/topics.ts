import type { TaiwaCore } from '../core.ts';
import {
  CreateTopic,
  GetQuestions,
  HideTopic,
  ListResponses,
  ListStages,
  ListTopics,
  OrderTopics,
  ShowTopic,
  UpdateTopic,
} from '../generated/topics.ts';
import type {
  CreateTopicInput,
  QuestionSetFragment,
  ResponseChoiceFragment,
  StageFragment,
  TopicCode,
  TopicFragment,
  UpdateTopicInput,
} from '../generated/types.ts';
import type { CallOptions, ChangeOptions } from '../options.ts';

/** What a member can want to talk about; `topicCode` is set on the seven that every tenant starts with. */
export type Topic = TopicFragment;
/** What a member can want from the other, with the style that answers it. */
export type ResponseChoice = ResponseChoiceFragment;
/** Questions for one topic, about the past, the present and the future. */
export type QuestionSet = QuestionSetFragment;
/** One of the six stages of a relationship. */
export type Stage = StageFragment;

/** Topics and the texts that come with them, in the caller's language. */
export class Topics {
  readonly #core: TaiwaCore;

  constructor(core: TaiwaCore) {
    this.#core = core;
  }

  /**
   * The tenant's topics in their order.
   *
   * @example
   * const topics = await taiwa.topics.list();
   */
  async list(listing: { readonly includeHidden?: boolean } = {}, options?: CallOptions): Promise<readonly Topic[]> {
    return (await this.#core.query(ListTopics, { includeHidden: listing.includeHidden ?? false }, options)).topics;
  }

  /**
   * The responses a member can ask for.
   *
   * @example
   * const names = (await taiwa.topics.responses()).map((response) => response.name);
   */
  async responses(options?: CallOptions): Promise<readonly ResponseChoice[]> {
    return (await this.#core.query(ListResponses, {}, options)).responses;
  }

  /**
   * The stages of a relationship, 1 to 6.
   *
   * @example
   * const [first] = await taiwa.topics.stages();
   */
  async stages(options?: CallOptions): Promise<readonly Stage[]> {
    return (await this.#core.query(ListStages, {}, options)).stages;
  }

  /**
   * Questions that open a talk on a topic.
   *
   * @example
   * const { past, present, future } = await taiwa.topics.questions('CAREER');
   */
  async questions(topicCode: TopicCode, options?: CallOptions): Promise<QuestionSet> {
    return (await this.#core.query(GetQuestions, { topicCode }, options)).questions;
  }

  /**
   * Adds a topic of the tenant's own.
   *
   * @example
   * await taiwa.topics.create({ name: '異動', nameEn: 'Transfer', countsAs: 'CAREER' });
   */
  create(input: CreateTopicInput, options?: ChangeOptions): Promise<Topic> {
    return this.#core.change(CreateTopic, input, options);
  }

  /**
   * Changes what is given and leaves the rest.
   *
   * @example
   * await taiwa.topics.update({ topicId, nameEn: 'Next step' });
   */
  update(input: UpdateTopicInput, options?: ChangeOptions): Promise<Topic> {
    return this.#core.change(UpdateTopic, input, options);
  }

  /**
   * Takes a topic out of the list; sessions that chose it keep it.
   *
   * @example
   * await taiwa.topics.hide(topicId);
   */
  hide(topicId: string, options?: ChangeOptions): Promise<Topic> {
    return this.#core.change(HideTopic, { topicId }, options);
  }

  /**
   * Puts a hidden topic back.
   *
   * @example
   * await taiwa.topics.show(topicId);
   */
  show(topicId: string, options?: ChangeOptions): Promise<Topic> {
    return this.#core.change(ShowTopic, { topicId }, options);
  }

  /**
   * Sets the order of the list: the ids of all topics.
   *
   * @example
   * const topics = await taiwa.topics.order([second, first, third]);
   */
  async order(topicIds: readonly string[], options?: ChangeOptions): Promise<readonly Topic[]> {
    return (await this.#core.change(OrderTopics, { topicIds }, options)).topics;
  }
}
