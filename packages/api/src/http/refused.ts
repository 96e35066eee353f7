import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { Refusal, type RefusalCode } from '@taiwa/schema/kernel/refusals';

const STATUS: Readonly<Partial<Record<RefusalCode, number>>> = {
  UNAUTHENTICATED: 401,
  TOKEN_EXPIRED: 401,
  PROOF_INVALID: 401,
  FORBIDDEN: 403,
  PERSISTED_ONLY: 403,
  COST_EXCEEDED: 400,
  RATE_LIMITED: 429,
  BUSY: 503,
  NO_SPACE: 503,
};

const PROVE = 'DPoP error="invalid_dpop_proof", algs="ES256"';

/** What HTTP says of a refusal of the whole request: its status, and when to come back; null for one that is an answer like others. */
export function headOf({ code, retryAfterMs }: Refusal): { status: number; headers: HeaderMap } | null {
  const status = STATUS[code];
  if (status === undefined) return null;
  const headers = new HeaderMap();
  if (retryAfterMs !== undefined) headers.set('retry-after', String(Math.ceil(retryAfterMs / 1000)));
  if (status === 401) headers.set('www-authenticate', code === 'PROOF_INVALID' ? PROVE : 'Bearer');
  return { status, headers };
}

/** What an error was before graphql-js wrapped it. */
export function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

/** The refusal as an error that Apollo answers with its status. */
export function refusing(refusal: Refusal): GraphQLError {
  const error = new GraphQLError(refusal.message, { originalError: refusal });
  withHead(error, headOf(refusal));
  return error;
}

/** Lets Apollo answer with this status and these headers because of an error. */
export function withHead(error: GraphQLError, http: { status: number; headers?: HeaderMap } | null): void {
  if (http) Object.assign(error.extensions, { http });
}
