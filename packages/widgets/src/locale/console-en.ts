import type { ConsoleMessages } from './console-messages.ts';

/** English of what the console shares. */
export const consoleEn: ConsoleMessages = {
  consoleSearch: 'Search',
  consoleAll: 'All',
  consolePages: 'Pages',
  consolePrevious: 'Previous',
  consoleNext: 'Next',
  consolePage: (page) => `Page ${page}`,
  consoleTick: (name) => `Select ${name}`,
  consoleTickAll: 'Select everything on this page',
  consoleTicked: (count) => `${count} selected`,
  consoleUntick: 'Clear selection',
  consoleMenu: (name) => `Actions for ${name}`,
  consoleEdit: 'Edit',
  consoleSave: 'Save',
  consoleNoMatch: 'Nothing matches',
  consoleNoMatchText: 'Try a shorter search, or show everything again.',
  consoleWiden: 'Show everything',
  consoleWorking: (done, all) => `Working (${done} of ${all})`,
  consoleRestored: 'What you typed earlier is back. It is not saved yet.',
  consoleUndone: 'Taken back',
  consoleNotUndone: 'This could not be taken back. Please try again.',
  consoleFindPerson: 'Find by name',
  consoleFoundNobody: 'Nobody was found. Try another spelling.',
  consoleChooseAnother: 'Choose another',
  consolePersonFound: (name, number, department) => `${name} (${number}, ${department})`,
};
