import type { ReactiveController } from 'lit';
import { Pick, PickChanged } from '../generated/pick.ts';
import type { Part, SessionState, UpcomingFragment, UpcomingSessionFragment } from '../generated/types.ts';
import { follow } from './live-controller.ts';
import { QueryController, type ClientHost, type Reading } from './query-controller.ts';

/** An element about one session, which the page may name. */
export interface SessionHost extends ClientHost {
  readonly sessionId: string;
}

/** What is asked of the session. */
interface Asking<Data> {
  readonly reading: Reading<Data>;
  reload(): Promise<void>;
}

/**
 * Says which session an element is about: the one the page names, otherwise the viewer's next one (in the given part,
 * where the element is for one of the two only), following along as meetings are made and held.
 */
export class SessionPicker implements ReactiveController {
  readonly #host: SessionHost;
  readonly #part: Part | undefined;
  readonly #query: QueryController<{ readonly viewer: UpcomingFragment | null }, Record<string, never>>;
  #kept: string | undefined;

  /** The session as a query asks for it; undefined while there is none. */
  readonly variables = (): { readonly sessionId: string } | undefined => {
    const { id } = this;
    return id ? { sessionId: id } : undefined;
  };

  constructor(host: SessionHost, part?: Part) {
    this.#host = host;
    this.#part = part;
    const variables = () => (host.sessionId === '' ? {} : undefined);
    this.#query = new QueryController(host, { document: Pick, variables });
    follow(host, {
      document: PickChanged,
      variables,
      onEvent: ({ homeChanged }) => this.#query.tell({ viewer: homeChanged }),
    });
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#kept = undefined;
  }

  /** The session; undefined while it is looked for, null where there is none. */
  get id(): string | null | undefined {
    if (this.#host.sessionId !== '') return this.#host.sessionId;
    const { data } = this.#query;
    const picked = data && pickSession(data.viewer, this.#part);
    if (this.#kept && picked?.state !== 'LIVE') return this.#kept;
    return data && (picked?.id ?? null);
  }

  /** Stays with a talk that is going on when it ends, though another one is next by then; until another is going on. */
  keep(session: { readonly id: string; readonly state: SessionState } | null | undefined): void {
    if (this.#host.sessionId !== '') this.#kept = undefined;
    else if (session?.state === 'LIVE') this.#kept = session.id;
  }

  /** How it stands with what is asked of the session; until there is one, with the search: no data where none is to come. */
  readingOf<Data>({ reading }: Asking<Data>): Reading<Data | undefined> {
    if (this.id) return reading;
    const search = this.#query.reading;
    return search.state === 'there' ? { ...search, data: undefined } : search;
  }

  /** Asks again for the session, or which one it is. */
  reload(query: Asking<unknown>): Promise<void> {
    return (this.id ? query : this.#query).reload();
  }
}

/** The session to show first: one that is going on, then the earliest; of one part only where that is asked. */
export function pickSession(
  viewer: UpcomingFragment | null,
  part: Part | undefined,
): UpcomingSessionFragment | undefined {
  const all = [viewer?.nextSession, ...(viewer?.pairs.nodes.map((one) => one.nextSession) ?? [])];
  return all
    .filter((one) => one !== null && one !== undefined)
    .filter(({ viewerPart }) => part === undefined || viewerPart === part)
    .sort((a, b) => Number(b.state === 'LIVE') - Number(a.state === 'LIVE') || a.startsAt.localeCompare(b.startsAt))[0];
}
