import { html, type TemplateResult } from 'lit';
import type { Outcome, Task } from '../../console/desk.ts';
import { lineField } from '../../console/form-field.ts';
import { heading } from '../../console/heading.ts';
import { emptyList, pager } from '../../console/list-tools.ts';
import { PagedList } from '../../console/paged-list.ts';
import { PersonPicker } from '../../console/person-picker.ts';
import { recordTable, type Column } from '../../console/record-table.ts';
import { textIn } from '../../console/sheet.ts';
import { Shortcoming } from '../../console/shortcoming.ts';
import { Erasures, ErasuresCancel, ErasuresPreview, ErasuresRequest } from '../../generated/erasures.ts';
import type { ErasureLinesFragment, ErasureRowFragment, ErasuresQuery } from '../../generated/types.ts';
import { browserZone, dayText } from '../../locale/time.ts';
import { button } from '../../parts/button.ts';
import type { Lesson } from '../../locale/dictionary.ts';
import { ConsoleElement } from '../console-element.ts';
import { protectionLesson } from '../legal-holds/protection-lesson.ts';
import { erasureLines, kindsLesson } from './erasure-lines.ts';
import { erasureStanding, isPlanned } from './erasure-standing.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/erasures-ja.ts')).erasuresJa,
  en: async () => (await import('../../locale/erasures-en.ts')).erasuresEn,
};

/**
 * Erasures of people's data, for administrators: asked for after a look at what goes and what stays, confirmed by typing the
 * name, called off within seven days; what was erased stays in the list without a name.
 *
 * @tag taiwa-erasures
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
export class TaiwaErasures extends ConsoleElement<ErasuresQuery> {
  static override lessons = [lesson, kindsLesson, protectionLesson];

  protected readonly home = new PagedList(this, {
    document: Erasures,
    variables: (paging) => paging,
    pageOf: ({ erasures }) => erasures,
  });
  readonly #picker = new PersonPicker(this, this.words);

  protected override there(): TemplateResult {
    const { words } = this;
    if (!this.isAdmin) return heading(words.term('erasuresTitle'), words.term('protectionClosed'));
    const open = (): void => {
      this.#picker.clear();
      this.desk.open(() => this.#asking());
    };
    return html`
      ${heading(words.term('erasuresTitle'), words.term('erasuresLead'), button('danger', words.term('erasuresAsk'), open))}
      ${this.desk.outcome()} ${this.#list()} ${pager(words, this.home)}
    `;
  }

  #list(): TemplateResult {
    const { words } = this;
    const { rows } = this.home;
    if (rows.length === 0) return emptyList('leaf', words.term('erasuresNoneTitle'), words.term('erasuresNoneText'));
    const cancel = (erasure: ErasureRowFragment) => () => void this.desk.work(1, () => this.#callOff(erasure));
    return recordTable(words, {
      label: words.term('erasuresTitle'),
      columns: this.#columns(),
      rows,
      idOf: ({ id }) => id,
      nameOf: (erasure) => this.#nameOf(erasure),
      isBusy: this.home.isBusy,
      actions: (erasure) =>
        isPlanned(erasure) ? [{ label: words.term('erasuresCancel'), press: cancel(erasure) }] : [],
    });
  }

  #columns(): readonly Column<ErasureRowFragment>[] {
    const { words } = this;
    const asked = ({ requestedAt, requestedBy }: ErasureRowFragment): TemplateResult =>
      html`${dayText(requestedAt, words.language, browserZone())}
        <span class="sub"
          >${requestedBy ? words.term('person', requestedBy.name) : words.term('protectionFormer')}</span
        >`;
    return [
      { title: words.term('erasuresWhose'), cell: (erasure) => this.#nameOf(erasure) },
      { title: words.term('erasuresAskedAt'), cell: asked },
      { title: words.term('protectionState'), cell: (erasure) => erasureStanding(words, erasure) },
    ];
  }

  /** What was erased bears no name. */
  #nameOf({ person, erasedAt }: ErasureRowFragment): string {
    const { words } = this;
    return person && !erasedAt ? words.term('person', person.name) : words.term('protectionFormer');
  }

  #asking(): Task {
    const { words, desk } = this;
    return {
      title: words.term('erasuresAsk'),
      body: (typed) =>
        html`${this.#picker.render({ name: 'userId', label: words.term('erasuresWhose') }, typed)}
          <p class="muted">${words.term('erasuresWhen')}</p>`,
      submit: words.term('erasuresLook'),
      run: async (given) => {
        const [userId, name] = [textIn(given, 'userId'), textIn(given, 'userIdName')];
        if (!userId) throw new Shortcoming(words.term('erasuresNobody'));
        const { erasurePreview } = await desk.ask(ErasuresPreview, { userId });
        desk.follow(() => this.#confirming({ userId, name }, erasurePreview));
        return { said: '' };
      },
    };
  }

  /** What goes and what stays is read before the name is typed. */
  #confirming({ userId, name }: { userId: string; name: string }, lines: ErasureLinesFragment): Task {
    const { words, desk } = this;
    return {
      title: words.term('erasuresAskOf', words.term('person', name)),
      body: (typed) =>
        html`${erasureLines(words, lines)}
          <p class="small muted">${words.term('erasuresConfidential')}</p>
          <p class="notice warning">${words.term('erasuresWhen')}</p>
          ${lineField(words, {
            name: 'typedName',
            label: words.term('erasuresTypeName'),
            value: typed['typedName']?.[0] ?? '',
          })}`,
      submit: words.term('erasuresAsk'),
      isGrave: true,
      run: async (given) => {
        if (bare(textIn(given, 'typedName')) !== bare(name))
          throw new Shortcoming(words.term('erasuresOtherName', name));
        await desk.change(ErasuresRequest, { userId });
        return { said: words.term('erasuresPlanned', name) };
      },
    };
  }

  async #callOff({ id, person }: ErasureRowFragment): Promise<Outcome> {
    await this.desk.change(ErasuresCancel, { erasureId: id });
    return { said: this.words.term('erasuresCalledOff', person?.name ?? '') };
  }
}

/** A name without what keyboards write differently: kinds of spaces and letters. */
const bare = (name: string): string => name.normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase();

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-erasures': TaiwaErasures;
  }
}
