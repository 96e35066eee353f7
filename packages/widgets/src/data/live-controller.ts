import type { ReactiveController } from 'lit';
import type { Client } from './client.ts';
import { failureOf, isAbort } from './failure.ts';
import type { ClientHost, Query } from './query-controller.ts';

/** What to follow, and what to do with each event. */
export interface Follow<Data, Variables> extends Query<Data, Variables> {
  readonly onEvent: (data: Data) => void;
}

/** Events by a client: undefined variables mean "not yet". */
export interface Events<Data, Variables> {
  readonly variables: () => Variables | undefined;
  readonly open: (client: Client, variables: Variables, signal: AbortSignal) => AsyncIterable<Data>;
  readonly onEvent: (data: Data) => void;
  /** It is not, or no longer, there for who looks. */
  readonly onRefused?: () => void;
}

/** Lets a host follow a subscription, each event of which tells the whole state, for as long as it is connected. */
export function follow<Data, Variables>(
  host: ClientHost,
  { document, variables, onEvent }: Follow<Data, Variables>,
): LiveController<Data, Variables> {
  const open = (client: Client, asked: Variables, signal: AbortSignal): AsyncIterable<Data> =>
    client.watch(document, asked, { signal }, 'latest');
  return new LiveController(host, { variables, open, onEvent });
}

const AGAIN_MS = 5_000;
const AGAIN_AT_MOST_MS = 60_000;

/**
 * Follows events while its host is connected and starts anew when the variables or the client change.
 * The client comes back by itself after a lost connection; what ends the stream for good, such as a page that is signed
 * out, leaves the element with its data and is tried again now and then.
 */
export class LiveController<Data, Variables> implements ReactiveController {
  /** Whether events can arrive now. */
  live = false;
  readonly #host: ClientHost;
  readonly #follow: Events<Data, Variables>;
  #running: AbortController | undefined;
  #followed = '';
  #followedBy: Client | undefined;
  #failures = 0;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ClientHost, what: Events<Data, Variables>) {
    this.#host = host;
    this.#follow = what;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#stop();
    this.#failures = 0;
  }

  hostUpdated(): void {
    const { client } = this.#host;
    const variables = this.#follow.variables();
    if (client === undefined || variables === undefined) return this.#stop();
    const followed = JSON.stringify(variables);
    if (followed === this.#followed && client === this.#followedBy) return;
    this.#stop();
    this.#followed = followed;
    this.#followedBy = client;
    void this.#run(client, variables);
  }

  #stop(): void {
    this.#running?.abort();
    this.#running = undefined;
    clearTimeout(this.#again);
    this.#followed = '';
    this.live = false;
  }

  async #run(client: Client, variables: Variables): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    try {
      for await (const event of this.#follow.open(client, variables, running.signal)) {
        if (running.signal.aborted) return;
        this.live = true;
        this.#failures = 0;
        this.#follow.onEvent(event);
      }
    } catch (error) {
      if (isAbort(error) || running.signal.aborted) return;
      if (failureOf(error).kind === 'absent') this.#follow.onRefused?.();
    }
    if (this.#running === running) this.#tryLater();
  }

  #tryLater(): void {
    this.live = false;
    this.#host.requestUpdate();
    const again = (): void => {
      this.#followed = '';
      this.#host.requestUpdate();
    };
    this.#again = setTimeout(again, Math.min(AGAIN_MS * 2 ** this.#failures++, AGAIN_AT_MOST_MS));
  }
}
