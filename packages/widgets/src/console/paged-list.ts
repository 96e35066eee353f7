import type { ReactiveController } from 'lit';
import type { Document } from '../data/document.ts';
import { QueryController, type ClientHost, type Reading } from '../data/query-controller.ts';

/** Which page of a list is asked for. */
export interface Paging {
  readonly first: number;
  readonly after: string | null;
}

/** One page of a list as the server answers it. */
export interface ListPage<Row> {
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null | undefined };
}

/** What a list asks. */
export interface PagedQuery<Data, Variables, Row> {
  readonly document: Document<Data, Variables>;
  /** Undefined means "not yet". */
  readonly variables: (paging: Paging) => Variables | undefined;
  readonly pageOf: (data: Data) => ListPage<Row>;
}

const ROWS = 50;

/**
 * A list that the server gives page by page: it costs the same however long it is. Other variables begin at the first page;
 * what is shown stays until the answer is there.
 */
export class PagedList<Data, Variables, Row> implements ReactiveController {
  readonly #host: ClientHost;
  readonly #query: PagedQuery<Data, Variables, Row>;
  readonly #asking: QueryController<Data, Variables>;
  /** Where each page after the first begins, up to the one that is shown. */
  #cursors: readonly string[] = [];
  #asked = '';
  #former: Reading<Data> | undefined;

  constructor(host: ClientHost, query: PagedQuery<Data, Variables, Row>) {
    this.#host = host;
    this.#query = query;
    // Before the question, so that a page of another list is never asked for.
    host.addController(this);
    const { document } = query;
    this.#asking = new QueryController(host, { document, variables: () => this.#variables(), keepsLast: true });
  }

  hostUpdate(): void {
    const asked = JSON.stringify(this.#query.variables({ first: ROWS, after: null }) ?? null);
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#cursors = [];
    this.#former = this.#asking.reading;
  }

  /** How it stands with the list. */
  get reading(): Reading<Data> {
    return this.#asking.reading;
  }

  /** What is on the page that is shown. */
  get rows(): readonly Row[] {
    return this.#page?.nodes ?? [];
  }

  /** Whether what is shown is about to be something else. */
  get isBusy(): boolean {
    return this.#former === this.reading;
  }

  /** The page that is shown, counted from 1. */
  get page(): number {
    return this.#cursors.length + 1;
  }

  get hasNext(): boolean {
    return this.#page?.pageInfo.hasNextPage ?? false;
  }

  next(): void {
    const after = this.#page?.pageInfo.endCursor;
    if (after && this.hasNext && !this.isBusy) this.#turn([...this.#cursors, after]);
  }

  previous(): void {
    if (this.page > 1 && !this.isBusy) this.#turn(this.#cursors.slice(0, -1));
  }

  /** Asks for the page again. */
  reload(): Promise<void> {
    return this.#asking.reload();
  }

  get #page(): ListPage<Row> | undefined {
    const { data } = this.#asking;
    return data && this.#query.pageOf(data);
  }

  #variables(): Variables | undefined {
    return this.#query.variables({ first: ROWS, after: this.#cursors.at(-1) ?? null });
  }

  #turn(cursors: readonly string[]): void {
    this.#cursors = cursors;
    this.#former = this.reading;
    this.#host.requestUpdate();
  }
}
