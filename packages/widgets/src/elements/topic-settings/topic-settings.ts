import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { BulkWork, type BulkOutcome } from '../../console/bulk-work.ts';
import { FormDraft } from '../../console/form-draft.ts';
import { emptyList } from '../../console/list-tools.ts';
import { recordTable } from '../../console/record-table.ts';
import type { RowAction } from '../../console/row-menu.ts';
import { sheet, type Sheet } from '../../console/sheet.ts';
import { trouble } from '../../console/trouble.ts';
import { QueryController } from '../../data/query-controller.ts';
import { TopicSettingsHome } from '../../generated/topic-settings.ts';
import type { PriorityRowFragment, TopicRowFragment, TopicSettingsHomeQuery } from '../../generated/types.ts';
import { speak, type Lesson } from '../../locale/dictionary.ts';
import { ConsoleElement } from '../console-element.ts';
import { TopicChanges } from './topic-changes.ts';
import { priorityColumns, topicColumns } from './topic-columns.ts';
import { priorityForm, priorityIn, topicForm, topicIn } from './topic-forms.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/topic-settings-ja.ts')).topicSettingsJa,
  en: async () => (await import('../../locale/topic-settings-en.ts')).topicSettingsEn,
};
const roles: Lesson = {
  ja: async () => (await import('../../locale/people-ja.ts')).peopleJa,
  en: async () => (await import('../../locale/people-en.ts')).peopleEn,
};

/** What stands above the lists. */
type Asked =
  | { readonly kind: 'topic'; readonly topic?: TopicRowFragment }
  | { readonly kind: 'priority' }
  | { readonly kind: 'end'; readonly priority: PriorityRowFragment };

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
export class TaiwaTopicSettings extends ConsoleElement {
  @state() private asked: Asked | undefined;

  readonly #home = new QueryController(this, { document: TopicSettingsHome, variables: () => ({}) });
  readonly #changes = new TopicChanges(this, this.words);
  readonly #told = new BulkWork(this);
  readonly #draft = new FormDraft(() => this.#draftKey);

  constructor() {
    super();
    speak(lesson);
    speak(roles);
  }

  /** Asks the server again. */
  async reload(): Promise<void> {
    await this.#home.reload();
  }

  protected override render(): TemplateResult {
    return html`<div class="card stack" part="card">
      <slot name="header"></slot>
      ${this.renderReading(this.#home.reading, (home) => this.#there(home))}
      <slot name="footer"></slot>
    </div>`;
  }

  get #isAdmin(): boolean {
    return this.#home.data?.viewer?.roles.includes('ADMIN') ?? false;
  }

  get #draftKey() {
    const userId = this.#home.data?.viewer?.user.id;
    const { asked } = this;
    if (!userId || !asked || asked.kind === 'end') return undefined;
    const subject = asked.kind === 'topic' ? `topic:${asked.topic?.id ?? 'new'}` : 'topic-priority';
    return { server: this.server, userId, subject };
  }

  #there(home: TopicSettingsHomeQuery): TemplateResult {
    const { words } = this;
    return html`
      <header class="head">
        <h2>${words.term('topicsTitle')}</h2>
        <p class="muted">${words.term('topicsLead')}</p>
      </header>
      ${this.#told.render(words)}
      <section>
        <div class="top">
          <div class="head">
            <h3>${words.term('prioritiesTitle')}</h3>
            <p class="muted small">${words.term('prioritiesLead')}</p>
          </div>
          ${this.#adding(words.term('prioritiesAdd'), { kind: 'priority' })}
        </div>
        ${this.#priorities(home.topicPriorities.nodes)}
      </section>
      <section>
        <div class="top">
          <h3>${words.term('topicsList')}</h3>
          ${this.#adding(words.term('topicsAdd'), { kind: 'topic' })}
        </div>
        ${this.#topics(home.topics)}
      </section>
      ${this.#sheet(home)}
    `;
  }

  #adding(label: string, asked: Asked): TemplateResult | typeof nothing {
    if (!this.#isAdmin) return nothing;
    return html`<button type="button" class="button" part="button" @click=${() => this.#ask(asked)}>${label}</button>`;
  }

  #priorities(rows: readonly PriorityRowFragment[]): TemplateResult {
    const { words } = this;
    if (rows.length === 0)
      return emptyList('leaf', words.term('prioritiesNoneTitle'), words.term('prioritiesNoneText'));
    const actions = (priority: PriorityRowFragment): readonly RowAction[] => [
      { label: words.term('priorityEnd'), press: () => this.#ask({ kind: 'end', priority }), isGrave: true },
    ];
    return recordTable(words, {
      label: words.term('prioritiesTitle'),
      columns: priorityColumns(words),
      rows,
      idOf: ({ id }) => id,
      nameOf: ({ topic }) => topic.name,
      ...(this.#isAdmin && { actions }),
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
      ...(this.#isAdmin && { actions: (topic: TopicRowFragment) => this.#actions(topics, topic) }),
    });
  }

  #actions(topics: readonly TopicRowFragment[], topic: TopicRowFragment): readonly RowAction[] {
    const { words } = this;
    const shown = topics.filter(({ hidden }) => !hidden);
    const place = shown.indexOf(topic);
    const move = (label: string, by: -1 | 1): RowAction => ({
      label,
      press: () => void this.#run(() => this.#changes.move(topics, topic, by)),
    });
    return [
      { label: words.term('topicsRename'), press: () => this.#ask({ kind: 'topic', topic }) },
      ...(place > 0 ? [move(words.term('topicsUp'), -1)] : []),
      ...(place >= 0 && place < shown.length - 1 ? [move(words.term('topicsDown'), 1)] : []),
      {
        label: words.term(topic.hidden ? 'topicsShow' : 'topicsHide'),
        press: () => void this.#run(() => this.#changes.toggle(topic)),
      },
    ];
  }

  #sheet(home: TopicSettingsHomeQuery): TemplateResult | typeof nothing {
    const { words, asked } = this;
    if (!asked) return nothing;
    const common: Pick<Sheet, 'isBusy' | 'trouble' | 'onInput' | 'onClose'> = {
      isBusy: this.#changes.isRunning,
      trouble: trouble(words, this.#changes.failure),
      onInput: (given) => this.#draft.keep(given),
      onClose: () => void (this.asked = undefined),
    };
    switch (asked.kind) {
      case 'topic':
        return sheet(words, {
          ...common,
          title: asked.topic?.name ?? words.term('topicsAdd'),
          body: topicForm(words, this.#draft.read(), home.topics, asked.topic),
          submit: words.term('consoleSave'),
          onSubmit: (given) => void this.#saveTopic(asked.topic?.id, topicIn(words, home.topics, given)),
        });
      case 'priority':
        return sheet(words, {
          ...common,
          title: words.term('prioritiesAdd'),
          body: priorityForm(words, this.#draft.read(), home),
          submit: words.term('consoleSave'),
          onSubmit: (given) => void this.#prioritise(given),
        });
      case 'end':
        return sheet(words, {
          ...common,
          title: words.term('priorityEndAsk', asked.priority.topic.name),
          body: html`<p class="muted">${words.term('priorityEndText')}</p>`,
          submit: words.term('priorityEnd'),
          isGrave: true,
          onSubmit: () => void this.#end(asked.priority.id),
        });
    }
  }

  #ask(asked: Asked): void {
    this.#changes.forget();
    this.asked = asked;
  }

  async #saveTopic(id: string | undefined, given: ReturnType<typeof topicIn>): Promise<void> {
    const saved = await this.#changes.save(id, given);
    if (saved) await this.#done(this.words.term('topicsSaved', saved.name));
  }

  async #prioritise(given: FormData): Promise<void> {
    const saved = await this.#changes.prioritise.run(priorityIn(given));
    if (saved) await this.#done(this.words.term('prioritySaved', saved.topic.name));
  }

  async #end(topicPriorityId: string): Promise<void> {
    const ended = await this.#changes.endPriority.run({ topicPriorityId });
    if (ended) await this.#done(this.words.term('priorityEnded', ended.topic.name));
  }

  async #done(said: string): Promise<void> {
    this.#draft.drop();
    this.asked = undefined;
    this.#told.tell({ said });
    await this.#home.reload();
  }

  async #run(work: () => Promise<BulkOutcome>): Promise<void> {
    const reloading = async (done: () => Promise<BulkOutcome>): Promise<BulkOutcome> => {
      const { undo, ...outcome } = await done();
      await this.#home.reload();
      return { ...outcome, ...(undo && { undo: () => reloading(undo) }) };
    };
    await this.#told.run(1, () => reloading(work));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-topic-settings': TaiwaTopicSettings;
  }
}
