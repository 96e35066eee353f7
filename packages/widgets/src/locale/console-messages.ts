/** What the lists and forms of the console share. */
export interface ConsoleMessages {
  consoleSearch: string;
  /** No narrowing by this. */
  consoleAll: string;
  consolePages: string;
  consolePrevious: string;
  consoleNext: string;
  consolePage: (page: number) => string;
  consoleTick: (name: string) => string;
  consoleTickAll: string;
  consoleTicked: (count: number) => string;
  consoleUntick: string;
  consoleMenu: (name: string) => string;
  consoleEdit: string;
  consoleSave: string;
  consoleNoMatch: string;
  consoleNoMatchText: string;
  consoleWiden: string;
  consoleWorking: (done: number, all: number) => string;
  /** Something typed earlier was brought back. */
  consoleRestored: string;
  consoleUndone: string;
  consoleNotUndone: string;
  consoleFindPerson: string;
  consoleFoundNobody: string;
  consoleChooseAnother: string;
  /** A person, told from others of the same name. */
  consolePersonFound: (name: string, number: string, department: string) => string;
}
