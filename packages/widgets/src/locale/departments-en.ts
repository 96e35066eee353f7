import type { DepartmentsMessages } from './departments-messages.ts';

/** English of `<taiwa-departments>`. */
export const departmentsEn: DepartmentsMessages = {
  departmentsTitle: 'Departments',
  departmentsLead: 'Choose a department to add to it, rename it or move it. Its people go along.',
  departmentsLeadOthers: 'The departments of the company. Administrators make the changes.',
  departmentsNone: 'There is no department yet',
  departmentsNoneText: 'Begin with one for the whole company and add the others below it.',
  departmentsAdd: 'Add a department',
  departmentsAddBelow: 'Add below this',
  departmentsRename: 'Rename',
  departmentsMove: 'Move',
  departmentsMoveTo: 'Move it below',
  departmentsName: 'Name',
  departmentsNameEn: 'Name in English',
  departmentsAdded: (name) => `${name} is added`,
  departmentsRenamed: (name) => `It is called ${name} now`,
  departmentsMoved: (name) => `${name} is moved`,
};
