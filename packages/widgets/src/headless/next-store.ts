import type { Failure } from '../data/failure.ts';
import { follow } from '../data/live-controller.ts';
import { MutationController } from '../data/mutation-controller.ts';
import { QueryController, type Reading } from '../data/query-controller.ts';
import { Next, NextAccept, NextCancel, NextChanged, NextMove, NextPropose } from '../generated/next.ts';
import type { MoveSessionInput, NextQuery, PlannedFragment, ProposeSessionInput } from '../generated/types.ts';
import { upcomingOf } from '../elements/next/upcoming.ts';
import { StoreHost, storeOf, type Store, type StoreOptions } from './store.ts';

/** The viewer's 1-on-1s to come, as `<taiwa-next>` has them. */
export interface NextSnapshot {
  readonly reading: Reading<NextQuery>;
  /** The sessions to come, the next one first; empty until they are known. */
  readonly upcoming: readonly PlannedFragment[];
  readonly isChanging: boolean;
  /** Why the last change did not happen. */
  readonly failure: Failure | undefined;
}

/** What may be done about them. Each answers whether it was done; why not is in the snapshot. */
export interface NextStore extends Store<NextSnapshot> {
  propose(input: ProposeSessionInput): Promise<boolean>;
  accept(sessionId: string): Promise<boolean>;
  move(input: MoveSessionInput): Promise<boolean>;
  cancel(sessionId: string): Promise<boolean>;
}

const NOTHING: readonly PlannedFragment[] = [];

/** Opens a store of the viewer's 1-on-1s to come, which follows every change. */
export function nextStore(options: StoreOptions = {}): NextStore {
  const host = new StoreHost(options);
  const query = new QueryController(host, { document: Next, variables: () => ({}) });
  const propose = new MutationController(host, NextPropose);
  const accept = new MutationController(host, NextAccept);
  const move = new MutationController(host, NextMove);
  const cancel = new MutationController(host, NextCancel);
  const changes = [propose, accept, move, cancel];
  follow(host, {
    document: NextChanged,
    variables: () => ({}),
    onEvent: ({ homeChanged }) => query.tell({ viewer: homeChanged }),
  });
  let seen: NextQuery['viewer'] | undefined;
  let upcoming = NOTHING;
  const read = (): NextSnapshot => {
    const viewer = query.data?.viewer;
    if (viewer !== seen) upcoming = viewer ? upcomingOf(viewer) : NOTHING;
    seen = viewer;
    return {
      reading: query.reading,
      upcoming,
      isChanging: changes.some((one) => one.running),
      failure: changes.find((one) => one.failure)?.failure,
    };
  };
  const after = async (change: () => Promise<unknown>): Promise<boolean> => {
    for (const one of changes) one.forget();
    if ((await change()) === undefined) return false;
    await query.reload();
    return true;
  };
  return {
    ...storeOf(host, read, () => query.reload()),
    propose: (input) => after(() => propose.run(input)),
    accept: (sessionId) => after(() => accept.run({ sessionId })),
    move: (input) => after(() => move.run(input)),
    cancel: (sessionId) => after(() => cancel.run({ sessionId })),
  };
}
