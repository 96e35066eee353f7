import { html, nothing, type TemplateResult } from 'lit';
import { property } from '../reactive.ts';
import { heading, partHeading } from '../../console/heading.ts';
import { emptyList, pager } from '../../console/list-tools.ts';
import { PagedList } from '../../console/paged-list.ts';
import { recordTable, type Column } from '../../console/record-table.ts';
import type { RowAction } from '../../console/row-menu.ts';
import { SignUpsHome, SignUpsVolunteers } from '../../generated/sign-ups.ts';
import type { SignUpRowFragment, SignUpsHomeQuery, VolunteerRowFragment } from '../../generated/types.ts';
import type { Lesson } from '../../locale/dictionary.ts';
import { dayText, isoDay } from '../../locale/time.ts';
import { button } from '../../parts/button.ts';
import { ConsoleElement } from '../console-element.ts';
import { isOpen, openPill, signUpLesson } from './invitation.ts';
import { SignUpTasks } from './sign-up-tasks.ts';

const kinds: Lesson = {
  ja: async () => (await import('../../locale/pairs-ja.ts')).pairsJa,
  en: async () => (await import('../../locale/pairs-en.ts')).pairsEn,
};

const NO_PAGE = { nodes: [], pageInfo: { hasNextPage: false } };

/**
 * Invitations to everybody of the tenant to sign up for 1-on-1s, for administrators: opened until a day, handed on by their
 * link, closed; who came and what they wish for, and pairs made of them.
 *
 * @tag taiwa-sign-ups
 * @slot header - Above everything.
 * @slot error - In place of the panel shown when something failed.
 * @slot footer - Below everything.
 * @event {FilteredEvent} taiwa-filtered - Another invitation is looked at: `sign-up`.
 * @event {FailedEvent} taiwa-error - Something failed, and the element shows it.
 * @event {AuthRequiredEvent} taiwa-auth-required - Nobody is signed in.
 * @csspart card - The frame.
 * @csspart table - The lists.
 * @csspart sheet - A form above the page.
 * @csspart button - Every button.
 */
export class TaiwaSignUps extends ConsoleElement<SignUpsHomeQuery> {
  static override lessons = [signUpLesson, kinds];

  /** Address of the page that has `<taiwa-sign-up>`; the link of an invitation is this with `sign-up` in its query. */
  @property({ attribute: 'join-page' }) joinPage = '';

  protected readonly home = new PagedList(this, {
    document: SignUpsHome,
    variables: (paging) => paging,
    pageOf: ({ signUps }) => signUps,
  });
  readonly #volunteers = new PagedList(this, {
    document: SignUpsVolunteers,
    variables: (paging) => (this.isAdmin && this.#chosen ? { ...paging, id: this.#chosen } : undefined),
    pageOf: ({ signUp }) => signUp?.volunteers ?? NO_PAGE,
  });
  readonly #tasks = new SignUpTasks(this.words, this.desk, () => isoDay(new Date(), this.#timeZone));

  override async reload(): Promise<void> {
    await Promise.all([super.reload(), this.#volunteers.reload()]);
  }

  protected override there(): TemplateResult {
    const { words } = this;
    if (!this.isAdmin) return heading(words.term('signUpsTitle'), words.term('signUpsNotYours'));
    const made = ({ id }: SignUpRowFragment): void => this.narrow('sign-up', id);
    const add = button('primary', words.term('signUpsAdd'), () => this.desk.open(() => this.#tasks.open(made)));
    return html`
      ${heading(words.term('signUpsTitle'), words.term('signUpsLead'), add)} ${this.desk.outcome()} ${this.#list()}
      ${pager(words, this.home)} ${this.#chosen ? this.#whoCame() : nothing}
    `;
  }

  get #chosen(): string {
    return this.filterOf('sign-up');
  }

  get #timeZone(): string {
    return this.homeData?.viewer?.tenant.timeZone ?? 'UTC';
  }

  #list(): TemplateResult {
    const { words } = this;
    const { rows } = this.home;
    if (rows.length === 0) return emptyList('leaf', words.term('signUpsNoneTitle'), words.term('signUpsNoneText'));
    return recordTable(words, {
      label: words.term('signUpsTitle'),
      columns: [
        { title: words.term('signUpsName'), cell: ({ name }) => name },
        { title: words.term('pairsKind'), cell: ({ kind }) => words.term(`pairs${kind}`) },
        { title: words.term('pairsState'), cell: (signUp) => openPill(words, signUp, this.#timeZone) },
      ],
      rows,
      idOf: ({ id }) => id,
      nameOf: ({ name }) => name,
      isBusy: this.home.isBusy,
      actions: (signUp) => this.#actions(signUp),
    });
  }

  #actions(signUp: SignUpRowFragment): readonly RowAction[] {
    const { words } = this;
    const look = { label: words.term('signUpsWhoCame'), press: () => this.narrow('sign-up', signUp.id) };
    if (!isOpen(signUp, this.#timeZone)) return [look];
    const copy = () => void this.desk.work(1, () => this.#copyLink(signUp));
    const close = () => this.desk.open(() => this.#tasks.close(signUp));
    return [
      { label: words.term('signUpsCopy'), press: copy },
      look,
      { label: words.term('signUpsClose'), press: close, isGrave: true },
    ];
  }

  #whoCame(): TemplateResult {
    const { words } = this;
    return this.renderReading(this.#volunteers.reading, ({ signUp }) => {
      if (!signUp) return emptyList('alert', words.term('signUpAbsent'), words.term('signUpAbsentText'));
      const pair = button('', words.term('signUpsPair'), () => this.desk.open(() => this.#tasks.pair(signUp)));
      const waits = this.#volunteers.rows.some(({ pairedAt }) => !pairedAt);
      return html`<section class="stack">
        ${partHeading(words.term('signUpsCame', signUp.name), this.#linkOf(signUp), waits ? pair : nothing)}
        ${this.#people()} ${pager(words, this.#volunteers)}
      </section>`;
    });
  }

  #people(): TemplateResult {
    const { words } = this;
    const { rows } = this.#volunteers;
    if (rows.length === 0) return emptyList('clock', words.term('signUpsNobody'), words.term('signUpsNobodyText'));
    return recordTable(words, {
      label: words.term('signUpsWhoCame'),
      columns: this.#columns(),
      rows,
      idOf: ({ user }) => user.id,
      nameOf: ({ user }) => user.name,
      isBusy: this.#volunteers.isBusy,
    });
  }

  #columns(): readonly Column<VolunteerRowFragment>[] {
    const { words } = this;
    const day = (at: string): string => dayText(at, words.language, this.#timeZone);
    return [
      {
        title: words.term('signUpsWho'),
        cell: ({ user }) => html`<bdi>${user.name}</bdi><span class="sub">${user.department.name}</span>`,
      },
      { title: words.term('signUpWish'), cell: ({ wish }) => words.term(`signUp${wish}`) },
      { title: words.term('signUpsJoined'), cell: ({ joinedAt }) => day(joinedAt) },
      {
        title: words.term('pairsState'),
        cell: ({ pairedAt }) =>
          pairedAt
            ? html`<span class="pill accent">${words.term('signUpsPairedOn', day(pairedAt))}</span>`
            : html`<span class="pill">${words.term('signUpsWaits')}</span>`,
      },
    ];
  }

  async #copyLink(signUp: SignUpRowFragment): Promise<{ said: string }> {
    const link = this.#linkOf(signUp);
    try {
      await navigator.clipboard.writeText(link);
    } catch {
      // A page may not be allowed to; the link can be read instead.
      return { said: this.words.term('signUpsLink', link) };
    }
    return { said: this.words.term('signUpsCopied') };
  }

  #linkOf({ id }: SignUpRowFragment): string {
    const address = new URL(this.joinPage || location.pathname, location.href);
    address.searchParams.set('sign-up', id);
    return address.href;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-sign-ups': TaiwaSignUps;
  }
}
