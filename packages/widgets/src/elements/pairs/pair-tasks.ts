import { html, type TemplateResult } from 'lit';
import { departmentChoices, type DepartmentOption } from '../../console/department-choice.ts';
import type { Desk, Outcome, Task } from '../../console/desk.ts';
import type { Typed } from '../../console/form-draft.ts';
import { choiceField, lineField } from '../../console/form-field.ts';
import { oneByOne, type Tally } from '../../console/one-by-one.ts';
import type { PersonPicker } from '../../console/person-picker.ts';
import type { Selection } from '../../console/selection.ts';
import { textIn } from '../../console/sheet.ts';
import { Shortcoming } from '../../console/shortcoming.ts';
import { troubleText } from '../../console/trouble.ts';
import {
  PairsCreate,
  PairsEnd,
  PairsFromTree,
  PairsPause,
  PairsReopen,
  PairsResume,
  PairsTransfer,
} from '../../generated/pairs.ts';
import type { ImportedFragment, PairRowFragment } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';
import { kindChoices, KINDS, pauseOn, twoText } from './pair-columns.ts';

/** What the tasks need of the list they belong to. */
export interface PairDesk {
  readonly words: Words;
  readonly desk: Desk;
  readonly picker: PersonPicker;
  readonly ticked: Selection;
  readonly departments: () => readonly DepartmentOption[];
  /** Today in the tenant's zone, `2026-11-21`. */
  readonly today: () => string;
}

/** What shows pairs that would be made. */
interface PairViewer {
  open(one: ImportedFragment): void;
}

/** What an administrator does to pairs: one by one, or to all that are ticked. */
export class PairTasks {
  readonly #at: PairDesk;

  constructor(at: PairDesk) {
    this.#at = at;
  }

  /** Makes two people a pair. */
  create(): Task {
    const { words, desk, picker } = this.#at;
    return {
      title: words.term('pairsAdd'),
      body: (typed) =>
        html`${choiceField('kind', words.term('pairsKind'), kindChoices(words), typed['kind']?.[0])}
        ${picker.render({ name: 'memberId', label: words.term('pairsMember') }, typed)}
        ${picker.render({ name: 'counterpartId', label: words.term('pairsCounterpart') }, typed)}`,
      submit: words.term('pairsAdd'),
      draft: 'pair',
      run: async (given) => {
        const [memberId, counterpartId] = [textIn(given, 'memberId'), textIn(given, 'counterpartId')];
        if (!memberId || !counterpartId) throw new Shortcoming(words.term('pairsTwoMissing'));
        const kind = KINDS.find((one) => one === textIn(given, 'kind')) ?? 'MANAGER_MEMBER';
        const made = await desk.change(PairsCreate, { memberId, counterpartId, kind });
        return { said: words.term('pairsMade', twoText(words, made)) };
      },
    };
  }

  /** Shows what pairs the tree of departments would make; nothing is written by that. */
  fromTree(viewer: () => Promise<PairViewer>): Task {
    const { words, desk, departments } = this.#at;
    return {
      title: words.term('pairsFromTree'),
      body: (typed) =>
        html`<p class="muted">${words.term('pairsFromTreeText')}</p>
          ${choiceField(
            'departmentId',
            words.term('pairsDepartment'),
            [{ value: '', name: words.term('consoleAll') }, ...departmentChoices(departments())],
            typed['departmentId']?.[0],
          )}`,
      submit: words.term('pairsPreview'),
      run: async (given) => {
        const departmentId = textIn(given, 'departmentId') || null;
        // What cannot be shown is not asked for.
        const shown = await viewer();
        shown.open(await desk.change(PairsFromTree, { departmentId, dryRun: true }));
        return { said: '' };
      },
    };
  }

  /** Lets pairs rest; the way back is there where the rest begins at once. */
  pause(pairs: readonly PairRowFragment[]): Task {
    const { words, desk, today } = this.#at;
    return {
      title: words.term('pairsPause'),
      body: (typed) => this.#pauseFields(pairs, typed),
      submit: words.term('pairsPause'),
      all: pairs.length,
      run: async (given, step) => {
        const [from, until] = [textIn(given, 'from'), textIn(given, 'until') || null];
        const tally = await oneByOne(pairs, ({ id }) => desk.change(PairsPause, { pairId: id, from, until }), step);
        const back = () => this.#resumeAll(tally.done);
        return this.#outcomeOf(
          tally,
          words.term('pairsPausedNow', tally.done.length),
          from <= today() ? back : undefined,
        );
      },
    };
  }

  /** Ends the rest of pairs from today on. */
  async resume(pairs: readonly PairRowFragment[], step: () => void): Promise<Outcome> {
    const { words, desk, today } = this.#at;
    const tally = await oneByOne(pairs, ({ id }) => desk.change(PairsResume, { pairId: id }), step);
    const back = async (): Promise<void> => {
      for (const pair of tally.done) {
        const until = pauseOn(pair, today())?.until ?? null;
        await desk.change(PairsPause, { pairId: pair.id, from: today(), until });
      }
    };
    return this.#outcomeOf(tally, words.term('pairsResumed', tally.done.length), back);
  }

  /** Ends pairs; what they recorded stays with the two. */
  end(pairs: readonly PairRowFragment[]): Task {
    const { words, desk } = this.#at;
    return {
      title: words.term('pairsEndAsk', pairs.length),
      body: () =>
        html`<p class="muted">${words.term('pairsEndText')}</p>
          ${this.#names(pairs)}`,
      submit: words.term('pairsEnd'),
      isGrave: true,
      all: pairs.length,
      run: async (_given, step) => {
        const tally = await oneByOne(pairs, ({ id }) => desk.change(PairsEnd, { pairId: id }), step);
        const back = () => this.#reopenAll(tally.done);
        return this.#outcomeOf(tally, words.term('pairsEndedNow', tally.done.length), back);
      },
    };
  }

  /** Takes the end of pairs back. */
  async reopen(pairs: readonly PairRowFragment[], step: () => void): Promise<Outcome> {
    const { words, desk } = this.#at;
    const tally = await oneByOne(pairs, ({ id }) => desk.change(PairsReopen, { pairId: id }), step);
    const back = async (): Promise<void> => {
      for (const { id } of tally.done) await desk.change(PairsEnd, { pairId: id });
    };
    return this.#outcomeOf(tally, words.term('pairsReopened', tally.done.length), back);
  }

  /** Gives the members of pairs another manager, all or none; the former pairs end and keep their history. */
  transfer(pairs: readonly PairRowFragment[]): Task {
    const { words, desk, picker, ticked } = this.#at;
    return {
      title: words.term('pairsTransfer'),
      body: (typed) =>
        html`<p class="muted">${words.term('pairsTransferText')}</p>
          ${this.#names(pairs)} ${picker.render({ name: 'managerId', label: words.term('pairsNewManager') }, typed)}`,
      submit: words.term('pairsTransfer'),
      run: async (given) => {
        const managerId = textIn(given, 'managerId');
        if (!managerId) throw new Shortcoming(words.term('pairsManagerMissing'));
        const userIds = [...new Set(pairs.map(({ member }) => member.id))];
        const { people, pairsMade, pairsEnded } = await desk.change(PairsTransfer, { userIds, managerId });
        ticked.clear();
        return { said: words.term('pairsTransferred', people, pairsMade, pairsEnded) };
      },
    };
  }

  #pauseFields(pairs: readonly PairRowFragment[], typed: Typed): TemplateResult {
    const { words, today } = this.#at;
    const [from = today()] = typed['from'] ?? [];
    return html`<p class="muted">${words.term('pairsPauseText')}</p>
      ${this.#names(pairs)}
      <div class="pair">
        ${lineField(words, { name: 'from', label: words.term('pairsFrom'), value: from, type: 'date' })}
        ${lineField(words, {
          name: 'until',
          label: words.term('pairsUntil'),
          value: typed['until']?.[0] ?? '',
          type: 'date',
          isOptional: true,
        })}
      </div>`;
  }

  #names(pairs: readonly PairRowFragment[]): TemplateResult {
    return html`<ul class="names">
      ${pairs.map((pair) => html`<li>${twoText(this.#at.words, pair)}</li>`)}
    </ul>`;
  }

  async #resumeAll(pairs: readonly PairRowFragment[]): Promise<void> {
    for (const { id } of pairs) await this.#at.desk.change(PairsResume, { pairId: id });
  }

  async #reopenAll(pairs: readonly PairRowFragment[]): Promise<void> {
    for (const { id } of pairs) await this.#at.desk.change(PairsReopen, { pairId: id });
  }

  #outcomeOf({ done, failed, why }: Tally<PairRowFragment>, said: string, undo?: () => Promise<void>): Outcome {
    const { words, ticked } = this.#at;
    ticked.keep(failed.map(({ id }) => id));
    const back = done.length > 0 ? undo : undefined;
    if (!why) return { said, undo: back };
    const text = words.term('pairsNotAll', done.length, failed.length, troubleText(words, why));
    return { said: text, isTrouble: true, undo: back };
  }
}
