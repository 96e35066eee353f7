import type { TaiwaCore } from '../core.ts';
import { TaiwaError } from '../errors.ts';
import type { ListReadsOfMyDataQuery, PairFragment, ViewerFragment } from '../generated/types.ts';
import { GetViewer, HomeChanged, ListMyPairs, ListReadsOfMyData } from '../generated/viewer.ts';
import type { CallOptions, LiveOptions } from '../options.ts';
import { type PageArgs, type Pages, pagesOf } from '../pages.ts';

/** The person the token is for, with what is next for them. */
export type Viewer = ViewerFragment;
/** That somebody with a right to it read rows about the viewer. */
export type PersonRead = NonNullable<ListReadsOfMyDataQuery['viewer']>['readsOfMyData']['nodes'][number];

function nobody(): TaiwaError {
  return new TaiwaError('auth', 'There is no viewer: an API key is no person.', { code: 'NO_VIEWER' });
}

/** The person whose token it is. */
export class ViewerHome {
  readonly #core: TaiwaCore;

  constructor(core: TaiwaCore) {
    this.#core = core;
  }

  /**
   * The viewer with their next session and those they may rate; throws `auth` for an API key.
   *
   * @example
   * const { user, nextSession } = await taiwa.viewer.get();
   */
  async get(options?: CallOptions): Promise<Viewer> {
    const { viewer } = await this.#core.query(GetViewer, {}, options);
    if (!viewer) throw nobody();
    return viewer;
  }

  /**
   * The viewer's own pairs, active first.
   *
   * @example
   * for await (const pair of taiwa.viewer.pairs()) console.log(pair.counterpart.name, pair.nextSession?.startsAt);
   */
  pairs(args: PageArgs = {}, options?: CallOptions): Pages<PairFragment> {
    const load = async (page: PageArgs) => {
      const { viewer } = await this.#core.query(ListMyPairs, page, options);
      if (!viewer) throw nobody();
      return viewer.pairs;
    };
    return pagesOf(load, args);
  }

  /**
   * Who read rows about the viewer, a line a day.
   *
   * @example
   * for await (const read of taiwa.viewer.reads()) console.log(read.day, read.reader?.name ?? read.readerKind);
   */
  reads(args: PageArgs = {}, options?: CallOptions): Pages<PersonRead> {
    const load = async (page: PageArgs) => {
      const { viewer } = await this.#core.query(ListReadsOfMyData, page, options);
      if (!viewer) throw nobody();
      return viewer.readsOfMyData;
    };
    return pagesOf(load, args);
  }

  /**
   * The viewer now and whenever their next or ratable sessions change.
   *
   * @example
   * for await (const { nextSession } of taiwa.viewer.changes({ signal })) console.log(nextSession?.startsAt);
   */
  async *changes(options?: LiveOptions): AsyncGenerator<Viewer, void> {
    for await (const { homeChanged } of this.#core.watch(HomeChanged, {}, options, 'latest')) {
      if (!homeChanged) throw nobody();
      yield homeChanged;
    }
  }
}
