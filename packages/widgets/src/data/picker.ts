import type { ClientHost, Reading } from './query-controller.ts';

/** An element about one session, which the page may name. */
export interface SessionHost extends ClientHost {
  readonly sessionId: string;
}

/** What is asked of a session, or of which one it is. */
interface Asked<Data> {
  readonly reading: Reading<Data>;
  reload(): Promise<void>;
}

/** What there is to show where no session is to come. */
interface NoSession {
  readonly session: null;
}

/** Says which session an element is about, and how it stands with that: first with the search, then with the session. */
export abstract class Picker {
  readonly #none = new WeakMap<object, Reading<NoSession>>();

  /** The session; undefined while it is looked for, null where there is none. */
  abstract get id(): string | null | undefined;

  protected abstract get search(): Asked<unknown>;

  /** The session as a query asks for it; undefined while there is none. */
  readonly variables = (): { readonly sessionId: string } | undefined => {
    const { id } = this;
    return id ? { sessionId: id } : undefined;
  };

  /** How it stands with what is asked of the session; the same object until something changes. */
  readingOf<Data>({ reading }: Pick<Asked<Data>, 'reading'>): Reading<Data | NoSession> {
    if (this.id) return reading;
    const search = this.search.reading;
    if (search.state !== 'there') return search;
    const none = this.#none.get(search) ?? { ...search, data: { session: null } };
    this.#none.set(search, none);
    return none;
  }

  /** Asks again for the session, or which one it is. */
  reload(query: Asked<unknown>): Promise<void> {
    return (this.id ? query : this.search).reload();
  }
}
