import { html, type TemplateResult } from 'lit';
import type { FilterChoice } from '../../console/list-tools.ts';
import type { Column } from '../../console/record-table.ts';
import type { PersonRowFragment } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';
import { ROLES } from './person-form.ts';

/** The columns of a list of people. */
export function personColumns(words: Words): readonly Column<PersonRowFragment>[] {
  return [
    {
      title: words.term('peopleName'),
      cell: ({ name, externalId }) => html`<bdi>${name}</bdi><span class="sub">${externalId}</span>`,
    },
    { title: words.term('peopleDepartment'), cell: ({ department }) => department.name },
    { title: words.term('peopleRoles'), cell: ({ roles }) => rolePills(words, roles) },
    {
      title: words.term('peopleState'),
      cell: ({ active }) =>
        active ? words.term('peopleHere') : html`<span class="pill warning">${words.term('peopleLeft')}</span>`,
    },
  ];
}

function rolePills(words: Words, roles: PersonRowFragment['roles']): TemplateResult {
  const pill = (role: (typeof ROLES)[number]): TemplateResult =>
    html`<span class="pill ${role === 'MEMBER' ? '' : 'accent'}">${words.term(`role${role}`)}</span>`;
  return html`<span class="pills">${ROLES.filter((role) => roles.includes(role)).map(pill)}</span>`;
}

/** Roles to narrow a list to. */
export function roleChoices(words: Words): readonly FilterChoice[] {
  const names = ROLES.map((role) => ({ value: role, name: words.term(`role${role}`) }));
  return [{ value: '', name: words.term('consoleAll') }, ...names];
}

/** Whether people are still here, to narrow a list to. */
export function stateChoices(words: Words): readonly FilterChoice[] {
  return [
    { value: '', name: words.term('peopleHere') },
    { value: 'left', name: words.term('peopleLeft') },
    { value: 'all', name: words.term('consoleAll') },
  ];
}
