import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { Problem } from '@taiwa/schema/kernel/problems';
import { Refusal } from '@taiwa/schema/kernel/refusals';
import type { Logger } from '../observe/log.ts';
import { randomId } from '@taiwa/schema/kernel/ids';

/** Codes that Apollo and our own limits give to requests that were never executed; their messages tell nothing of any row. */
const REQUEST_CODES = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'PERSISTED_ONLY',
  'DOCUMENT_NOT_FOUND',
  'COST_EXCEEDED',
  'RATE_LIMITED',
]);

function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

const inPlace = (formatted: GraphQLFormattedError) => ({
  ...(formatted.locations ? { locations: formatted.locations } : {}),
  ...(formatted.path ? { path: formatted.path } : {}),
});

/** What one failed part of an answer tells its reader. */
export type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/**
 * The one formatter for HTTP and sockets: refusals keep their code, requests that were not understood keep their message,
 * everything else becomes INTERNAL with a reference under which the log has the cause.
 */
export const formatErrors =
  (log: Logger): FormatError =>
  (formatted, error) => {
    const cause = causeOf(error);
    if (cause instanceof Refusal) return refused(formatted, cause);
    if (cause instanceof Problem) return { ...inPlace(formatted), message: cause.says('en'), extensions: { code: cause.code, retryable: false } };
    const code = String(formatted.extensions?.code ?? 'INTERNAL');
    if (!(cause instanceof Error && !(cause instanceof GraphQLError)) && REQUEST_CODES.has(code))
      return { ...inPlace(formatted), message: formatted.message, extensions: { code, retryable: false } };
    return fault(formatted, cause, log);
  };

function refused(formatted: GraphQLFormattedError, refusal: Refusal): GraphQLFormattedError {
  const retryAfterMs = refusal.retryAfterMs;
  const retryable = retryAfterMs !== undefined || refusal.code === 'BUSY' || refusal.code === 'TOKEN_EXPIRED';
  const extensions = { code: refusal.code, retryable, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  return { ...inPlace(formatted), message: refusal.message, extensions };
}

function fault(formatted: GraphQLFormattedError, cause: unknown, log: Logger): GraphQLFormattedError {
  const reference = randomId('err');
  log.error({ reference, path: formatted.path?.join('.'), err: cause }, 'an operation failed');
  const message = `Something went wrong on our side. Reference: ${reference}`;
  return { ...inPlace(formatted), message, extensions: { code: 'INTERNAL', retryable: true, reference } };
}
