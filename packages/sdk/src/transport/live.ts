import { giveUpOn } from '../abort.ts';
import { fullJitter, pause } from '../clock.ts';
import { TaiwaError, aborted, isTaiwaError } from '../errors.ts';
import { type AnswerBody, type AnsweredError, answeredError } from './answer.ts';
import { RenewConnection } from '../generated/connection.ts';
import type { RenewConnectionMutation } from '../generated/types.ts';
import { type TransportSettings, operationName, showCredential, toldOf } from './http.ts';
import { Inbox, type Keep } from './inbox.ts';
import { PROTOCOL, Wire } from './wire.ts';

// A connection that lived this long was a good one: what ends it is a new failure, not the same one again.
const GOOD_MS = 5_000;

/** One connection for all live documents of a client: opened with the first, closed after the last, renewed by itself. */
export class LiveTransport {
  readonly #settings: TransportSettings;
  readonly #closing = new AbortController();
  #wire: Wire | undefined;
  #credential: string | undefined;

  constructor(settings: TransportSettings) {
    this.#settings = settings;
    const stop = settings.tokens?.onRenewed(() => void this.#renew().catch(() => undefined));
    if (stop) this.#closing.signal.addEventListener('abort', stop);
  }

  /** Answers the data of each event until the reader stops; throws what no new connection can mend. Each connection asks for variables. */
  async *watch(
    document: string,
    variables: () => unknown,
    signal: AbortSignal | undefined,
    keep: Keep,
  ): AsyncGenerator<unknown, void> {
    const stop = signal ? AbortSignal.any([signal, this.#closing.signal]) : this.#closing.signal;
    const luck = { failures: 0, refusals: 0 };
    for (;;) {
      let wire: Wire | undefined;
      try {
        if (stop.aborted) throw stop.reason;
        wire = await this.#connect(stop);
        yield* this.#subscribe(wire, document, variables(), stop, keep);
        return;
      } catch (raised) {
        if (stop.aborted) throw aborted(stop.reason);
        if (wire && wire.age > GOOD_MS) luck.failures = luck.refusals = 0;
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

  async #connect(stop: AbortSignal): Promise<Wire> {
    const { url, webSocket, clock, tokens, hooks } = this.#settings;
    // Before the connection, so that a host that does not answer costs no socket.
    await tokens?.get(stop);
    if (!this.#wire || this.#wire.over) {
      hooks.onLive?.({ state: 'connecting' });
      // The class of `ws` is not declared as the platform's, though it is used as that.
      const Socket = (webSocket ?? globalThis.WebSocket) as typeof WebSocket | undefined;
      if (!Socket) throw noWebSocket();
      this.#wire = new Wire(new Socket(url.replace(/^http/, 'ws'), PROTOCOL), clock, {
        greet: () => this.#greeting(),
        over: () => hooks.onLive?.({ state: 'disconnected' }),
      });
      this.#wire.ready.then(() => hooks.onLive?.({ state: 'connected' })).catch(() => undefined);
    }
    const wire = this.#wire;
    await giveUpOn(wire.ready, stop);
    return wire;
  }

  async #greeting(): Promise<Record<string, string>> {
    const { apiKey, tokens, language } = this.#settings;
    this.#credential = tokens ? await tokens.get(this.#closing.signal) : apiKey;
    return {
      // The handshake is a GET, whose headers a page cannot set: what they would say comes with the first message.
      ...(await showCredential(this.#settings, this.#credential, 'GET')),
      ...(language && { language }),
    };
  }

  /** Lets the connection go on with the newer token; where that is refused it ends with the old one and comes back. */
  async #renew(): Promise<void> {
    const wire = this.#wire;
    if (!wire || wire.over) return;
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
    wire: Wire,
    query: string,
    variables: unknown,
    stop: AbortSignal,
    keep: Keep,
  ): AsyncGenerator<unknown, void> {
    const inbox = new Inbox<AnswerBody>(keep);
    const end = () => inbox.end({ error: stop.reason });
    stop.addEventListener('abort', end, { once: true });
    const leave = wire.subscribe(
      { query, variables },
      { next: (body) => inbox.push(body), end: (error) => inbox.end(error === undefined ? {} : { error }) },
    );
    try {
      for await (const { data, errors } of inbox) {
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
      if (!tokens || luck.refusals++ > 0) throw refused(error);
      if (this.#credential) tokens.expire(this.#credential);
      return;
    }
    if (!error.retryable) throw error;
    const ms = (error.retryAfterMs ?? 0) + fullJitter(clock, luck.failures++);
    logger?.warn(`taiwa: live connection lost (${error.code}), back in ${Math.round(ms)} ms`);
    await this.#pauseUntilWoken(ms, stop);
  }

  async #pauseUntilWoken(ms: number, stop: AbortSignal): Promise<void> {
    const woken = new AbortController();
    const stopWaking = this.#settings.clock.onWake(() => woken.abort());
    try {
      await pause(this.#settings.clock, ms, AbortSignal.any([woken.signal, stop]));
    } catch {
      if (stop.aborted) throw aborted(stop.reason);
    } finally {
      stopWaking();
    }
  }
}

function readFailure(raised: unknown): TaiwaError {
  if (isTaiwaError(raised)) return raised;
  if (Array.isArray(raised)) return answeredError(raised[0] as AnsweredError);
  return new TaiwaError('network', 'The live connection failed.', { code: 'NETWORK', retryable: true, cause: raised });
}

function refused(cause: TaiwaError): TaiwaError {
  return new TaiwaError('auth', 'The server refuses the credential.', { code: 'UNAUTHENTICATED', cause });
}

function noWebSocket(): TaiwaError {
  return new TaiwaError('network', 'There is no WebSocket here: give `webSocket`, e.g. the class of the package ws.', {
    code: 'NO_WEBSOCKET',
  });
}
