import { html, nothing, type TemplateResult } from 'lit';
import { departmentField, type DepartmentOption } from '../../console/department-choice.ts';
import type { Typed } from '../../console/form-draft.ts';
import { textIn } from '../../console/sheet.ts';
import type { CreateUserInput, PersonRowFragment, Role } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';

/** What a person can be in a tenant, in the order in which it is offered. */
export const ROLES: readonly Role[] = ['MEMBER', 'MANAGER', 'ADVISOR', 'ADMIN'];

/** What stands in the form of a person: what was typed before, or what is known. */
export function personForm(
  words: Words,
  person: PersonRowFragment | undefined,
  typed: Typed,
  departments: readonly DepartmentOption[],
): TemplateResult {
  const field = (name: TextField, label: string, isRequired = false): TemplateResult =>
    html`<div class="field">
      <label for=${name}
        >${label}${isRequired ? nothing : html`<span class="optional">${words.term('optional')}</span>`}</label
      >
      <input
        type=${name === 'email' ? 'email' : 'text'}
        id=${name}
        name=${name}
        part="input"
        autocomplete="off"
        ?required=${isRequired}
        .value=${typed[name]?.[0] ?? person?.[name] ?? ''}
      />
    </div>`;
  const hasDraft = Object.keys(typed).length > 0;
  return html`
    ${hasDraft ? html`<p class="small muted" role="status">${words.term('consoleRestored')}</p>` : nothing}
    <div class="pair">
      ${field('familyName', words.term('peopleFamilyName'), true)}
      ${field('givenName', words.term('peopleGivenName'), true)} ${field('familyKana', words.term('peopleFamilyKana'))}
      ${field('givenKana', words.term('peopleGivenKana'))} ${field('latinName', words.term('peopleLatinName'))}
      ${field('externalId', words.term('peopleExternalId'), true)}
    </div>
    ${field('email', words.term('peopleEmail'))}
    ${departmentField(words.term('peopleDepartment'), departments, typed['departmentId']?.[0] ?? person?.department.id)}
    ${roleTicks(words, hasDraft ? (typed['roles'] ?? []) : (person?.roles ?? ['MEMBER']))}
  `;
}

type TextField = 'familyName' | 'givenName' | 'familyKana' | 'givenKana' | 'latinName' | 'externalId' | 'email';

function roleTicks(words: Words, chosen: readonly string[]): TemplateResult {
  return html`<fieldset>
    <legend>${words.term('peopleRoles')}</legend>
    <div>
      ${ROLES.map(
        (role) =>
          html`<label class="tick-line">
            <input type="checkbox" name="roles" value=${role} .checked=${chosen.includes(role)} />
            ${words.term(`role${role}`)}
          </label>`,
      )}
    </div>
  </fieldset>`;
}

/** What was given in the form, as the server takes it; what was left empty is taken away. */
export function personIn(given: FormData): CreateUserInput {
  const orNothing = (name: TextField): string | null => textIn(given, name) || null;
  return {
    familyName: textIn(given, 'familyName'),
    givenName: textIn(given, 'givenName'),
    familyKana: orNothing('familyKana'),
    givenKana: orNothing('givenKana'),
    latinName: orNothing('latinName'),
    externalId: textIn(given, 'externalId'),
    email: orNothing('email'),
    departmentId: textIn(given, 'departmentId'),
    roles: ROLES.filter((role) => given.getAll('roles').includes(role)),
  };
}
