import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';
import { docsUrlOf } from '@taiwa/schema/kernel/docs-url';
import { randomId } from '@taiwa/schema/kernel/ids';
import { Problem } from '@taiwa/schema/kernel/problems';
import { Refusal } from '@taiwa/schema/kernel/refusals';
import type { Logger } from '../observe/log.ts';
import { causeOf } from './refused.ts';

/** Codes that Apollo and our own limits give to requests that were never executed; their messages tell nothing of any row. */
export const REQUEST_CODES: ReadonlySet<string> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'DOCUMENT_NOT_FOUND',
  'TOO_MANY_SUBSCRIPTIONS',
]);

const inPlace = (formatted: GraphQLFormattedError) => ({
  ...(formatted.locations ? { locations: formatted.locations } : {}),
  ...(formatted.path ? { path: formatted.path } : {}),
});

/** What one failed part of an answer tells its reader. */
export type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/** The error with the address where its code is explained. */
const explained = ({ extensions, ...error }: GraphQLFormattedError): GraphQLFormattedError => ({
  ...error,
  extensions: { ...extensions, docsUrl: docsUrlOf(String(extensions?.code)) },
});

/**
 * The one formatter for HTTP and sockets: refusals keep their code, requests that were not understood keep their message,
 * everything else becomes INTERNAL with a reference under which the log has the cause. Each leads to its explanation.
 */
export const formatErrors = (log: Logger): FormatError => {
  const format: FormatError = (formatted, error) => {
    const cause = causeOf(error);
    if (cause instanceof Refusal) return refused(formatted, cause);
    if (cause instanceof Problem)
      return {
        ...inPlace(formatted),
        message: cause.says('en'),
        extensions: { code: cause.code, retryable: false },
      };
    const code = codeOf(formatted, cause);
    if (cause instanceof GraphQLError && REQUEST_CODES.has(code))
      return { ...inPlace(formatted), message: formatted.message, extensions: { code, retryable: false } };
    return fault(formatted, cause, log);
  };
  return (formatted, error) => explained(format(formatted, error));
};

/** An error of a request that was never looked at as GraphQL. */
export const malformed = (message: string): GraphQLFormattedError =>
  explained({ message, extensions: { code: 'BAD_REQUEST', retryable: false } });

/** What an address that speaks no GraphQL answers instead: a code, its words, and where it is explained. */
export const plainError = (code: string, message: string): object => ({ code, message, docsUrl: docsUrlOf(code) });

// graphql-js gives no code to what it says of variables; what happens in a field comes with its path.
function codeOf({ extensions, path }: GraphQLFormattedError, cause: unknown): string {
  if (typeof extensions?.code === 'string') return extensions.code;
  const isOfVariables = cause instanceof GraphQLError && path === undefined && cause.nodes !== undefined;
  return isOfVariables ? 'BAD_USER_INPUT' : 'INTERNAL';
}

function refused(formatted: GraphQLFormattedError, refusal: Refusal): GraphQLFormattedError {
  const { code, retryAfterMs } = refusal;
  const retryable = retryAfterMs !== undefined || code === 'BUSY' || code === 'TOKEN_EXPIRED';
  const extensions = { code, retryable, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  return { ...inPlace(formatted), message: refusal.message, extensions };
}

function fault(formatted: GraphQLFormattedError, cause: unknown, log: Logger): GraphQLFormattedError {
  const reference = randomId('err');
  log.error({ reference, path: formatted.path?.join('.'), err: cause }, 'an operation failed');
  const message = `Something went wrong on our side. Reference: ${reference}`;
  return { ...inPlace(formatted), message, extensions: { code: 'INTERNAL', retryable: true, reference } };
}

/** The errors with the id under which their request is known. */
export const signed = (errors: readonly GraphQLFormattedError[], requestId: string): readonly GraphQLFormattedError[] =>
  errors.map((error) => ({ ...error, extensions: { ...error.extensions, requestId } }));
