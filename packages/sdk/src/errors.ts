/** What to do about a failure; switch on it rather than on classes. */
export type TaiwaErrorKind =
  | 'auth'
  | 'forbidden'
  | 'not_found'
  | 'problem'
  | 'rate_limit'
  | 'conflict'
  | 'timeout'
  | 'network'
  | 'server'
  | 'abort';

/** What the person can do something about: a member of a mutation's result, its message in their language. */
export interface Problem {
  /** InvalidInput, Conflict, NotNow, LimitReached, AlreadyRated, or one that came later. */
  readonly __typename: string;
  readonly code: string;
  readonly message: string;
  /** Where the documentation says more of the code. */
  readonly docsUrl?: string;
  /** Of InvalidInput: what is wrong where. */
  readonly issues?: readonly { readonly path: readonly string[]; readonly message: string }[];
  /** Of NotNow: from when on it can be done, as an ISO instant. */
  readonly possibleFrom?: string | null;
  /** Of ImportInUse: what of the import has been used since. */
  readonly dependents?: readonly {
    readonly kind: string;
    readonly count: number;
    readonly labels: readonly string[];
  }[];
  /** Of LimitReached. */
  readonly limit?: number;
  /** Of SegmentsRefused and SegmentConflict: the segments that can never be taken. */
  readonly clientIds?: readonly string[];
}

/** What a TaiwaError is made of. */
export interface TaiwaErrorDetail {
  readonly code: string;
  /** Names the call in the server's log. */
  readonly requestId?: string | undefined;
  /** True where the same call may succeed later. */
  readonly retryable?: boolean | undefined;
  /** Milliseconds after which to try again, where the server said so. */
  readonly retryAfterMs?: number | undefined;
  /** Where the documentation explains the code. */
  readonly docsUrl?: string | undefined;
  readonly problem?: Problem | undefined;
  readonly cause?: unknown;
}

// Keys of servers and signed tokens, wherever a host or a proxy quotes them.
const SECRETS = /\bsk_\w+|\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;

/** The text with keys and tokens taken out. */
function withoutSecrets(text: string): string {
  return text.replace(SECRETS, '[redacted]');
}

// A registered symbol is the same in every copy of the package on a page.
const BRAND = Symbol.for('taiwa.error');

/** Every failure the SDK throws; recognise it with `isTaiwaError`. Its message bears no key and no token. */
export class TaiwaError extends Error {
  override readonly name = 'TaiwaError';
  readonly [BRAND] = true;
  declare readonly kind: TaiwaErrorKind;
  /** Stable machine code, e.g. NOT_FOUND, OVERLAP, TOKEN_EXPIRED. */
  declare readonly code: string;
  declare readonly requestId: string | undefined;
  declare readonly retryable: boolean;
  declare readonly retryAfterMs: number | undefined;
  declare readonly docsUrl: string | undefined;
  /** Set where `kind` is `problem`. */
  declare readonly problem: Problem | undefined;

  constructor(kind: TaiwaErrorKind, message: string, detail: TaiwaErrorDetail) {
    super(withoutSecrets(message), detail.cause === undefined ? undefined : { cause: detail.cause });
    this.kind = kind;
    this.code = detail.code;
    this.requestId = detail.requestId;
    this.retryable = detail.retryable ?? false;
    this.retryAfterMs = detail.retryAfterMs;
    this.docsUrl = detail.docsUrl;
    this.problem = detail.problem;
  }

  /** What may be logged: no stack, no cause. */
  toJSON(): object {
    return Object.assign({}, this, { message: this.message });
  }
}

/** A TaiwaError whose `problem` is there exactly where `kind` says so. */
export type KnownTaiwaError = TaiwaError &
  (
    | { readonly kind: 'problem'; readonly problem: Problem }
    | { readonly kind: 'rate_limit' }
    | { readonly kind: Exclude<TaiwaErrorKind, 'problem' | 'rate_limit'> }
  );

/** True for errors of any copy of this package. */
export function isTaiwaError(error: unknown): error is KnownTaiwaError {
  const thing: object = Object(error);
  return BRAND in thing;
}

/** The failure of a call that its caller gave up. */
export function aborted(reason?: unknown): TaiwaError {
  if (isTaiwaError(reason)) return reason;
  return new TaiwaError('abort', 'The call was given up.', { code: 'ABORTED', cause: reason });
}

/** A failure of what lies between the caller and the server, or of the host: the same call may succeed later. */
export function networkError(code: string, message: string, cause?: unknown): TaiwaError {
  return new TaiwaError('network', message, { code, retryable: true, cause });
}

/** The failure that a problem in a result becomes. */
export function problemError(problem: Problem, requestId?: string): TaiwaError {
  const { code, docsUrl } = problem;
  return new TaiwaError('problem', problem.message, { code, docsUrl, problem, requestId });
}

/** The failure for a thing that is not there, or not for the caller's eyes. */
export function notFound(what: string, requestId?: string): TaiwaError {
  return new TaiwaError('not_found', `There is no such ${what}, or it is not yours to see.`, {
    code: 'NOT_FOUND',
    requestId,
  });
}
