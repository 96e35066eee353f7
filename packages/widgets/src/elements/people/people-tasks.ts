import { html } from 'lit';
import { departmentField, type DepartmentOption } from '../../console/department-choice.ts';
import type { Desk, Outcome, Task } from '../../console/desk.ts';
import { oneByOne } from '../../console/one-by-one.ts';
import type { Selection } from '../../console/selection.ts';
import { textIn } from '../../console/sheet.ts';
import { Shortcoming } from '../../console/shortcoming.ts';
import { troubleText } from '../../console/trouble.ts';
import {
  PeopleCreate,
  PeopleDeactivate,
  PeopleReactivate,
  PeopleTransfer,
  PeopleUpdate,
} from '../../generated/people.ts';
import type { PersonRowFragment } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';
import { personForm, personIn } from './person-form.ts';

/** What an administrator does to people: one by one by a form, several by what is ticked. */
export class PeopleTasks {
  readonly #words: Words;
  readonly #desk: Desk;
  readonly #departments: () => readonly DepartmentOption[];

  constructor(words: Words, desk: Desk, departments: () => readonly DepartmentOption[]) {
    this.#words = words;
    this.#desk = desk;
    this.#departments = departments;
  }

  /** Registers a person, or changes one. */
  edit(person: PersonRowFragment | undefined): Task {
    const words = this.#words;
    return {
      title: person ? words.term('person', person.name) : words.term('peopleAdd'),
      body: (typed) => personForm(words, person, typed, this.#departments()),
      submit: words.term('consoleSave'),
      draft: `person:${person?.id ?? 'new'}`,
      run: async (given) => {
        const input = personIn(given);
        if (input.roles.length === 0) throw new Shortcoming(words.term('peopleRolesMissing'));
        const saved = person
          ? await this.#desk.change(PeopleUpdate, { userId: person.id, ...input })
          : await this.#desk.change(PeopleCreate, input);
        return { said: words.term('peopleSaved', saved.name) };
      },
    };
  }

  /** Moves people to a department, all or none; the way back moves each to where they were. */
  move(people: readonly PersonRowFragment[], ticked: Selection): Task {
    const words = this.#words;
    return {
      title: words.term('peopleMove'),
      body: () =>
        html`<p class="muted">${words.term('peopleMoveText', people.length)}</p>
          ${departmentField(words.term('peopleMoveTo'), this.#departments(), undefined)}`,
      submit: words.term('peopleMove'),
      run: async (given) => {
        const userIds = people.map(({ id }) => id);
        await this.#desk.change(PeopleTransfer, { userIds, departmentId: textIn(given, 'departmentId') });
        ticked.clear();
        return { said: words.term('peopleMoved', userIds.length), undo: () => this.#moveBack(people) };
      },
    };
  }

  /** Marks people as having left, one after the other; those for whom it failed stay ticked. */
  leave(ticked: Selection): Task {
    const words = this.#words;
    return {
      title: words.term('peopleDeactivateTitle', ticked.count),
      body: () =>
        html`<p class="muted">${words.term('peopleDeactivateText')}</p>
          <ul class="names">
            ${ticked.names.map((name) => html`<li>${name}</li>`)}
          </ul>`,
      submit: words.term('peopleDeactivate'),
      isGrave: true,
      all: ticked.count,
      run: (_given, step) => this.#deactivate(ticked, step),
    };
  }

  async #deactivate(ticked: Selection, step: () => void): Promise<Outcome> {
    const words = this.#words;
    const leave = (userId: string) => this.#desk.change(PeopleDeactivate, { userId });
    const { done, failed, why } = await oneByOne(ticked.ids, leave, step);
    ticked.keep(failed);
    const back = async (): Promise<void> => {
      for (const userId of done) await this.#desk.change(PeopleReactivate, { userId });
    };
    const undo = done.length > 0 ? back : undefined;
    if (!why) return { said: words.term('peopleDeactivated', done.length), undo };
    const said = words.term('peopleNotAll', done.length, failed.length, troubleText(words, why));
    return { said, isTrouble: true, undo };
  }

  async #moveBack(people: readonly PersonRowFragment[]): Promise<void> {
    for (const departmentId of new Set(people.map(({ department }) => department.id))) {
      const userIds = people.filter(({ department }) => department.id === departmentId).map(({ id }) => id);
      await this.#desk.change(PeopleTransfer, { userIds, departmentId });
    }
  }
}
