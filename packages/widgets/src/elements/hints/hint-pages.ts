import type { ReactiveController } from 'lit';
import { QueryController, type ClientHost } from '../../data/query-controller.ts';
import { Hints } from '../../generated/hints.ts';
import type { HintsQuery, HintsQueryVariables, SharedHintFragment } from '../../generated/types.ts';
import type { HintCell } from './choosing-cell.ts';

/** The hints of one topic and response, page by page; another choice begins anew. */
export class HintPages implements ReactiveController {
  isLoading = false;
  hasFailed = false;
  readonly #host: ClientHost;
  readonly #cell: () => HintCell | undefined;
  readonly #query: QueryController<HintsQuery, HintsQueryVariables>;

  constructor(host: ClientHost, cell: () => HintCell | undefined) {
    this.#host = host;
    this.#cell = cell;
    this.#query = new QueryController(host, { document: Hints, variables: () => this.#cell() });
    host.addController(this);
  }

  hostUpdate(): void {}

  /** How the first page stands. */
  get reading() {
    return this.#query.reading;
  }

  reload(): Promise<void> {
    return this.#query.reload();
  }

  /** Adds the next page below. */
  async more(): Promise<void> {
    const { data } = this.#query;
    const { client } = this.#host;
    const cell = this.#cell();
    const after = data?.hints.pageInfo.endCursor;
    if (!client || !cell || !data || !after || this.isLoading) return;
    this.#show(true, false);
    const next = await client.query(Hints, { ...cell, after }).catch(() => undefined);
    // The person may have chosen something else meanwhile.
    if (next && this.#query.data === data) this.#query.put({ hints: joined(data, next) });
    this.#show(false, !next);
  }

  #show(isLoading: boolean, hasFailed: boolean): void {
    this.isLoading = isLoading;
    this.hasFailed = hasFailed;
    this.#host.requestUpdate();
  }
}

function joined({ hints }: HintsQuery, next: HintsQuery): HintsQuery['hints'] {
  const known = new Set(hints.nodes.map(({ id }) => id));
  const nodes: SharedHintFragment[] = next.hints.nodes.filter(({ id }) => !known.has(id));
  return { ...next.hints, nodes: [...hints.nodes, ...nodes] };
}
