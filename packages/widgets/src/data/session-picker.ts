import type { ReactiveController } from 'lit';
import { Pick, PickChanged } from '../generated/pick.ts';
import type { Part, SessionState, UpcomingFragment, UpcomingSessionFragment } from '../generated/types.ts';
import { follow } from './live-controller.ts';
import { Picker, type SessionHost } from './picker.ts';
import { QueryController } from './query-controller.ts';

/**
 * Says which session an element is about: the one the page names, otherwise the viewer's next one (in the given part,
 * where the element is for one of the two only), following along as meetings are made and held.
 */
export class SessionPicker extends Picker implements ReactiveController {
  readonly #host: SessionHost;
  readonly #part: Part | undefined;
  readonly #query: QueryController<{ readonly viewer: UpcomingFragment | null }, Record<string, never>>;
  #kept: string | undefined;

  constructor(host: SessionHost, part?: Part) {
    super();
    this.#host = host;
    this.#part = part;
    const searched = () => (host.sessionId === '' ? {} : undefined);
    this.#query = new QueryController(host, { document: Pick, variables: searched });
    follow(host, {
      document: PickChanged,
      variables: searched,
      onEvent: ({ homeChanged }) => this.#query.tell({ viewer: homeChanged }),
    });
    host.addController(this);
  }

  hostUpdate(): void {
    // The next person has other talks.
    if (!this.#query.data) this.#kept = undefined;
  }

  hostDisconnected(): void {
    this.#kept = undefined;
  }

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

  protected get search() {
    return this.#query;
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
