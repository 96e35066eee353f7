import type { ReactiveController } from 'lit';
import type { Client, ConnectionSettings, FetchToken, Language } from '../data/client.ts';
import { isComplete, pageConnection, sharedConnection, withPageServer, type Connection } from '../data/connection.ts';
import type { Failure } from '../data/failure.ts';
import type { ClientHost } from '../data/query-controller.ts';

/** Where a store asks and in which language; what is not given is what the page was configured with. */
export interface StoreOptions {
  readonly url?: string;
  readonly tokenEndpoint?: string;
  readonly fetchToken?: FetchToken;
  /** The language of names and texts; Japanese where none is given. */
  readonly language?: Language;
}

/** Something to look at and to be told about; as React's `useSyncExternalStore` takes it. */
export interface Store<Snapshot> {
  /** Calls back after every change until the answer is called. It asks the server while anybody listens. */
  subscribe(listener: () => void): () => void;
  /** What is known now: the same object until something changes. */
  getSnapshot(): Snapshot;
  /** Asks the server again. */
  reload(): Promise<void>;
}

/**
 * Stands in for an element: it lets the same controllers run that the elements run, without a document to draw in. It
 * is alive while somebody listens; on a server it only knows that it waits.
 */
export class StoreHost implements ClientHost {
  readonly language: Language;
  readonly #options: StoreOptions;
  readonly #controllers = new Set<ReactiveController>();
  readonly #listeners = new Set<() => void>();
  #connection: Connection | undefined;
  #release: (() => void) | undefined;
  #update: Promise<boolean> | undefined;

  constructor(options: StoreOptions) {
    this.#options = options;
    this.language = options.language ?? 'ja';
  }

  get client(): Client | undefined {
    return this.#connection?.client(this.language);
  }

  /** Keeps its connection open until this is done, though nobody may listen meanwhile. */
  hold(work: Promise<unknown>): void {
    this.#connection?.hold(work);
  }

  /** Address of the server; empty until somebody listens. */
  get server(): string {
    return this.#connection?.settings.url ?? '';
  }

  get updateComplete(): Promise<boolean> {
    return this.#update ?? Promise.resolve(true);
  }

  addController(controller: ReactiveController): void {
    this.#controllers.add(controller);
  }

  removeController(controller: ReactiveController): void {
    this.#controllers.delete(controller);
  }

  /** Lets the controllers look at what changed, then tells whoever listens. Several changes of one moment are one. */
  requestUpdate(): void {
    if (this.#connection) this.#update ??= Promise.resolve().then(() => this.#run());
  }

  /** Failures are part of what a store shows; there is no page to tell. */
  report(_failure: Failure): void {}

  subscribe(listener: () => void): () => void {
    // The same function may listen twice.
    const own = (): void => listener();
    this.#listeners.add(own);
    if (this.#listeners.size === 1) this.#connect();
    return () => {
      if (this.#listeners.delete(own) && this.#listeners.size === 0) this.#disconnect();
    };
  }

  #run(): boolean {
    this.#update = undefined;
    if (!this.#connection) return false;
    for (const one of this.#controllers) one.hostUpdate?.();
    for (const listener of this.#listeners) listener();
    for (const one of this.#controllers) one.hostUpdated?.();
    return true;
  }

  #connect(): void {
    const { url = '', tokenEndpoint = '', fetchToken } = this.#options;
    const settings: ConnectionSettings = withPageServer({ url, tokenEndpoint, fetchToken });
    this.#connection = isComplete(settings) ? sharedConnection(settings) : pageConnection();
    if (!this.#connection) throw new TypeError('A store needs url and tokenEndpoint or fetchToken, or configure().');
    this.#release = this.#connection.use();
    for (const one of this.#controllers) one.hostConnected?.();
    this.requestUpdate();
  }

  #disconnect(): void {
    for (const one of this.#controllers) one.hostDisconnected?.();
    this.#release?.();
    this.#connection = undefined;
  }
}

/** A store over a host: `read` says what is known, and what it says stays one object while nothing in it changes. */
export function storeOf<Snapshot extends object>(
  host: StoreHost,
  read: () => Snapshot,
  reload: () => Promise<void>,
): Store<Snapshot> {
  let last = read();
  return {
    reload,
    subscribe: (listener) => host.subscribe(listener),
    getSnapshot() {
      const now = read();
      if (!isSame(last, now)) last = now;
      return last;
    },
  };
}

function isSame(one: object, other: object): boolean {
  const entries = Object.entries(one);
  return entries.every(([key, value]) => Object.is(value, Reflect.get(other, key)));
}
