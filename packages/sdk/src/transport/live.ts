import { type Client, createClient } from 'graphql-ws/client';
import { fullJitter, pause } from '../clock.ts';
import { TaiwaError, aborted, isTaiwaError } from '../errors.ts';
import { type AnswerBody, type AnsweredError, answeredError } from './answer.ts';
import type { TransportSettings } from './http.ts';
import { Inbox, type Keep } from './inbox.ts';

// A connection that lived this long was a good one: what ends it is a new failure, not the same one again.
const GOOD_MS = 5_000;
const PING_EVERY_MS = 20_000;
const PONG_WITHIN_MS = 5_000;
const EXPIRED = 4403;
const REFUSED = new Set([4400, 4401, 4406, 4409]);

interface Line {
  failures: number;
  refusals: number;
}

/** One socket for all live documents of a client: opened with the first, closed after the last, resubscribing by itself. */
export class LiveTransport {
  readonly #settings: TransportSettings;
  readonly #client: Client;
  readonly #closing = new AbortController();
  #connectedAt: number | undefined;
  #credential: string | undefined;
  #stopRenewing: (() => void) | undefined;

  constructor(settings: TransportSettings, renewal: string) {
    this.#settings = settings;
    this.#client = this.#connectLazily();
    this.#stopRenewing = settings.tokens?.onRenewed((token) => this.#renew(renewal, token));
  }

  /** Answers the data of each event until the reader stops; throws what no new connection can mend. */
  async *watch(
    document: string,
    variables: unknown,
    signal: AbortSignal | undefined,
    keep: Keep,
  ): AsyncGenerator<unknown, void> {
    const stop = signal ? AbortSignal.any([signal, this.#closing.signal]) : this.#closing.signal;
    const line: Line = { failures: 0, refusals: 0 };
    for (;;) {
      try {
        if (stop.aborted) throw aborted(stop.reason);
        await this.#settings.tokens?.get(stop);
        for await (const event of this.#subscribe(document, variables, stop, keep)) {
          Object.assign(line, { failures: 0, refusals: 0 });
          yield event;
        }
        return;
      } catch (raised) {
        if (stop.aborted) throw aborted(stop.reason);
        await this.#recover(raised, line, stop);
      }
    }
  }

  /** Ends every watch and the connection. */
  close(): void {
    this.#closing.abort(aborted());
    this.#stopRenewing?.();
    Promise.resolve(this.#client.dispose()).catch(() => undefined);
  }

  async *#subscribe(
    document: string,
    variables: unknown,
    stop: AbortSignal,
    keep: Keep,
  ): AsyncGenerator<unknown, void> {
    const inbox = new Inbox<AnswerBody>(keep);
    const end = () => inbox.end({ error: aborted(stop.reason) });
    stop.addEventListener('abort', end, { once: true });
    const payload = { query: document, variables: variables as Record<string, unknown> };
    const leave = this.#client.subscribe<unknown, unknown>(payload, {
      next: (body) => inbox.push(body as AnswerBody),
      error: (error) => inbox.end({ error }),
      complete: () => inbox.end(),
    });
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

  async #recover(raised: unknown, line: Line, stop: AbortSignal): Promise<void> {
    const { clock, tokens, logger } = this.#settings;
    if (this.#connectedAt !== undefined && clock.now() - this.#connectedAt > GOOD_MS) {
      Object.assign(line, { failures: 0, refusals: 0 });
    }
    const error = lineError(raised);
    if (error.code === 'TOKEN_EXPIRED' && tokens && line.refusals++ === 0) {
      if (this.#credential) tokens.expire(this.#credential);
      return;
    }
    if (!error.retryable) throw error;
    const ms = (error.retryAfterMs ?? 0) + fullJitter(clock, line.failures++);
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

  #renew(renewal: string, token: string): void {
    if (this.#connectedAt === undefined || this.#credential === token) return;
    this.#credential = token;
    // Where renewing over the socket fails, the server ends it as expired, and that is mended.
    const nothing = (): void => undefined;
    this.#client.subscribe(
      { query: renewal, variables: { input: { token } } },
      { next: nothing, error: nothing, complete: nothing },
    );
  }

  async #connectionParams(): Promise<Record<string, unknown>> {
    const { apiKey, tokens, language } = this.#settings;
    this.#credential = tokens ? await tokens.get(this.#closing.signal) : apiKey;
    return {
      ...(this.#credential && { authorization: `Bearer ${this.#credential}` }),
      ...(language && { 'accept-language': language }),
    };
  }

  #connectLazily(): Client {
    const { url, webSocket, hooks, clock } = this.#settings;
    let overdue = (): void => undefined;
    const client = createClient({
      url: url.replace(/^http/, 'ws'),
      webSocketImpl: webSocket ?? globalThis.WebSocket,
      lazyCloseTimeout: 1_000,
      retryAttempts: 0,
      keepAlive: PING_EVERY_MS,
      connectionAckWaitTimeout: 10_000,
      connectionParams: () => this.#connectionParams(),
      on: {
        connecting: () => hooks.onLive?.({ state: 'connecting' }),
        connected: () => {
          this.#connectedAt = clock.now();
          hooks.onLive?.({ state: 'connected' });
        },
        closed: () => {
          overdue();
          this.#connectedAt = undefined;
          hooks.onLive?.({ state: 'disconnected' });
        },
        ping: (received) => {
          if (!received) overdue = clock.after(PONG_WITHIN_MS, () => client.terminate(), true);
        },
        pong: (received) => {
          if (received) overdue();
        },
      },
    });
    return client;
  }
}

function lineError(raised: unknown): TaiwaError {
  if (isTaiwaError(raised)) return raised;
  if (Array.isArray(raised)) return answeredError(raised[0] as AnsweredError);
  if (typeof raised === 'object' && raised !== null && 'code' in raised && typeof raised.code === 'number') {
    return closeError(raised.code, 'reason' in raised ? String(raised.reason) : '');
  }
  return new TaiwaError('network', 'The live connection failed.', { code: 'NETWORK', retryable: true, cause: raised });
}

function closeError(code: number, reason: string): TaiwaError {
  if (code === EXPIRED) return new TaiwaError('auth', 'The credential does not hold.', { code: 'TOKEN_EXPIRED' });
  if (code === 4401) return new TaiwaError('auth', 'The credential does not hold.', { code: 'UNAUTHENTICATED' });
  const detail = { code: `CLOSED_${code}`, retryable: !REFUSED.has(code) };
  return new TaiwaError(
    detail.retryable ? 'network' : 'server',
    `The live connection was closed: ${reason || code}.`,
    detail,
  );
}
