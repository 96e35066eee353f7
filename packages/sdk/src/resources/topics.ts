import type { TaiwaCore } from '../core.ts';
import {
  CreateTopic,
  EndTopicPriority,
  GetQuestions,
  HideTopic,
  ListOfferedTopics,
  ListResponses,
  ListStages,
  ListTopicPriorities,
  ListTopics,
  OrderTopics,
  PreviewTopics,
  PrioritiseTopic,
  ShowTopic,
  UpdateTopic,
} from '../generated/topics.ts';
import type {
  CreateTopicInput,
  ListOfferedTopicsQuery,
  PreviewTopicsQueryVariables,
  PrioritiseTopicInput,
  QuestionSetFragment,
  ResponseChoiceFragment,
  StageFragment,
  TopicCode,
  TopicFragment,
  TopicPriorityFragment,
  UpdateTopicInput,
} from '../generated/types.ts';
import type { CallOptions, ChangeOptions } from '../options.ts';
import { listOf, type PageArgs, type Pages } from '../pages.ts';

/** What a member can want to talk about; `topicCode` is set on the seven that every tenant starts with. */
export type Topic = TopicFragment;
/** A topic as one person is offered it on a day: required, recommended (`kind`) or neither. */
export type OfferedTopic = ListOfferedTopicsQuery['offeredTopics'][number];
/** That a tenant recommends or requires a topic. */
export type TopicPriority = TopicPriorityFragment;
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
   * The topics as the caller is offered them today: required ones, recommended ones, the others. Whoever manages topics
   * sees by `userId` and `on` (a day) what another person is offered.
   *
   * @example
   * const preview = await taiwa.topics.offered({ userId, on: '2026-12-01' });
   */
  async offered(
    asked: { readonly userId?: string; readonly on?: string } = {},
    options?: CallOptions,
  ): Promise<readonly OfferedTopic[]> {
    return (await this.#core.query(ListOfferedTopics, asked, options)).offeredTopics;
  }

  /**
   * The topics as people would be offered them if the list stood like this; nothing is saved. For admins and servers.
   *
   * @example
   * const topics = (await taiwa.topics.list()).toReversed().map(({ id }) => ({ topicId: id }));
   * const shown = await taiwa.topics.preview({ topics, userId });
   */
  async preview(asked: PreviewTopicsQueryVariables, options?: CallOptions): Promise<readonly OfferedTopic[]> {
    return (await this.#core.query(PreviewTopics, asked, options)).topicsPreview;
  }

  /**
   * What the tenant recommends and requires; for admins and servers.
   *
   * @example
   * const { nodes } = await taiwa.topics.priorities({ includeOver: true }).page();
   */
  priorities(listing: PageArgs & { readonly includeOver?: boolean } = {}, options?: CallOptions): Pages<TopicPriority> {
    return listOf(this.#core, ListTopicPriorities, listing, (data) => data.topicPriorities, options);
  }

  /**
   * Recommends or requires a topic of some people for some days.
   *
   * @example
   * const days = { from: '2026-12-01', until: '2026-12-31' };
   * const why = { why: '期末面談の時期です', whyEn: 'Reviews are near' };
   * await taiwa.topics.prioritise({ topicId, kind: 'REQUIRED', addressees: { roles: ['MEMBER'] }, ...days, ...why });
   */
  prioritise(input: PrioritiseTopicInput, options?: ChangeOptions): Promise<TopicPriority> {
    return this.#core.change(PrioritiseTopic, input, options);
  }

  /**
   * Ends a recommendation or requirement before its last day.
   *
   * @example
   * await taiwa.topics.endPriority(priority.id);
   */
  endPriority(topicPriorityId: string, options?: ChangeOptions): Promise<TopicPriority> {
    return this.#core.change(EndTopicPriority, { topicPriorityId }, options);
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
   * const ids = (await taiwa.topics.list({ includeHidden: true })).map((topic) => topic.id);
   * const topics = await taiwa.topics.order(ids.toReversed());
   */
  async order(topicIds: readonly string[], options?: ChangeOptions): Promise<readonly Topic[]> {
    return (await this.#core.change(OrderTopics, { topicIds }, options)).topics;
  }
}
