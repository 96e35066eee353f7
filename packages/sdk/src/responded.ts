import type { Cost } from './options.ts';

/** What a call gave, with what the API said beside it. */
export interface Responded<Data> {
  readonly data: Data;
  readonly status: number;
  readonly cost: Cost | undefined;
  /** Names the request in the server's log. */
  readonly requestId: string | undefined;
  readonly headers: Headers;
}
