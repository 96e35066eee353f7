/** The database is not in a state in which it can be brought up to date; the message is one line that says what to do. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused';
}
