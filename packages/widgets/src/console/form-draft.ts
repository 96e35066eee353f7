import { dropDraft, keepDraft, readDraft, type DraftKey } from '../data/draft.ts';

/** What somebody has typed into a form, by the names of its fields. */
export type Typed = Readonly<Record<string, readonly string[]>>;

/** Keeps what is typed into a form on this device until it is saved, so that closing it, a reload or a crash loses nothing. */
export class FormDraft {
  readonly #key: () => DraftKey | undefined;

  /** `key` answers undefined while nobody knows who is typing. */
  constructor(key: () => DraftKey | undefined) {
    this.#key = key;
  }

  /** What was typed and not saved; empty where nothing was. */
  read(): Typed {
    const key = this.#key();
    return (key && readDraft(key, isTyped)) ?? {};
  }

  keep(given: FormData): void {
    const key = this.#key();
    if (!key) return;
    const typed: Record<string, string[]> = {};
    for (const [name, value] of given) if (typeof value === 'string') (typed[name] ??= []).push(value);
    keepDraft(key, typed);
  }

  drop(): void {
    const key = this.#key();
    if (key) dropDraft(key);
  }
}

function isTyped(value: unknown): value is Typed {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).every((one) => Array.isArray(one) && one.every((text) => typeof text === 'string'));
}
