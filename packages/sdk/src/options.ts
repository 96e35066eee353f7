import type { Clock } from './clock.ts';
import type { TaiwaError } from './errors.ts';
import type { ProofKey } from './proof-key.ts';
import type { FetchToken, TokenSource } from './tokens.ts';

/** Where log lines go; `console` and pino fit. Nothing that people wrote is ever logged. */
export interface Logger {
  debug(message: string): void;
  warn(message: string): void;
}

/** What the API asked and granted of its budget for one operation. */
export interface Cost {
  readonly requested: number;
  readonly actual: number;
  readonly limit: number;
  readonly remaining: number;
  readonly restoreRate: number;
}

/** Something of the API that will go, and what to use instead. */
export interface Deprecation {
  /** `User.nickname`, `Query.users(search:)`, `UserFilter.text`. */
  readonly element: string;
  readonly reason: string;
}

/**
 * What can be watched: for metrics and traces. Events bear no key, no token and nothing that was asked or answered. A hook that
 * throws fails the call.
 */
export interface Hooks {
  onRequest?(event: {
    readonly operation: string;
    readonly attempt: number;
    readonly idempotencyKey?: string | undefined;
  }): void;
  onResponse?(event: {
    readonly operation: string;
    readonly attempt: number;
    readonly status: number;
    readonly requestId: string | undefined;
    readonly cost: Cost | undefined;
    readonly headers: Headers;
    readonly durationMs: number;
  }): void;
  onRetry?(event: { readonly operation: string; readonly delayMs: number; readonly error: TaiwaError }): void;
  /** Once for each call or live iterator that fails in the end. */
  onError?(event: { readonly operation: string; readonly error: TaiwaError }): void;
  /** Once for each thing that an operation used and that will go; the logger warns of it, too. */
  onDeprecated?(event: Deprecation & { readonly operation: string }): void;
  onLive?(event: { readonly state: 'connecting' | 'connected' | 'disconnected' }): void;
}

/** Who calls: a server by its key, a person by their page's token, or nobody (the demo's sign-in only). */
export type Credential =
  | { readonly apiKey: string; readonly fetchToken?: never; readonly tokens?: never }
  | { readonly apiKey?: never; readonly fetchToken: FetchToken; readonly tokens?: never }
  /** The `tokens` of another client: the two share one token, and only the other one closes it. */
  | { readonly apiKey?: never; readonly fetchToken?: never; readonly tokens: TokenSource }
  | { readonly apiKey?: never; readonly fetchToken?: never; readonly tokens?: never };

/** What a client is made of. */
export type TaiwaOptions = Credential & {
  /** Address of the installation, e.g. https://taiwa.example.com */
  readonly url: string;
  /** The page's key, from `@taiwa/sdk/proof`: tokens are bound to it and every request proves it. */
  readonly proof?: ProofKey;
  /** Milliseconds one try may take, its answer's body included; 20,000 by default. */
  readonly timeout?: number;
  /** Tries after the first one; 2 by default. */
  readonly maxRetries?: number;
  /** Language of names, texts and problems; the person's own by default. */
  readonly language?: 'ja' | 'en';
  readonly logger?: Logger;
  readonly hooks?: Hooks;
  /** The `fetch` in use; the platform's by default. */
  readonly fetch?: typeof globalThis.fetch;
  /** The WebSocket class in use; needed for live data on Node < 22 only, which has none (give it that of `ws`). */
  readonly webSocket?: unknown;
  /**
   * How live data travels: over a WebSocket, and by itself over server-sent events where none can be opened twice in a row;
   * with `sse` over events from the start.
   */
  readonly transport?: 'sse' | undefined;
  /** The clock in use; tests give their own. */
  readonly clock?: Clock;
};

/** What every call takes. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timeout?: number | undefined;
  readonly maxRetries?: number | undefined;
  readonly language?: 'ja' | 'en' | undefined;
}

/** What every change takes: the same key within 24 hours makes the same change once. One is made where none is given. */
export interface ChangeOptions extends CallOptions {
  readonly idempotencyKey?: string | undefined;
}

/** What every live iterator takes. */
export interface LiveOptions {
  readonly signal?: AbortSignal | undefined;
}
