import { giveUpOn } from './abort.ts';
import { type Clock, fullJitter, systemClock } from './clock.ts';
import { TaiwaError, aborted, isTaiwaError, networkError } from './errors.ts';
import type { ProofKey } from './proof-key.ts';

/** A short-lived credential of one person, as the host's endpoint answers it. */
export interface Token {
  readonly token: string;
  /** Seconds from now; the caller's wall clock plays no part. */
  readonly expiresIn: number;
}

/** What a host is told when it is asked for a token. */
export interface TokenRequest {
  readonly signal: AbortSignal;
  /** Set where the client has a proof key: goes to `createEmbedGrant`, so that the token is bound to the key. */
  readonly keyThumbprint?: string;
}

/** Obtains a token from the host, or hands on the host's answer as it is; 401 and 403 mean signed out. */
export type FetchToken = (context: TokenRequest) => Promise<Token | Response>;

/** Where the credential stands; a renewal behind a token that still holds is not shown. */
export type TokenState =
  | { readonly status: 'idle' | 'fetching' | 'ready' }
  | { readonly status: 'failing' | 'signed_out'; readonly error: TaiwaError };

interface Held {
  readonly token: string;
  readonly renewAt: number;
  readonly expiresAt: number;
}

const LIMIT_MS = 10_000;
const RENEW_AT = 0.8;

function signedOut(cause?: unknown): TaiwaError {
  return new TaiwaError('auth', 'The page is signed out: its token endpoint refused.', { code: 'SIGNED_OUT', cause });
}

function isRefusal(raised: unknown): boolean {
  if (isTaiwaError(raised)) return raised.kind === 'auth' || raised.kind === 'forbidden';
  const { status }: { status?: unknown } = Object(raised);
  return status === 401 || status === 403;
}

async function readAnswer(answer: Token | Response): Promise<Token> {
  let body: unknown = answer;
  if ('json' in answer) {
    if (isRefusal(answer)) throw signedOut();
    if (!answer.ok) throw networkError('TOKEN_FETCH_FAILED', `The token endpoint answered ${answer.status}.`);
    body = await answer.json();
  }
  const { token, expiresIn }: Partial<Record<keyof Token, unknown>> = Object(body);
  if (token && typeof token === 'string' && typeof expiresIn === 'number' && expiresIn > 0) return { token, expiresIn };
  if (isRefusal(body)) throw signedOut();
  throw networkError('TOKEN_MALFORMED', 'fetchToken has to answer { token, expiresIn } with expiresIn in seconds.');
}

/** A `fetchToken` that posts to the host's own endpoint, with the host's cookies; a thumbprint goes as JSON. */
export function tokenEndpoint(url: string, init?: RequestInit): FetchToken {
  return ({ signal, keyThumbprint }) => {
    const body = keyThumbprint && {
      body: JSON.stringify({ keyThumbprint }),
      headers: { 'content-type': 'application/json' },
    };
    return fetch(url, { method: 'POST', cache: 'no-store', credentials: 'same-origin', ...body, ...init, signal });
  };
}

/** Keeps one person's token fresh, in memory only: one fetch at a time, renewed at 80 % of its life. */
export class TokenSource {
  readonly #fetchToken: FetchToken;
  readonly #clock: Clock;
  readonly #proof: ProofKey | undefined;
  readonly #renewed = new Set<() => void>();
  readonly #watchers = new Set<(state: TokenState) => void>();
  readonly #closing = new AbortController();
  #state: TokenState = { status: 'idle' };
  #held: Held | undefined;
  #last: string | undefined;
  #fetching: Promise<string> | undefined;
  #waiting: { promise: Promise<string>; start: () => void; stop: () => void } | undefined;
  #failures = 0;
  #cancelRenewal: (() => void) | undefined;

  constructor(fetchToken: FetchToken, clock: Clock = systemClock, proof?: ProofKey) {
    this.#fetchToken = fetchToken;
    this.#clock = clock;
    this.#proof = proof;
  }

  /** Where the credential stands now. */
  get state(): TokenState {
    return this.#state;
  }

  /** Calls `listener` on every change of state until the answer is called. */
  watch(listener: (state: TokenState) => void): () => void {
    this.#watchers.add(listener);
    return () => void this.#watchers.delete(listener);
  }

  /** Calls `listener` whenever another token is there, also behind one that still holds, until the answer is called. */
  onRenewed(listener: () => void): () => void {
    this.#renewed.add(listener);
    return () => void this.#renewed.delete(listener);
  }

  /** A token that holds; throws `auth` when signed out, `network` or `timeout` when the host cannot be reached. */
  async get(signal?: AbortSignal): Promise<string> {
    if (signal?.aborted) throw aborted(signal.reason);
    const held = this.#valid();
    if (held) {
      if (this.#clock.now() >= held.renewAt) this.#renewQuietly();
      return held.token;
    }
    if (this.#state.status === 'signed_out') throw this.#state.error;
    return giveUpOn(this.#next(), signal);
  }

  /** Tells that the server refused `token` as expired: the next `get` fetches another one. */
  expire(token: string): void {
    if (this.#held?.token === token) this.#held = undefined;
  }

  /** Fetches at once, also after the page was signed out: for a "sign in again" button. */
  renew(): Promise<string> {
    const waiting = this.#waiting;
    if (!waiting) return this.#fetching ?? this.#fetch();
    waiting.start();
    return waiting.promise;
  }

  /** Gives up what is under way and forgets the token. */
  close(): void {
    this.#closing.abort(aborted());
    this.#cancelRenewal?.();
    this.#waiting?.stop();
    this.#held = undefined;
    this.#watchers.clear();
  }

  #valid(): Held | undefined {
    return this.#held && this.#clock.now() < this.#held.expiresAt ? this.#held : undefined;
  }

  #next(): Promise<string> {
    return this.#fetching ?? this.#waiting?.promise ?? this.#fetch();
  }

  #renewQuietly(): void {
    this.#next().catch(() => undefined);
  }

  #fetch(): Promise<string> {
    this.#cancelRenewal?.();
    if (!this.#valid() && this.#state.status !== 'failing') this.#become({ status: 'fetching' });
    this.#fetching = this.#ask()
      .then((answer) => this.#accept(answer))
      .catch((raised: unknown) => this.#fail(raised))
      .finally(() => {
        this.#fetching = undefined;
      });
    return this.#fetching;
  }

  async #ask(): Promise<Token> {
    const limit = new AbortController();
    const cancel = this.#clock.after(LIMIT_MS, () =>
      limit.abort(
        new TaiwaError('timeout', 'The token endpoint did not answer in 10 seconds.', {
          code: 'TOKEN_TIMEOUT',
          retryable: true,
        }),
      ),
    );
    const signal = AbortSignal.any([limit.signal, this.#closing.signal]);
    try {
      const asked = async () => {
        const keyThumbprint = await this.#proof?.thumbprint();
        return readAnswer(await this.#fetchToken({ signal, ...(keyThumbprint && { keyThumbprint }) }));
      };
      return await giveUpOn(asked(), signal);
    } finally {
      cancel();
    }
  }

  #accept({ token, expiresIn }: Token): string {
    if (token === this.#last) {
      throw new TaiwaError(
        'auth',
        'fetchToken answered the previous token again: is it cached? Send Cache-Control: no-store.',
        { code: 'TOKEN_NOT_RENEWED' },
      );
    }
    const now = this.#clock.now();
    const life = expiresIn * 1000;
    this.#last = token;
    this.#proof?.accept({ token, expiresIn });
    this.#held = { token, renewAt: now + life * RENEW_AT, expiresAt: now + life };
    this.#failures = 0;
    this.#cancelRenewal = this.#clock.after(life * RENEW_AT, () => this.#renewQuietly(), true);
    this.#become({ status: 'ready' });
    for (const listener of this.#renewed) listener();
    return token;
  }

  #fail(raised: unknown): string {
    if (this.#closing.signal.aborted) throw aborted();
    const known = isTaiwaError(raised)
      ? raised
      : networkError('TOKEN_FETCH_FAILED', 'The token could not be fetched.', raised);
    if (known.code !== 'TOKEN_NOT_RENEWED' && isRefusal(raised)) {
      const error = known.code === 'SIGNED_OUT' ? known : signedOut(raised);
      this.#held = undefined;
      this.#become({ status: 'signed_out', error });
      throw error;
    }
    this.#wait();
    const held = this.#valid();
    if (held) return held.token;
    this.#become({ status: 'failing', error: known });
    throw known;
  }

  #wait(): void {
    let settle: (fetched: Promise<string>) => void = () => undefined;
    const promise = new Promise<string>((resolve) => (settle = resolve));
    const stop = () => {
      cancel();
      stopWaking();
      this.#waiting = undefined;
    };
    const start = () => {
      stop();
      settle(this.#fetch());
    };
    // Nobody may be waiting when the next try fails as well.
    promise.catch(() => undefined);
    const cancel = this.#clock.after(fullJitter(this.#clock, this.#failures++), start, true);
    const stopWaking = this.#clock.onWake(start);
    this.#waiting = { promise, start, stop };
  }

  #become(state: TokenState): void {
    if (state.status === this.#state.status && state.status !== 'failing') return;
    this.#state = state;
    for (const listener of this.#watchers) listener(state);
  }
}
