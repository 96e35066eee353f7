/** Input that a person can mend; its message names the file, line and column and is printed without a stack. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
