import { html, type TemplateResult } from 'lit';
import { departmentField } from '../../console/department-choice.ts';
import type { Desk, Task } from '../../console/desk.ts';
import type { Typed } from '../../console/form-draft.ts';
import { lineField } from '../../console/form-field.ts';
import { textIn } from '../../console/sheet.ts';
import { DepartmentsCreate, DepartmentsMove, DepartmentsRename } from '../../generated/departments.ts';
import type { DepartmentNodeFragment } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';

/** What an administrator does to departments, each with a way back where there is one. */
export class DepartmentTasks {
  readonly #words: Words;
  readonly #desk: Desk;

  constructor(words: Words, desk: Desk) {
    this.#words = words;
    this.#desk = desk;
  }

  /** Adds a department below another, or at the top. */
  add(parentId: string | undefined): Task {
    const words = this.#words;
    return {
      title: words.term('departmentsAdd'),
      body: (typed) => nameFields(words, typed),
      submit: words.term('consoleSave'),
      draft: `department:add:${parentId ?? ''}`,
      run: async (given) => {
        const made = await this.#desk.change(DepartmentsCreate, { ...nameIn(given), ...(parentId && { parentId }) });
        return { said: words.term('departmentsAdded', made.name) };
      },
    };
  }

  rename(department: DepartmentNodeFragment): Task {
    const words = this.#words;
    const { id: departmentId, nameJa, nameEn } = department;
    return {
      title: words.term('departmentsRename'),
      body: (typed) => nameFields(words, typed, department),
      submit: words.term('consoleSave'),
      draft: `department:rename:${departmentId}`,
      run: async (given) => {
        const { name } = await this.#desk.change(DepartmentsRename, { departmentId, ...nameIn(given) });
        const back = () => this.#desk.change(DepartmentsRename, { departmentId, name: nameJa, nameEn });
        return { said: words.term('departmentsRenamed', name), undo: back };
      },
    };
  }

  /** Moves a department, with those below it, under one of the others. */
  move({ id: departmentId, parent }: DepartmentNodeFragment, others: readonly DepartmentNodeFragment[]): Task {
    const words = this.#words;
    return {
      title: words.term('departmentsMove'),
      body: () => departmentField(words.term('departmentsMoveTo'), others, parent?.id),
      submit: words.term('departmentsMove'),
      run: async (given) => {
        const parentId = textIn(given, 'departmentId') || null;
        const { name } = await this.#desk.change(DepartmentsMove, { departmentId, parentId });
        const back = () => this.#desk.change(DepartmentsMove, { departmentId, parentId: parent?.id ?? null });
        return { said: words.term('departmentsMoved', name), undo: back };
      },
    };
  }
}

function nameFields(words: Words, typed: Typed, department?: DepartmentNodeFragment): TemplateResult {
  const { nameJa = '', nameEn = '' } = department ?? {};
  return html`${lineField(words, {
    name: 'name',
    label: words.term('departmentsName'),
    value: typed['name']?.[0] ?? nameJa,
  })}
  ${lineField(words, {
    name: 'nameEn',
    label: words.term('departmentsNameEn'),
    value: typed['nameEn']?.[0] ?? nameEn ?? '',
    isOptional: true,
  })}`;
}

function nameIn(given: FormData): { readonly name: string; readonly nameEn: string | null } {
  return { name: textIn(given, 'name'), nameEn: textIn(given, 'nameEn') || null };
}
