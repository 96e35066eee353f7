import { GraphQLError, parse, Source, specifiedRules, validate, type ExecutionArgs, type GraphQLSchema } from 'graphql';
import type { Context } from '@taiwa/schema/kernel/context';
import type { KnownDocuments } from '../http/known-documents.ts';
import type { Budget } from '../limits/buckets.ts';
import { priceOf } from '../limits/cost.ts';
import { type Deprecation, deprecationsIn } from '../limits/deprecations.ts';
import { documentFor, type TrustedDocuments } from '../limits/documents.ts';
import { introspectionErrors, LIMIT_RULES, MAX_ERRORS, MAX_TOKENS } from '../limits/rules.ts';

/** An operation as it was asked for. */
export interface Payload {
  readonly query?: unknown;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
  readonly extensions?: Record<string, unknown> | null | undefined;
}

/** What a live operation is prepared with. */
export interface PrepareParts {
  readonly schema: GraphQLSchema;
  readonly trusted: TrustedDocuments;
  readonly known: KnownDocuments;
  /** Who holds the connection; its actor is exchanged when that goes on with another credential, which counts for what runs. */
  readonly context: Context;
  readonly charge: (cost: number) => Budget;
}

/** What every answer to an operation says beside it, in its `extensions`. */
export interface Beside {
  readonly cost: Budget;
  readonly deprecations?: readonly Deprecation[];
}

/** An operation that may run, and what its answers say beside it. */
export interface Prepared {
  readonly args: ExecutionArgs;
  readonly beside: Beside;
}

/** Most subscriptions of one socket, or of one credential over streams. */
export const MAX_SUBSCRIPTIONS = 50;

/** What the next one is refused with. */
export const tooManySubscriptions = (holder: string): GraphQLError =>
  new GraphQLError(`${holder} holds at most ${MAX_SUBSCRIPTIONS} subscriptions.`, {
    extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' },
  });

const RULES = [...specifiedRules, ...LIMIT_RULES];

/**
 * Parses, validates and charges one operation. Never throws: what a syntax error or an unknown field costs is this operation,
 * not the others of its socket.
 */
export function prepare(parts: PrepareParts, payload: Payload): Prepared | readonly GraphQLError[] {
  try {
    return prepared(parts, payload);
  } catch (error) {
    return [error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error })];
  }
}

function prepared(parts: PrepareParts, payload: Payload): Prepared | readonly GraphQLError[] {
  const { schema, trusted, known, context, charge } = parts;
  const { actor } = context;
  const named = { query: payload.query, documentId: payload.extensions?.documentId };
  const text = documentFor(actor, named, trusted) ?? '';
  const valid = known.documentOf(text);
  const document = valid ?? parsed(text);
  const errors = [
    ...(valid ? [] : validate(schema, document, RULES, { maxErrors: MAX_ERRORS })),
    ...introspectionErrors(schema, document, actor),
  ];
  if (errors.length > 0) return errors.map(asInvalid);
  if (!valid) known.note(text, document);
  const { operationName, variables } = payload;
  const args = { schema, document, operationName: operationName ?? null, variableValues: variables ?? {} };
  const beside = { cost: charge(priceOf(args)), ...deprecationsIn(args) };
  return { args: { ...args, contextValue: context }, beside };
}

function parsed(text: string) {
  try {
    return parse(new Source(text), { maxTokens: MAX_TOKENS });
  } catch (error) {
    if (error instanceof GraphQLError) error.extensions.code = 'GRAPHQL_PARSE_FAILED';
    throw error;
  }
}

function asInvalid(error: GraphQLError): GraphQLError {
  error.extensions.code ??= 'GRAPHQL_VALIDATION_FAILED';
  return error;
}
