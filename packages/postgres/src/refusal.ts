/** Exit code of a process for each way in which the embedded database can refuse to open. */
export const EXIT_CODES = {
  failed: 1,
  inUse: 3,
  notAllowed: 4,
  noSpace: 5,
  wrongVersion: 6,
  cannotRun: 7,
} as const;

/** Why the embedded database did not open; see {@link EXIT_CODES}. */
export type RefusalReason = keyof typeof EXIT_CODES;

/** What the operator can do where no embedded database is possible. */
export const SET_SERVER = 'set DATABASE_URL to a PostgreSQL server (15 or newer)';

/** The same as the last choice of several; ends many messages. */
export const USE_SERVER = `or ${SET_SERVER}`;

/**
 * The embedded database does not open, or is lost.
 * `message` is one line that says what is wrong and what to do; `detail` holds the last lines of PostgreSQL's own log
 * where they help, never a password; `exitCode` is what a process that can do nothing else should exit with.
 */
export class DatabaseRefusal extends Error {
  override readonly name = 'DatabaseRefusal';
  readonly reason: RefusalReason;
  readonly exitCode: number;
  readonly detail: string;

  constructor(reason: RefusalReason, message: string, detail = '') {
    super(message.replaceAll(/\s*\n\s*/g, ' '));
    this.reason = reason;
    this.exitCode = EXIT_CODES[reason];
    this.detail = detail;
  }
}
