import { html, type TemplateResult } from 'lit';
import type { FilterChoice } from './list-tools.ts';

/** A department as lists of them are made: in tree order, with the one above it. */
export interface DepartmentOption {
  readonly id: string;
  readonly name: string;
  readonly parent?: { readonly id: string } | null | undefined;
}

/** The departments to choose from, each under the one it belongs to. */
export function departmentChoices(departments: readonly DepartmentOption[]): readonly FilterChoice[] {
  const depths = new Map<string, number>();
  return departments.map(({ id, name, parent }) => {
    const depth = parent ? (depths.get(parent.id) ?? 0) + 1 : 0;
    depths.set(id, depth);
    return { value: id, name: `${'\u3000'.repeat(depth)}${name}` };
  });
}

/** A field for one department. */
export function departmentField(
  label: string,
  departments: readonly DepartmentOption[],
  chosen: string | undefined,
): TemplateResult {
  return html`<div class="field">
    <label for="departmentId">${label}</label>
    <select id="departmentId" name="departmentId" part="select" required>
      <option value=""></option>
      ${departmentChoices(departments).map(
        ({ value, name }) => html`<option value=${value} ?selected=${value === chosen}>${name}</option>`,
      )}
    </select>
  </div>`;
}
