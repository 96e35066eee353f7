import { giveUpOn } from '../abort.ts';
import { fullJitter } from '../clock.ts';
import { TaiwaError, aborted, isTaiwaError, networkError } from '../errors.ts';
import { type AnswerBody, type AnsweredError, answeredError } from './answer.ts';
import { RenewConnection } from '../generated/connection.ts';
import type { RenewConnectionMutation } from '../generated/types.ts';
import { type TransportSettings, operationName, showCredential, toldOf, warnOfRetry } from './http.ts';
import { type Keep, openInbox } from './inbox.ts';
import type { EventStreams } from './event-stream.ts';
import { PROTOCOL, Wire } from './wire.ts';

// A connection that lived this long was a good one: what ends it is a new failure, not the same one again.
const GOOD_MS = 5_000;
// A WebSocket that cannot be opened so many times in a row is probably not let through.
const TRIES = 2;

const NO_WEBSOCKET = 'There is no WebSocket here: give `webSocket`, e.g. that of ws.';

/** What a subscription goes over. */
type Way = Pick<Wire | EventStreams, 'age' | 'subscribe'>;

/** One connection for all live documents of a client: opened with the first, closed after the last, renewed by itself. */
export class LiveTransport {
  readonly #settings: TransportSettings;
  readonly #closing = new AbortController();
  #wire: Wire | undefined;
  #credential: string | undefined;
  /** Sockets in a row that never opened. */
  #unopened = 0;

  constructor(settings: TransportSettings) {
    this.#settings = settings;
    const stop = settings.tokens?.onRenewed(() => void this.#renew().catch(() => undefined));
    if (stop) this.#closing.signal.addEventListener('abort', stop);
  }

  /** Answers the data of each event until the reader stops; throws what no new connection can mend. Each connection asks for variables. */
  async *watch(
    document: string,
    variables: unknown,
    signal: AbortSignal | undefined,
    keep: Keep,
  ): AsyncGenerator<unknown, void> {
    const stop = signal ? AbortSignal.any([signal, this.#closing.signal]) : this.#closing.signal;
    const luck = { failures: 0, refusals: 0 };
    for (;;) {
      let way: Way | undefined;
      try {
        if (stop.aborted) throw stop.reason;
        way = await this.#connect(stop);
        yield* this.#subscribe(way, document, typeof variables === 'function' ? variables() : variables, stop, keep);
        return;
      } catch (raised) {
        if (stop.aborted) throw aborted(stop.reason);
        if (way && way.age > GOOD_MS) luck.failures = luck.refusals = 0;
        await this.#recover(raised, luck, stop).catch((error: unknown) => {
          throw toldOf(error, operationName(document), this.#settings);
        });
      }
    }
  }

  /** Ends every watch and the connection. */
  close(): void {
    this.#closing.abort(aborted());
    this.#wire?.close();
  }

  async #connect(stop: AbortSignal): Promise<Way> {
    // Before the connection, so that a host that does not answer costs no socket.
    await this.#settings.tokens?.get(stop);
    if (this.#settings.transport === 'sse' || this.#unopened >= TRIES) return this.#stream();
    const wire = this.#dial();
    await giveUpOn(wire.ready, stop);
    return wire;
  }

  async #stream(): Promise<EventStreams> {
    const { EventStreams: Streams } = await import('./event-stream.ts');
    return new Streams(this.#settings, {
      greet: () => this.#greeting('POST'),
      over: (reached) => {
        // Where nothing comes through either, the network is away and not the protocol: the socket has its turn again.
        if (!reached) this.#unopened = 0;
      },
    });
  }

  #dial(): Wire {
    const { url, webSocket, clock, hooks } = this.#settings;
    if (this.#wire && !this.#wire.over) return this.#wire;
    const tell = (state: 'connecting' | 'connected' | 'disconnected'): void => hooks.onLive?.({ state });
    tell('connecting');
    // The class of `ws` is not declared as the platform's, though it is used as that.
    const Socket = (webSocket ?? globalThis.WebSocket) as typeof WebSocket | undefined;
    if (!Socket) throw new TaiwaError('network', NO_WEBSOCKET, { code: 'NO_WEBSOCKET' });
    const wire: Wire = new Wire(new Socket(url.replace(/^http/, 'ws'), PROTOCOL), clock, {
      greet: () => this.#greeting('GET'),
      over: () => {
        // What counts is that a network let it through, however it ended.
        this.#unopened = wire.opened ? 0 : this.#unopened + 1;
        tell('disconnected');
      },
    });
    wire.ready.then(() => tell('connected')).catch(() => undefined);
    return (this.#wire = wire);
  }

  async #greeting(method: 'GET' | 'POST'): Promise<Record<string, string>> {
    const { apiKey, tokens, language } = this.#settings;
    this.#credential = tokens ? await tokens.get(this.#closing.signal) : apiKey;
    return {
      // The handshake is a GET, whose headers a page cannot set: what they would say comes with the first message.
      ...(await showCredential(this.#settings, this.#credential, method)),
      ...(language && { language }),
    };
  }

  /** Lets the connection go on with the newer token; where that is refused it ends with the old one and comes back. */
  async #renew(): Promise<void> {
    const wire = this.#wire;
    if (!wire) return;
    await wire.ready;
    const token = await this.#settings.tokens?.get();
    if (!token || token === this.#credential || wire.over) return;
    const answers = this.#subscribe(wire, RenewConnection, { input: { token } }, this.#closing.signal, 'all');
    for await (const answer of answers) {
      const { result } = answer as RenewConnectionMutation;
      if (result.__typename === 'RenewedConnection') this.#credential = token;
    }
  }

  async *#subscribe(
    way: Way,
    query: string,
    variables: unknown,
    stop: AbortSignal,
    keep: Keep,
  ): AsyncGenerator<unknown, void> {
    const inbox = openInbox<AnswerBody>(keep);
    const end = () => inbox.end(stop.reason);
    stop.addEventListener('abort', end, { once: true });
    const leave = way.subscribe({ query, variables }, { next: inbox.push, end: inbox.end });
    try {
      for await (const { data, errors } of inbox.read()) {
        if (errors?.[0]) throw answeredError(errors[0]);
        yield data;
      }
    } finally {
      stop.removeEventListener('abort', end);
      leave();
    }
  }

  async #recover(raised: unknown, luck: { failures: number; refusals: number }, stop: AbortSignal): Promise<void> {
    const { clock, tokens, logger } = this.#settings;
    const error = readFailure(raised);
    if (error.code === 'TOKEN_EXPIRED') {
      if (!tokens || luck.refusals++ > 0)
        throw new TaiwaError('auth', error.message, { code: 'UNAUTHENTICATED', cause: error });
      if (this.#credential) tokens.expire(this.#credential);
      return;
    }
    if (!error.retryable) throw error;
    const ms = (error.retryAfterMs ?? 0) + fullJitter(clock, luck.failures++);
    warnOfRetry(logger, 'live connection', error, ms);
    await this.#pauseUntilWoken(ms, stop);
  }

  #pauseUntilWoken(ms: number, stop: AbortSignal): Promise<void> {
    const { clock } = this.#settings;
    return new Promise((resolve) => {
      const goOn = (): void => {
        cancel();
        stopWaking();
        stop.removeEventListener('abort', goOn);
        resolve();
      };
      const cancel = clock.after(ms, goOn);
      const stopWaking = clock.onWake(goOn);
      stop.addEventListener('abort', goOn);
    });
  }
}

function readFailure(raised: unknown): TaiwaError {
  if (isTaiwaError(raised)) return raised;
  if (Array.isArray(raised)) return answeredError(raised[0] as AnsweredError);
  return networkError('NETWORK', 'The live connection failed.', raised);
}
