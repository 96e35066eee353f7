import { type Clock, fullJitter, pause } from '../clock.ts';
import { TaiwaError, aborted, isTaiwaError, networkError } from '../errors.ts';
import type { ChangeOptions, Cost, Hooks, Logger } from '../options.ts';
import type { ProofKey } from '../proof-key.ts';
import type { TokenSource } from '../tokens.ts';
import { type AnswerBody, answeredError, parseObject, readRetryAfter, statusError } from './answer.ts';

/** What the transports share. */
export interface TransportSettings {
  readonly url: string;
  readonly apiKey?: string | undefined;
  readonly tokens: TokenSource | undefined;
  readonly proof?: ProofKey | undefined;
  readonly timeout: number;
  readonly maxRetries: number;
  readonly language?: string | undefined;
  readonly logger?: Logger | undefined;
  readonly hooks: Hooks;
  readonly fetch: typeof globalThis.fetch;
  readonly webSocket?: unknown;
  readonly transport?: 'sse' | undefined;
  readonly clock: Clock;
}

/** What one call got. */
export interface Answer<Data> {
  readonly data: Data;
  readonly cost: Cost | undefined;
  readonly requestId: string | undefined;
  /** The headers of the answer. */
  readonly headers: Headers;
  /** Tries it took, the answered one included. */
  readonly attempts: number;
}

interface Call {
  readonly document: string;
  readonly operation: string;
  readonly body: string;
  readonly idempotencyKey: string | undefined;
  readonly options: ChangeOptions;
}

// Longer waits are the caller's to plan.
const LONGEST_WAIT_MS = 60_000;

/** Random text that no other call bears; works on pages without https too, where randomUUID is missing. */
export function newKey(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}

function isMutation(document: string): boolean {
  return /(^|\})\s*mutation\b/.test(document.replace(/#[^\n]*/g, ''));
}

/** What the document calls its operation, for logs and hooks. */
export function operationName(document: string): string {
  return /\b(?:query|mutation|subscription)\s+(\w+)/.exec(document)?.[1] ?? 'anonymous';
}

/** How a credential is shown; with a proof of the page's key where it has one. */
export async function showCredential(
  { proof, tokens, url }: TransportSettings,
  credential: string | undefined,
  method: string,
): Promise<Record<string, string>> {
  if (!credential) return {};
  if (!proof || !tokens) return { authorization: `Bearer ${credential}` };
  return { authorization: `DPoP ${credential}`, dpop: await proof.prove({ method, url, token: credential }) };
}

/** The failure of an operation, after `onError` was told of it; who gave up knows. */
export function toldOf(raised: unknown, operation: string, { hooks }: TransportSettings): unknown {
  if (isTaiwaError(raised) && raised.kind !== 'abort') hooks.onError?.({ operation, error: raised });
  return raised;
}

/** Says in the log that something failed and when it is tried again. */
export function warnOfRetry(logger: Logger | undefined, what: string, { code }: TaiwaError, ms: number): void {
  logger?.warn(`taiwa: ${what} failed (${code}), trying again in ${Math.round(ms)} ms`);
}

/** Posts documents and answers data or throws a TaiwaError; tries again what is safe to try again. */
export class HttpTransport {
  readonly #settings: TransportSettings;

  constructor(settings: TransportSettings) {
    this.#settings = settings;
  }

  /** Runs one document. Mutations bear an Idempotency-Key, the same on every try. */
  async send(document: string, variables: unknown, options: ChangeOptions = {}): Promise<Answer<unknown>> {
    const operation = operationName(document);
    const call: Call = {
      document,
      operation,
      body: JSON.stringify({
        query: document,
        variables,
        operationName: operation === 'anonymous' ? undefined : operation,
      }),
      idempotencyKey: isMutation(document) ? (options.idempotencyKey ?? newKey()) : undefined,
      options,
    };
    try {
      return await this.#send(call);
    } catch (raised) {
      throw toldOf(raised, operation, this.#settings);
    }
  }

  async #send(call: Call): Promise<Answer<unknown>> {
    let renewed = false;
    for (let attempt = 1, retries = 0; ; attempt++) {
      const used: { token?: string } = {};
      try {
        return await this.#try(call, attempt, used);
      } catch (raised) {
        const error = this.#understand(raised, call.options.signal);
        if (/^TOKEN_EXP|^PROOF/.test(error.code) && used.token && this.#settings.tokens && !renewed) {
          renewed = true;
          this.#settings.tokens.expire(used.token);
          continue;
        }
        await this.#wait(call, error, retries++);
      }
    }
  }

  async #wait(call: Call, error: TaiwaError, retries: number): Promise<void> {
    const { clock, hooks, logger } = this.#settings;
    const left = (call.options.maxRetries ?? this.#settings.maxRetries) - retries;
    const asked = error.retryAfterMs ?? 0;
    if (!error.retryable || left <= 0 || asked > LONGEST_WAIT_MS) throw error;
    const delayMs = asked + fullJitter(clock, retries, 500, 8_000);
    hooks.onRetry?.({ operation: call.operation, delayMs, error });
    warnOfRetry(logger, call.operation, error, delayMs);
    await pause(clock, delayMs, call.options.signal);
  }

  async #try(call: Call, attempt: number, used: { token?: string }): Promise<Answer<unknown>> {
    const { clock, tokens } = this.#settings;
    const { signal: given, timeout = this.#settings.timeout } = call.options;
    const limit = new AbortController();
    const cancel = clock.after(timeout, () =>
      limit.abort(new TaiwaError('timeout', `No answer within ${timeout} ms.`, { code: 'TIMEOUT', retryable: true })),
    );
    const signal = given ? AbortSignal.any([limit.signal, given]) : limit.signal;
    try {
      const credential = tokens ? await tokens.get(signal) : this.#settings.apiKey;
      if (tokens && credential) used.token = credential;
      return await this.#post(call, attempt, credential, signal);
    } catch (raised) {
      if (limit.signal.aborted && !given?.aborted) throw limit.signal.reason;
      throw raised;
    } finally {
      cancel();
    }
  }

  async #post(
    call: Call,
    attempt: number,
    credential: string | undefined,
    signal: AbortSignal,
  ): Promise<Answer<unknown>> {
    const { clock, hooks, logger, url } = this.#settings;
    const { operation, idempotencyKey, body } = call;
    const begun = clock.now();
    hooks.onRequest?.({ operation, attempt, idempotencyKey });
    // Called without a receiver: a browser's fetch refuses any other.
    const { fetch } = this.#settings;
    const init: RequestInit = {
      method: 'POST',
      body,
      signal,
      credentials: 'omit',
      headers: { ...this.#headers(call), ...(await showCredential(this.#settings, credential, 'POST')) },
    };
    const response = await fetch(url, init);
    const text = await response.text();
    const { status, headers } = response;
    const requestId = headers.get('x-request-id') ?? undefined;
    const parsed: AnswerBody | undefined = parseObject(text);
    const cost = parsed?.extensions?.cost;
    const durationMs = clock.now() - begun;
    hooks.onResponse?.({ operation, attempt, status, requestId, cost, headers, durationMs });
    logger?.debug(`taiwa: ${operation} ${status} in ${Math.round(durationMs)} ms (${requestId ?? 'no request id'})`);
    const { deprecations } = parsed?.extensions ?? {};
    if (deprecations) {
      // What was answered stands, whether or not a notice can be given.
      const notice = await import('./deprecation.ts').catch(() => undefined);
      notice?.tellDeprecations(this.#settings, operation, deprecations);
    }
    const context = { status, requestId, retryAfterMs: readRetryAfter(headers.get('retry-after')) };
    const first = parsed?.errors?.[0];
    if (first) throw answeredError(first, context);
    const failed = statusError(context);
    if (failed) throw failed;
    if (parsed?.data === undefined || parsed.data === null) throw strangeAnswer(url, requestId);
    return {
      data: parsed.data,
      cost,
      requestId: requestId ?? parsed.extensions?.requestId,
      headers,
      attempts: attempt,
    };
  }

  #headers({ idempotencyKey, options }: Call): Record<string, string> {
    const language = options.language ?? this.#settings.language;
    return {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...(language && { 'accept-language': language }),
      ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
    };
  }

  #understand(raised: unknown, signal: AbortSignal | undefined): TaiwaError {
    if (signal?.aborted) return aborted(signal.reason);
    if (isTaiwaError(raised)) return raised;
    return networkError('NETWORK', `${this.#settings.url} could not be reached.`, raised);
  }
}

function strangeAnswer(url: string, requestId: string | undefined): TaiwaError {
  return new TaiwaError('server', `The answer of ${url} is none of the Taiwa API; is the url right?`, {
    code: 'BAD_ANSWER',
    requestId,
  });
}
