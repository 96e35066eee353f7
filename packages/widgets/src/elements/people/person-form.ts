import { html, type TemplateResult } from 'lit';
import { departmentField, type DepartmentOption } from '../../console/department-choice.ts';
import type { Typed } from '../../console/form-draft.ts';
import { lineField, tickField } from '../../console/form-field.ts';
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
  const field = (name: TextField, label: string, isOptional = true): TemplateResult =>
    lineField(words, {
      name,
      label,
      isOptional,
      value: typed[name]?.[0] ?? person?.[name] ?? '',
      type: name === 'email' ? 'email' : 'text',
    });
  const roles = ROLES.map((role) => ({ value: role, name: words.term(`role${role}`) }));
  const chosen = Object.keys(typed).length > 0 ? (typed['roles'] ?? []) : (person?.roles ?? ['MEMBER']);
  return html`
    <div class="pair">
      ${field('familyName', words.term('peopleFamilyName'), false)}
      ${field('givenName', words.term('peopleGivenName'), false)} ${field('familyKana', words.term('peopleFamilyKana'))}
      ${field('givenKana', words.term('peopleGivenKana'))} ${field('latinName', words.term('peopleLatinName'))}
      ${field('externalId', words.term('peopleExternalId'), false)}
    </div>
    ${field('email', words.term('peopleEmail'))}
    ${departmentField(words.term('peopleDepartment'), departments, typed['departmentId']?.[0] ?? person?.department.id)}
    ${tickField('roles', words.term('peopleRoles'), roles, chosen)}
  `;
}

type TextField = 'familyName' | 'givenName' | 'familyKana' | 'givenKana' | 'latinName' | 'externalId' | 'email';

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
