import type { BulkOutcome } from '../../console/bulk-work.ts';
import type { Selection } from '../../console/selection.ts';
import { troubleText } from '../../console/trouble.ts';
import { MutationController } from '../../data/mutation-controller.ts';
import type { ClientHost } from '../../data/query-controller.ts';
import { PeopleCreate, PeopleDeactivate, PeopleTransfer, PeopleUpdate } from '../../generated/people.ts';
import type { CreateUserInput, PersonRowFragment } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';

/** What an administrator does to people: one by one by a form, several by what is ticked. */
export class PeopleChanges {
  readonly #words: Words;
  readonly #create;
  readonly #update;
  readonly #transfer;
  readonly #deactivate;

  constructor(host: ClientHost, words: Words) {
    this.#words = words;
    this.#create = new MutationController(host, PeopleCreate);
    this.#update = new MutationController(host, PeopleUpdate);
    this.#transfer = new MutationController(host, PeopleTransfer);
    this.#deactivate = new MutationController(host, PeopleDeactivate);
  }

  get isRunning(): boolean {
    return this.#create.running || this.#update.running;
  }

  /** Why the form was not saved. */
  get failure() {
    return this.#create.failure ?? this.#update.failure;
  }

  forget(): void {
    this.#create.forget();
    this.#update.forget();
  }

  /** Registers a person, or changes the one with this id; undefined where it failed. */
  save(userId: string | undefined, given: CreateUserInput): Promise<PersonRowFragment | undefined> {
    return userId ? this.#update.run({ userId, ...given }) : this.#create.run(given);
  }

  /** Moves people to a department, all or none; the way back moves each to where they were. */
  async move(people: readonly PersonRowFragment[], departmentId: string): Promise<BulkOutcome> {
    const userIds = people.map(({ id }) => id);
    const moved = await this.#transfer.run({ userIds, departmentId });
    if (!moved) return this.#troubled();
    return { said: this.#words.term('peopleMoved', userIds.length), undo: () => this.#moveBack(people) };
  }

  /** Marks people as having left, one after the other; those for whom it failed stay ticked. */
  async deactivate(selection: Selection, step: () => void): Promise<BulkOutcome> {
    const failed: string[] = [];
    const all = selection.ids;
    let why = '';
    for (const userId of all) {
      const left = await this.#deactivate.run({ userId });
      if (!left) {
        failed.push(userId);
        why = troubleText(this.#words, this.#deactivate.failure);
      }
      step();
    }
    selection.keep(failed);
    const done = all.length - failed.length;
    if (failed.length === 0) return { said: this.#words.term('peopleDeactivated', done) };
    return { said: this.#words.term('peopleNotAll', done, failed.length, why), isTrouble: true };
  }

  async #moveBack(people: readonly PersonRowFragment[]): Promise<BulkOutcome> {
    const former = new Set(people.map(({ department }) => department.id));
    for (const departmentId of former) {
      const userIds = people.filter(({ department }) => department.id === departmentId).map(({ id }) => id);
      const moved = await this.#transfer.run({ userIds, departmentId });
      if (!moved)
        return { said: this.#words.term('consoleNotUndone'), isTrouble: true, undo: () => this.#moveBack(people) };
    }
    return { said: this.#words.term('consoleUndone') };
  }

  #troubled(): BulkOutcome {
    return { said: troubleText(this.#words, this.#transfer.failure), isTrouble: true };
  }
}
