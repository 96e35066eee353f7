import { html, type TemplateResult } from 'lit';
import type { Task } from '../../console/desk.ts';
import { lineField, textField } from '../../console/form-field.ts';
import { heading } from '../../console/heading.ts';
import { emptyList, pager } from '../../console/list-tools.ts';
import { PagedList } from '../../console/paged-list.ts';
import { PersonPicker } from '../../console/person-picker.ts';
import { recordTable } from '../../console/record-table.ts';
import type { RowAction } from '../../console/row-menu.ts';
import { textIn } from '../../console/sheet.ts';
import { Shortcoming } from '../../console/shortcoming.ts';
import { LegalHolds, LegalHoldsConfirm, LegalHoldsRelease, LegalHoldsRequest } from '../../generated/legal-holds.ts';
import type { HoldRowFragment, LegalHoldsQuery } from '../../generated/types.ts';
import type { Lesson } from '../../locale/dictionary.ts';
import { button } from '../../parts/button.ts';
import { ConsoleElement } from '../console-element.ts';
import { holdColumns, peopleText, standingOf } from './hold-columns.ts';
import { protectionLesson } from './protection-lesson.ts';

const MOST_PEOPLE = 100;
const MOST_REASON = 500;

const lesson: Lesson = {
  ja: async () => (await import('../../locale/holds-ja.ts')).holdsJa,
  en: async () => (await import('../../locale/holds-en.ts')).holdsEn,
};

/**
 * Legal holds, for administrators: one asks that the data of some people be kept, another confirms it, and every one of them may
 * lift it. Those whose data it is see it. It opens nothing to anybody.
 *
 * @tag taiwa-legal-holds
 * @slot header - Above everything.
 * @slot error - In place of the panel shown when something failed.
 * @slot footer - Below everything.
 * @event {FailedEvent} taiwa-error - Something failed, and the element shows it.
 * @event {AuthRequiredEvent} taiwa-auth-required - Nobody is signed in.
 * @csspart card - The frame.
 * @csspart table - The list.
 * @csspart sheet - A form above the page.
 * @csspart button - Every button.
 */
export class TaiwaLegalHolds extends ConsoleElement<LegalHoldsQuery> {
  static override lessons = [lesson, protectionLesson];

  protected readonly home = new PagedList(this, {
    document: LegalHolds,
    variables: (paging) => paging,
    pageOf: ({ legalHolds }) => legalHolds,
  });
  readonly #picker = new PersonPicker(this, this.words);

  protected override there(): TemplateResult {
    const { words } = this;
    if (!this.isAdmin) return heading(words.term('holdsTitle'), words.term('protectionClosed'));
    const add = button('', words.term('holdsAsk'), () => this.#ask(() => this.#asking()));
    return html`
      ${heading(words.term('holdsTitle'), words.term('holdsLead'), add)} ${this.desk.outcome()} ${this.#list()}
      ${pager(words, this.home)}
    `;
  }

  #list(): TemplateResult {
    const { words } = this;
    const { rows } = this.home;
    if (rows.length === 0) return emptyList('lock', words.term('holdsNoneTitle'), words.term('holdsNoneText'));
    return recordTable(words, {
      label: words.term('holdsTitle'),
      columns: holdColumns(words),
      rows,
      idOf: ({ id }) => id,
      nameOf: (hold) => peopleText(words, hold),
      isBusy: this.home.isBusy,
      actions: (hold) => this.#actions(hold),
    });
  }

  #actions(hold: HoldRowFragment): readonly RowAction[] {
    const { words } = this;
    const standing = standingOf(hold);
    if (standing === 'OVER') return [];
    const isOwn = hold.requestedBy?.id === this.homeData?.viewer?.user.id;
    const confirm = { label: words.term('holdsConfirm'), press: () => this.#ask(() => this.#confirming(hold)) };
    const release = {
      label: words.term(standing === 'HOLDS' ? 'holdsRelease' : 'holdsWithdraw'),
      press: () => this.#ask(() => this.#releasing(hold)),
      isGrave: true,
    };
    return standing === 'WAITS' && !isOwn ? [confirm, release] : [release];
  }

  #asking(): Task {
    const { words } = this;
    return {
      title: words.term('holdsAsk'),
      body: (typed) =>
        html`<p class="muted">${words.term('holdsAskText')}</p>
          ${this.#picker.render({ name: 'personIds', label: words.term('holdsWhose'), most: MOST_PEOPLE }, typed)}
          ${textField('reason', words.term('holdsReason'), typed['reason']?.[0] ?? '', MOST_REASON)}
          <p class="small muted">${words.term('holdsReasonReaders')}</p>
          ${lineField(words, {
            name: 'expiresOn',
            label: words.term('holdsUntil'),
            value: typed['expiresOn']?.[0] ?? '',
            type: 'date',
          })}`,
      submit: words.term('holdsAsk'),
      draft: 'legal-hold',
      run: async (given) => {
        const personIds = given.getAll('personIds').filter((one) => typeof one === 'string');
        if (personIds.length === 0) throw new Shortcoming(words.term('holdsNobody'));
        // It ends with the day that was given, on the clock of the browser.
        const expiresAt = new Date(`${textIn(given, 'expiresOn')}T23:59:59`).toISOString();
        await this.desk.change(LegalHoldsRequest, { personIds, reason: textIn(given, 'reason'), expiresAt });
        return { said: words.term('holdsAsked') };
      },
    };
  }

  #confirming(hold: HoldRowFragment): Task {
    const { words } = this;
    return {
      title: words.term('holdsConfirmAsk', peopleText(words, hold)),
      body: () =>
        html`<p>${hold.reason}</p>
          <p class="muted">${words.term('holdsConfirmText')}</p>`,
      submit: words.term('holdsConfirm'),
      run: async () => {
        await this.desk.change(LegalHoldsConfirm, { holdId: hold.id });
        return { said: words.term('holdsConfirmed') };
      },
    };
  }

  #releasing(hold: HoldRowFragment): Task {
    const { words } = this;
    return {
      title: words.term('holdsReleaseAsk', peopleText(words, hold)),
      body: () => html`<p class="muted">${words.term('holdsReleaseText')}</p>`,
      submit: words.term('holdsRelease'),
      isGrave: true,
      run: async () => {
        await this.desk.change(LegalHoldsRelease, { holdId: hold.id });
        return { said: words.term('holdsReleased') };
      },
    };
  }

  #ask(task: () => Task): void {
    this.#picker.clear();
    this.desk.open(task);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-legal-holds': TaiwaLegalHolds;
  }
}
