import type { Failure } from '../data/failure.ts';
import { MutationController } from '../data/mutation-controller.ts';
import { QueryController, type Reading } from '../data/query-controller.ts';
import { Rating, RatingPress, RatingUndo } from '../generated/rating.ts';
import type { RateSessionInput, RatingQuery } from '../generated/types.ts';
import { StoreHost, storeOf, type Store, type StoreOptions } from './store.ts';

/** An answer as `<taiwa-rating>` has it. What was answered is in nobody's snapshot. */
export interface RatingSnapshot {
  /** The session with who would see the answer (`audience`); `participation` once it is given. */
  readonly reading: Reading<RatingQuery>;
  readonly isChanging: boolean;
  readonly failure: Failure | undefined;
}

/** How clear the member feels after a talk. Say who will see the answer before you let anybody press. */
export interface RatingStore extends Store<RatingSnapshot> {
  rate(answer: Omit<RateSessionInput, 'sessionId'>): Promise<boolean>;
  /** Takes the answer back, while it can be. */
  undo(): Promise<boolean>;
}

/** Opens a store of the answer about one session. */
export function ratingStore({ sessionId, ...options }: StoreOptions & { readonly sessionId: string }): RatingStore {
  const host = new StoreHost(options);
  const query = new QueryController(host, { document: Rating, variables: () => ({ sessionId }) });
  const press = new MutationController(host, RatingPress);
  const undo = new MutationController(host, RatingUndo);
  const show = (session: RatingQuery['session'] | undefined): boolean => {
    const { data } = query;
    if (session && data) query.put({ ...data, session });
    return session !== undefined;
  };
  const read = (): RatingSnapshot => ({
    reading: query.reading,
    isChanging: press.running || undo.running,
    failure: press.failure ?? undo.failure,
  });
  return {
    ...storeOf(host, read, () => query.reload()),
    rate: async (answer) => show(await press.run({ ...answer, sessionId })),
    undo: async () => show(await undo.run({ sessionId })),
  };
}
