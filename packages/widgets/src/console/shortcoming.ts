/** What a person has to mend in a form before it is sent; the message is in their language. */
export class Shortcoming extends Error {
  override readonly name = 'Shortcoming';
}
