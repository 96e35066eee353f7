import type { Language } from './actor.ts';

/** A letter to a person. */
export interface Letter {
  readonly to: string;
  readonly language: Language;
  readonly subject: string;
  /** Plain text; lines end with a line feed. */
  readonly text: string;
  /** The same letter sent again under this key arrives once. */
  readonly key: string;
}

/** Sends letters; throws when the letter was not taken. */
export interface Mail {
  send(letter: Letter): Promise<void>;
}

/** The outside world as jobs reach it: after the commit, never inside of a request or a transaction. */
export interface Ports {
  readonly mail: Mail;
}

/** Keeps the letters, for tests and development. */
export class MemoryMail implements Mail {
  readonly letters = new Map<string, Letter>();

  async send(letter: Letter): Promise<void> {
    this.letters.set(letter.key, letter);
  }
}

/** The outside world in memory. */
export const memoryPorts = (): Ports & { readonly mail: MemoryMail } => ({ mail: new MemoryMail() });
