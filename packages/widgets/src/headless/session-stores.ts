import type { Failure } from '../data/failure.ts';
import { follow } from '../data/live-controller.ts';
import { MutationController } from '../data/mutation-controller.ts';
import { QueryController, type Reading } from '../data/query-controller.ts';
import { SessionPicker } from '../data/session-picker.ts';
import { Brief, BriefChanged, BriefSeen } from '../generated/brief.ts';
import { Talk, TalkChanged, TalkEnd, TalkStart } from '../generated/session.ts';
import type { BriefedFragment, Part, TalkingFragment } from '../generated/types.ts';
import { StoreHost, storeOf, type Store, type StoreOptions } from './store.ts';

/** A store about one session: the one named, otherwise the viewer's next. */
export interface SessionStoreOptions extends StoreOptions {
  readonly sessionId?: string;
}

/** A session as one of the elements has it. */
export interface SessionSnapshot<Session> {
  /** `there` with null where no session is to come. */
  readonly reading: Reading<{ readonly session: Session | null }>;
  readonly isChanging: boolean;
  /** Why the last change did not happen. */
  readonly failure: Failure | undefined;
}

/** What the counterpart reads before a talk. */
export interface BriefStore extends Store<SessionSnapshot<BriefedFragment>> {
  /** Tells the member that it was seen: call it once a person could read it. */
  markSeen(): Promise<boolean>;
}

/** The talk itself. */
export interface SessionStore extends Store<SessionSnapshot<TalkingFragment>> {
  start(): Promise<boolean>;
  end(): Promise<boolean>;
}

class SessionHost extends StoreHost {
  readonly sessionId: string;
  readonly picker: SessionPicker;

  constructor({ sessionId = '', ...options }: SessionStoreOptions, part?: Part) {
    super(options);
    this.sessionId = sessionId;
    this.picker = new SessionPicker(this, part);
  }
}

type Change<Session> = MutationController<
  Session | { readonly message: string; readonly code: string },
  { sessionId: string }
>;

/** Opens a store of the brief on a session; the counterpart's next one where none is named. */
export function briefStore(options: SessionStoreOptions = {}): BriefStore {
  const host = new SessionHost(options, 'COUNTERPART');
  const query = new QueryController(host, { document: Brief, variables: host.picker.variables });
  const seen = new MutationController(host, BriefSeen);
  follow(host, {
    document: BriefChanged,
    variables: host.picker.variables,
    onEvent: ({ sessionChanged }) => query.tell({ session: sessionChanged ?? null }),
  });
  return {
    ...storeOf(
      host,
      () => snapshotOf(host, query, [seen]),
      () => host.picker.reload(query),
    ),
    async markSeen() {
      const variables = host.picker.variables();
      const marked = variables && (await query.after(seen.run(variables), (session) => ({ session })));
      return marked !== undefined;
    },
  };
}

/** Opens a store of a talk; the viewer's next one where none is named. Having it open does not make a person present. */
export function sessionStore(options: SessionStoreOptions = {}): SessionStore {
  const host = new SessionHost(options);
  const query = new QueryController(host, { document: Talk, variables: host.picker.variables });
  const start = new MutationController(host, TalkStart);
  const end = new MutationController(host, TalkEnd);
  host.addController({ hostUpdate: () => host.picker.keep(query.data?.session) });
  follow(host, {
    document: TalkChanged,
    variables: host.picker.variables,
    onEvent: ({ sessionChanged }) => query.tell({ session: sessionChanged ?? null }),
  });
  const change = async (by: typeof start | typeof end): Promise<boolean> => {
    const variables = host.picker.variables();
    const changed = variables && (await query.after(by.run(variables), (session) => ({ session })));
    return changed !== undefined;
  };
  return {
    ...storeOf(
      host,
      () => snapshotOf(host, query, [start, end]),
      () => host.picker.reload(query),
    ),
    start: () => change(start),
    end: () => change(end),
  };
}

function snapshotOf<Session>(
  { picker }: SessionHost,
  query: { readonly reading: Reading<{ readonly session: Session | null }> },
  changes: readonly Pick<Change<Session>, 'running' | 'failure'>[],
): SessionSnapshot<Session> {
  return {
    reading: picker.readingOf(query),
    isChanging: changes.some((one) => one.running),
    failure: changes.find((one) => one.failure)?.failure,
  };
}
