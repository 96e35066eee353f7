import { TaiwaError, type TaiwaErrorKind, problemError } from '../errors.ts';
import type { Cost, Deprecation } from '../options.ts';

/** One entry of `errors` in an answer of the API. */
export interface AnsweredError {
  readonly message: string;
  readonly extensions?: {
    readonly code?: string;
    readonly requestId?: string;
    readonly retryable?: boolean;
    readonly retryAfterMs?: number;
    readonly docsUrl?: string;
  };
}

/** The body of an answer of the API. */
export interface AnswerBody {
  readonly data?: unknown;
  readonly errors?: readonly AnsweredError[];
  readonly extensions?: {
    readonly cost?: Cost;
    readonly requestId?: string;
    readonly deprecations?: readonly Deprecation[];
  };
}

/** What is known of an answer besides its body. */
export interface AnswerContext {
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
}

const KINDS: Readonly<Record<string, TaiwaErrorKind>> = {
  UNAUTHENTICATED: 'auth',
  TOKEN_EXPIRED: 'auth',
  FORBIDDEN: 'forbidden',
  PERSISTED_ONLY: 'forbidden',
  NOT_FOUND: 'not_found',
  RATE_LIMITED: 'rate_limit',
  COST_EXCEEDED: 'rate_limit',
  TIMEOUT: 'timeout',
  CONFLICT: 'conflict',
  IDEMPOTENCY_CONFLICT: 'conflict',
  IDEMPOTENCY_IN_PROGRESS: 'conflict',
  DOCUMENT_NOT_FOUND: 'not_found',
  TOO_MANY_SUBSCRIPTIONS: 'rate_limit',
  PROOF_INVALID: 'auth',
};

// The request itself is not right: no other try of it will be.
const MISTAKES = /^(BAD_|GRAPHQL_|OPERATION_)/;

const STATUS_CODES: Readonly<Record<number, string>> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  408: 'TIMEOUT',
  409: 'CONFLICT',
  429: 'RATE_LIMITED',
};

/** The failure that an entry of `errors` tells; the status speaks where the code says nothing. */
export function answeredError(answered: AnsweredError, context: AnswerContext = {}): TaiwaError {
  const { code, requestId, retryable, retryAfterMs, docsUrl } = answered.extensions ?? {};
  const byStatus = statusError(context);
  if (code === undefined) return byStatus ?? new TaiwaError('server', answered.message, { code: 'INTERNAL' });
  if (MISTAKES.test(code)) return mistake(code, answered, requestId ?? context.requestId);
  return new TaiwaError(KINDS[code] ?? byStatus?.kind ?? 'server', answered.message, {
    code,
    requestId: requestId ?? context.requestId,
    retryable: retryable ?? byStatus?.retryable,
    retryAfterMs: retryAfterMs ?? context.retryAfterMs,
    docsUrl,
  });
}

function mistake(
  code: string,
  { message, extensions: { docsUrl } = {} }: AnsweredError,
  requestId: string | undefined,
): TaiwaError {
  const issues = [{ path: [], message }];
  return problemError({ __typename: 'InvalidInput', code, message, issues, ...(docsUrl && { docsUrl }) }, requestId);
}

/** The failure that a status alone tells, if it tells one. */
export function statusError(context: AnswerContext): TaiwaError | undefined {
  const { status = 200, requestId, retryAfterMs } = context;
  if (status < 400) return undefined;
  const code = STATUS_CODES[status] ?? `HTTP_${status}`;
  const retryable = status >= 500 || [408, 409, 429].includes(status);
  return new TaiwaError(KINDS[code] ?? 'server', `The API answered ${status}.`, {
    code,
    requestId,
    retryable,
    retryAfterMs,
  });
}

/** Milliseconds that a Retry-After header asks for: seconds or a date. */
export function readRetryAfter(header: string | null, dateNow = Date.now()): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - dateNow;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** What a text of JSON says, an object whatever it is; undefined where it is none. Who reads it says what it may hold. */
export function parseObject<Shape extends object>(text: string): Partial<Shape> | undefined {
  try {
    return Object(JSON.parse(text));
  } catch {
    return undefined;
  }
}
