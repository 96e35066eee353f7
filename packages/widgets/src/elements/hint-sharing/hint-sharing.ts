import { html, nothing, type TemplateResult } from 'lit';
import { bulkBar } from '../../console/bulk-bar.ts';
import { heading, partHeading } from '../../console/heading.ts';
import { emptyList, noMatch, pager, searchField } from '../../console/list-tools.ts';
import { PagedList } from '../../console/paged-list.ts';
import { recordTable } from '../../console/record-table.ts';
import type { RowAction } from '../../console/row-menu.ts';
import { Selection } from '../../console/selection.ts';
import { QueryController } from '../../data/query-controller.ts';
import { HintSharing, HintSharingReview, HintSharingShown, HintSharingWaiting } from '../../generated/hint-sharing.ts';
import type { HintSharingQuery, ModeratedHintFragment, SharingFragment } from '../../generated/types.ts';
import type { Lesson } from '../../locale/dictionary.ts';
import { browserZone, dayText } from '../../locale/time.ts';
import { button } from '../../parts/button.ts';
import { icon } from '../../parts/icon.ts';
import { ConsoleElement } from '../console-element.ts';
import { queueColumns, shownColumns } from './hint-columns.ts';
import { HintTasks } from './hint-tasks.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/hint-sharing-ja.ts')).hintSharingJa,
  en: async () => (await import('../../locale/hint-sharing-en.ts')).hintSharingEn,
};

/**
 * The moderation of hints, for administrators: what is new or reported is shown or turned down with a reason; where the company
 * shares with others, what is released to them, held back and taken away again.
 *
 * @tag taiwa-hint-sharing
 * @slot header - Above everything.
 * @slot error - In place of the panel shown when something failed.
 * @slot footer - Below everything.
 * @event {FilteredEvent} taiwa-filtered - What is shown is searched for something else: `search`.
 * @event {FailedEvent} taiwa-error - Something failed, and the element shows it.
 * @event {AuthRequiredEvent} taiwa-auth-required - Nobody is signed in.
 * @csspart card - The frame.
 * @csspart table - The lists.
 * @csspart sheet - A form above the page.
 * @csspart button - Every button.
 */
export class TaiwaHintSharing extends ConsoleElement<HintSharingQuery> {
  static override lessons = [lesson];

  protected readonly home = new QueryController(this, { document: HintSharing, variables: () => ({}) });
  readonly #review = new PagedList(this, {
    document: HintSharingReview,
    variables: (paging) => (this.isAdmin ? paging : undefined),
    pageOf: ({ hintsToReview }) => hintsToReview,
  });
  readonly #waiting = new PagedList(this, {
    document: HintSharingWaiting,
    variables: (paging) => (this.isAdmin && this.#shares ? paging : undefined),
    pageOf: ({ hintsToShare }) => hintsToShare,
  });
  readonly #shown = new PagedList(this, {
    document: HintSharingShown,
    variables: (paging) => (this.isAdmin ? { ...paging, search: this.filterOf('search') || null } : undefined),
    pageOf: ({ hints }) => hints,
  });
  readonly #ticked = new Selection(this);
  readonly #tasks = new HintTasks(this.words, this.desk);

  override async reload(): Promise<void> {
    const lists = [this.#review, this.#waiting, this.#shown];
    await Promise.all([super.reload(), ...lists.map((list) => list.reload())]);
  }

  protected override there(home: HintSharingQuery): TemplateResult {
    const { words } = this;
    if (!this.isAdmin) return heading(words.term('sharingTitle'), words.term('sharingClosed'));
    return html`
      ${heading(words.term('sharingTitle'), words.term('sharingLead'))} ${this.desk.outcome()}
      <section class="stack">
        ${partHeading(words.term('sharingReview'), words.term('sharingReviewLead'))}
        ${this.renderReading(this.#review.reading, () => this.#queue(home))} ${pager(words, this.#review)}
      </section>
      ${this.#pool(home.hintSharing)} ${this.#shares ? this.#waitingList(home) : nothing}
      <section class="stack">
        ${partHeading(words.term('sharingShown'), '')}
        <div class="tools" role="search">
          ${searchField(words, this.filterOf('search'), (text) => this.narrow('search', text))}
        </div>
        ${this.renderReading(this.#shown.reading, () => this.#shownList(home))} ${pager(words, this.#shown)}
      </section>
    `;
  }

  get #shares(): boolean {
    return this.homeData?.hintSharing.shares ?? false;
  }

  #queue(home: HintSharingQuery): TemplateResult {
    const { words } = this;
    const { rows, isBusy } = this.#review;
    if (rows.length === 0) return emptyList('check', words.term('sharingNoneTitle'), words.term('sharingNoneText'));
    return recordTable(words, {
      label: words.term('sharingReview'),
      columns: queueColumns(words, home),
      rows,
      idOf: ({ id }) => id,
      nameOf: ({ text }) => text,
      isBusy,
      actions: (hint) => [
        { label: words.term('sharingApprove'), press: () => void this.desk.work(1, () => this.#tasks.approve(hint)) },
        { label: words.term('sharingReject'), press: () => this.desk.open(() => this.#tasks.reject(hint)) },
      ],
    });
  }

  /** Whether the company shares, and what that means. */
  #pool(sharing: SharingFragment): TemplateResult {
    const { words } = this;
    const { shares, since, meaning } = sharing;
    const label = words.term(shares ? 'sharingStop' : 'sharingStart');
    const toggle = button(shares ? 'quiet' : '', label, () => this.desk.open(() => this.#tasks.share(sharing)));
    const day = since ? dayText(since, words.language, browserZone()) : '';
    return html`<section class="notice">
      <h3 class="row">${icon('leaf')}${shares ? words.term('sharingOn', day) : words.term('sharingOff')}</h3>
      <p class="muted">${meaning}</p>
      <div class="row">${toggle}</div>
    </section>`;
  }

  #waitingList(home: HintSharingQuery): TemplateResult {
    const { words } = this;
    const release = (ids: readonly string[]) => () =>
      void this.desk.work(ids.length, (step) => this.#tasks.release(ids, this.#ticked, step));
    const bulk: readonly RowAction[] = [{ label: words.term('sharingRelease'), press: release(this.#ticked.ids) }];
    const list = (): TemplateResult => {
      const { rows, isBusy } = this.#waiting;
      if (rows.length === 0) return html`<p class="muted">${words.term('sharingWaitingNone')}</p>`;
      return recordTable(words, {
        label: words.term('sharingWaiting'),
        columns: queueColumns(words, home).slice(0, 1),
        rows,
        idOf: ({ id }) => id,
        nameOf: ({ text }) => text,
        isBusy,
        selection: this.#ticked,
        actions: (hint) => [
          { label: words.term('sharingRelease'), press: release([hint.id]) },
          { label: words.term('sharingWithhold'), press: () => this.desk.open(() => this.#tasks.withhold(hint)) },
        ],
      });
    };
    return html`<section class="stack">
      ${partHeading(words.term('sharingWaiting'), words.term('sharingWaitingLead'))}
      ${bulkBar(words, this.#ticked, bulk)} ${this.renderReading(this.#waiting.reading, list)}
      ${pager(words, this.#waiting)}
    </section>`;
  }

  #shownList(home: HintSharingQuery): TemplateResult {
    const { words } = this;
    const { rows, isBusy } = this.#shown;
    if (rows.length === 0 && this.filter) return noMatch(words, () => this.widen());
    if (rows.length === 0) return html`<p class="muted">${words.term('sharingShownNone')}</p>`;
    const withhold = (hint: ModeratedHintFragment): readonly RowAction[] =>
      hint.poolState === 'RELEASED'
        ? [{ label: words.term('sharingTakeAway'), press: () => this.desk.open(() => this.#tasks.withhold(hint)) }]
        : [];
    return recordTable(words, {
      label: words.term('sharingShown'),
      columns: shownColumns(words, home),
      rows,
      idOf: ({ id }) => id,
      nameOf: ({ text }) => text,
      isBusy,
      actions: withhold,
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-hint-sharing': TaiwaHintSharing;
  }
}
