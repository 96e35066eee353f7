import type { Document } from './document.ts';
import type { CallOptions } from './options.ts';

/** Where a page of a list lies and how long it is. */
export interface PageArgs {
  /** Things on a page: 20 by default, 100 at most. */
  readonly first?: number | undefined;
  /** The cursor after which the page begins. */
  readonly after?: string | null | undefined;
}

/** What the API answers for one page. */
export interface Connection<Thing> {
  readonly nodes: readonly Thing[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/** One page of a list. */
export interface Page<Thing> {
  readonly nodes: readonly Thing[];
  readonly hasNextPage: boolean;
  /** Give it as `after` to begin behind this page, also later and elsewhere. */
  readonly endCursor: string | null;
  /** The page behind this one; an empty page where there is none. */
  next(): Promise<Page<Thing>>;
}

/** A list that is read page by page while it is iterated; nothing is read before. */
export interface Pages<Thing> extends AsyncIterable<Thing> {
  /** Reads the first page only. */
  page(): Promise<Page<Thing>>;
}

type Load<Thing> = (args: PageArgs) => Promise<Connection<Thing>>;

async function readPage<Thing>(load: Load<Thing>, args: PageArgs): Promise<Page<Thing>> {
  const { nodes, pageInfo } = await load(args);
  const endCursor = pageInfo.endCursor ?? null;
  const hasNextPage = pageInfo.hasNextPage && endCursor !== null;
  const none = () => Promise.resolve<Page<Thing>>({ nodes: [], hasNextPage: false, endCursor, next: none });
  return {
    nodes,
    hasNextPage,
    endCursor,
    next: hasNextPage ? () => readPage(load, { ...args, after: endCursor }) : none,
  };
}

/** Makes a list of what `load` answers for each page. */
export function pagesOf<Thing>(load: Load<Thing>, args: PageArgs): Pages<Thing> {
  return {
    page: () => readPage(load, args),
    async *[Symbol.asyncIterator]() {
      for (let page = await readPage(load, args); ; page = await page.next()) {
        yield* page.nodes;
        if (!page.hasNextPage) return;
      }
    },
  };
}

/** Who runs the queries of a list. */
interface Asking {
  query<Data, Variables>(
    document: Document<Data, Variables>,
    variables: Variables,
    options?: CallOptions,
  ): Promise<Data>;
}

/** A list read page by page, by a query that takes `first` and `after`; nothing is read before it is iterated. */
export function listOf<Data, Variables extends PageArgs, Thing>(
  core: Asking,
  document: Document<Data, Variables>,
  variables: Variables,
  connectionOf: (data: Data) => Connection<Thing>,
  options?: CallOptions,
): Pages<Thing> {
  const load = async (args: PageArgs) => connectionOf(await core.query(document, { ...variables, ...args }, options));
  return pagesOf(load, { first: variables.first, after: variables.after });
}
