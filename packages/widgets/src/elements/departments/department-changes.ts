import type { BulkOutcome } from '../../console/bulk-work.ts';
import { troubleText } from '../../console/trouble.ts';
import type { Failure } from '../../data/failure.ts';
import { MutationController } from '../../data/mutation-controller.ts';
import type { ClientHost } from '../../data/query-controller.ts';
import { DepartmentsCreate, DepartmentsMove, DepartmentsRename } from '../../generated/departments.ts';
import type { DepartmentNodeFragment } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';

/** A name in both languages; English may be left out. */
export interface DepartmentName {
  readonly name: string;
  readonly nameEn: string | null;
}

/** What an administrator does to departments, each with a way back where there is one. */
export class DepartmentChanges {
  readonly #words: Words;
  readonly #create;
  readonly #rename;
  readonly #move;

  constructor(host: ClientHost, words: Words) {
    this.#words = words;
    this.#create = new MutationController(host, DepartmentsCreate);
    this.#rename = new MutationController(host, DepartmentsRename);
    this.#move = new MutationController(host, DepartmentsMove);
  }

  get isRunning(): boolean {
    return this.#create.running || this.#rename.running || this.#move.running;
  }

  get failure(): Failure | undefined {
    return this.#create.failure ?? this.#rename.failure ?? this.#move.failure;
  }

  forget(): void {
    for (const one of [this.#create, this.#rename, this.#move]) one.forget();
  }

  /** Adds a department below another, or at the top; undefined where it failed. */
  async create(parentId: string | undefined, given: DepartmentName): Promise<BulkOutcome | undefined> {
    const made = await this.#create.run({ ...given, ...(parentId && { parentId }) });
    return made && { said: this.#words.term('departmentsAdded', made.name) };
  }

  async rename(former: DepartmentNodeFragment, given: DepartmentName): Promise<BulkOutcome | undefined> {
    const renamed = await this.#rename.run({ departmentId: former.id, ...given });
    const before = { name: former.nameJa, nameEn: former.nameEn ?? null };
    return (
      renamed && {
        said: this.#words.term('departmentsRenamed', renamed.name),
        undo: () => this.#back(this.rename(renamed, before)),
      }
    );
  }

  async move(former: DepartmentNodeFragment, parentId: string | null): Promise<BulkOutcome | undefined> {
    const moved = await this.#move.run({ departmentId: former.id, parentId });
    const before = former.parent?.id ?? null;
    return (
      moved && {
        said: this.#words.term('departmentsMoved', moved.name),
        undo: () => this.#back(this.move(moved, before)),
      }
    );
  }

  async #back(change: Promise<BulkOutcome | undefined>): Promise<BulkOutcome> {
    if (await change) return { said: this.#words.term('consoleUndone') };
    return { said: troubleText(this.#words, this.failure), isTrouble: true };
  }
}
