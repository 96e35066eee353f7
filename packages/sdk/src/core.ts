import { systemClock } from './clock.ts';
import type { Document } from './document.ts';
import { type Problem, networkError, problemError } from './errors.ts';
import type { CallOptions, ChangeOptions, LiveOptions, TaiwaOptions } from './options.ts';
import { TokenSource } from './tokens.ts';
import { type Answer, HttpTransport, type TransportSettings } from './transport/http.ts';
import type { Keep } from './transport/inbox.ts';
import type { LiveTransport } from './transport/live.ts';

/** What a mutation answers where nothing stood in its way. */
export type Succeeded<Result> = Exclude<Result, { readonly message: string; readonly code: string }>;

function isProblem(result: unknown): result is Problem {
  const thing: object = Object(result);
  return 'message' in thing && 'code' in thing;
}

/** The thing that a mutation answered; throws the problem it answered instead. */
export function succeeded<Result>(result: Result, requestId: string | undefined): Succeeded<Result> {
  if (isProblem(result)) throw problemError(result, requestId);
  // A result is the thing or a problem, and it is no problem.
  return result as Succeeded<Result>;
}

function endpointOf(url: string): string {
  const base = typeof location === 'undefined' ? undefined : location.href;
  if (!/^(https?:\/\/|\/)/i.test(url) || !URL.canParse(url, base))
    throw new TypeError(`url is ${url}; it has to look like https://taiwa.example.com`);
  const address = new URL(url, base);
  if (!address.pathname.endsWith('/graphql')) address.pathname = `${address.pathname.replace(/\/+$/, '')}/graphql`;
  return address.href;
}

function refuseBadCredential(options: TaiwaOptions): void {
  for (const name of ['apiKey', 'fetchToken', 'tokens'] as const)
    if (name in options && !options[name])
      throw new TypeError(`${name} is ${JSON.stringify(options[name])}; is it set?`);
  if (options.apiKey && (options.fetchToken || options.tokens))
    throw new TypeError('Give apiKey or fetchToken, not both.');
}

function settingsOf(options: TaiwaOptions, tokens: TokenSource | undefined): TransportSettings {
  const { timeout = 20_000, maxRetries = 2, hooks = {}, clock = systemClock, ...rest } = options;
  const fetch: typeof globalThis.fetch = rest.fetch ?? ((input, init) => globalThis.fetch(input, init));
  return { ...rest, url: endpointOf(rest.url), tokens, timeout, maxRetries, hooks, fetch, clock };
}

/** The client without resources: runs any document. For those who bring their own documents and count bytes. */
export class TaiwaCore {
  /** The person's token; undefined with an API key. */
  readonly tokens: TokenSource | undefined;
  readonly #ownsTokens: boolean;
  readonly #settings: TransportSettings;
  readonly #http: HttpTransport;
  #live: Promise<LiveTransport> | undefined;

  constructor(options: TaiwaOptions) {
    refuseBadCredential(options);
    const { fetchToken, clock, proof } = options;
    this.#ownsTokens = !options.tokens;
    this.tokens = fetchToken ? new TokenSource(fetchToken, clock, proof) : options.tokens;
    this.#settings = settingsOf(options, this.tokens);
    this.#http = new HttpTransport(this.#settings);
    if (new.target === TaiwaCore) Object.freeze(this);
  }

  /**
   * Runs any document and answers its data with what it cost; throws a TaiwaError.
   *
   * @example
   * const { data, cost, requestId } = await taiwa.request<{ stages: { name: string }[] }>('{ stages { name } }');
   */
  async request<Data, Variables = Record<string, unknown>>(
    document: Document<Data, Variables>,
    variables?: Variables,
    options?: ChangeOptions,
  ): Promise<Answer<Data>> {
    const answer = await this.#http.send(document, variables, options);
    // The document's type is generated from the schema that the server answers by.
    return answer as Answer<Data>;
  }

  /** Runs a query and answers its data. */
  async query<Data, Variables>(
    document: Document<Data, Variables>,
    variables: Variables,
    options?: CallOptions,
  ): Promise<Data> {
    return (await this.request(document, variables, options)).data;
  }

  /** Runs a mutation whose one field is called `result`; answers the thing or throws the problem. */
  async change<Result, Input>(
    document: Document<{ readonly result: Result }, { input: Input }>,
    input: Input,
    options?: ChangeOptions,
  ): Promise<Succeeded<Result>> {
    const { data, requestId } = await this.request(document, { input }, options);
    return succeeded(data.result, requestId);
  }

  /**
   * The events of a subscription; comes back by itself after a lost connection, ends with `break` or throws on abort.
   * Variables given as a function are asked for with each connection.
   */
  async *watch<Data, Variables>(
    document: Document<Data, Variables>,
    variables: Variables | (() => Variables),
    options: LiveOptions = {},
    keep: Keep = 'all',
  ): AsyncGenerator<Data, void> {
    const live = await this.#connect();
    for await (const event of live.watch(document, variables, options.signal, keep)) yield event as Data;
  }

  /** Sends a file to the path of its upload ticket. */
  async sendFile(path: string, content: Blob, options?: CallOptions): Promise<void> {
    const { sendFile } = await import('./transport/file.ts');
    await sendFile(this.#settings, path, content, options);
  }

  /** The absolute address of a path that stands beside /graphql. */
  addressOf(path: string): string {
    return this.#settings.url.replace(/\/graphql$/, path);
  }

  #connect(): Promise<LiveTransport> {
    this.#live ??= import('./transport/live.ts')
      .then((live) => new live.LiveTransport(this.#settings))
      .catch((cause: unknown) => {
        this.#live = undefined;
        throw networkError('NETWORK', 'The live part did not load.', cause);
      });
    return this.#live;
  }

  /** Ends live iterators, the connection and the token; for pages that go away. */
  close(): void {
    if (this.#ownsTokens) this.tokens?.close();
    this.#live?.then((live) => live.close()).catch(() => undefined);
  }
}
