import type { Failure } from '../data/failure.ts';
import { follow } from '../data/live-controller.ts';
import { MutationController } from '../data/mutation-controller.ts';
import { QueryController, type Reading } from '../data/query-controller.ts';
import { withImpression, withOlder, withReading } from '../elements/impressions/inbox.ts';
import { Impressions, ImpressionsArrived, ImpressionsOlder, ImpressionsRead } from '../generated/impressions.ts';
import type { ImpressionsQuery } from '../generated/types.ts';
import { StoreHost, storeOf, type Store, type StoreOptions } from './store.ts';

/** Impressions as `<taiwa-impressions>` has them. */
export interface ImpressionsSnapshot {
  readonly reading: Reading<ImpressionsQuery>;
  /** Why the last one could not be marked as read. */
  readonly failure: Failure | undefined;
}

/** Impressions as they arrive. */
export interface ImpressionsStore extends Store<ImpressionsSnapshot> {
  /** Tells the author that it was read: call it once a person could read it. */
  markRead(impressionId: string): Promise<boolean>;
  /** Adds earlier ones below; answers whether there were any. Throws what the client throws. */
  loadOlder(): Promise<boolean>;
}

/** Opens a store of the impressions that the viewer received, which new ones join as they arrive. */
export function impressionsStore(options: StoreOptions = {}): ImpressionsStore {
  const host = new StoreHost(options);
  const query = new QueryController(host, { document: Impressions, variables: () => ({}) });
  const mark = new MutationController(host, ImpressionsRead);
  const known = () => query.data?.viewer ?? undefined;
  follow(host, {
    document: ImpressionsArrived,
    variables: () => (known() ? {} : undefined),
    onEvent: ({ impressionReceived: arrived }) => {
      if (arrived) query.change(({ viewer }) => ({ viewer: viewer && withImpression(viewer, arrived) }));
    },
  });
  return {
    ...storeOf(
      host,
      () => ({ reading: query.reading, failure: mark.failure }),
      () => query.reload(),
    ),
    async markRead(impressionId) {
      const impression = await mark.run({ impressionId });
      if (impression) query.change(({ viewer }) => ({ viewer: viewer && withReading(viewer, impression) }));
      return impression !== undefined;
    },
    async loadOlder() {
      const after = known()?.impressions.pageInfo.endCursor;
      if (!after || !host.client) return false;
      const older = (await host.client.query(ImpressionsOlder, { after })).viewer;
      const viewer = known();
      if (!older || !viewer) return false;
      query.put({ viewer: withOlder(viewer, older) });
      return true;
    },
  };
}
