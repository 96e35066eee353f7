import { GraphQLError, parse, Source, specifiedRules, validate, type ExecutionArgs, type GraphQLSchema } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { Actor } from '@taiwa/schema/kernel/actor';
import type { Context } from '@taiwa/schema/kernel/context';
import type { Budget } from '../limits/buckets.ts';
import { priceOf } from '../limits/cost.ts';
import { documentFor, type TrustedDocuments } from '../limits/documents.ts';
import { introspectionErrors, LIMIT_RULES, MAX_ERRORS, MAX_TOKENS } from '../limits/rules.ts';

/** What an operation on a socket is prepared with. */
export interface PrepareParts {
  readonly schema: GraphQLSchema;
  readonly trusted: TrustedDocuments;
  /** Who holds the socket now: a renewed credential counts for what runs already. */
  readonly actorNow: () => Actor;
  readonly charge: (cost: number) => Budget;
  readonly renewConnection: (token: string) => Promise<Date>;
}

/** An operation that may run, and what it cost. */
export interface Prepared {
  readonly args: ExecutionArgs;
  readonly cost: Budget;
}

const RULES = [...specifiedRules, ...LIMIT_RULES];

/**
 * Parses, validates and charges one operation. Never throws: what a syntax error or an unknown field costs is this operation,
 * not the others of its socket.
 */
export function prepare(parts: PrepareParts, payload: SubscribePayload): Prepared | readonly GraphQLError[] {
  try {
    return prepared(parts, payload);
  } catch (error) {
    return [error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error })];
  }
}

function prepared(parts: PrepareParts, payload: SubscribePayload): Prepared | readonly GraphQLError[] {
  const { schema, trusted, actorNow, charge, renewConnection } = parts;
  const actor = actorNow();
  const named = { query: payload.query, documentId: payload.extensions?.documentId };
  const document = parsed(documentFor(actor, named, trusted) ?? '');
  const errors = [
    ...validate(schema, document, RULES, { maxErrors: MAX_ERRORS }),
    ...introspectionErrors(schema, document, actor),
  ];
  if (errors.length > 0) return errors.map(asInvalid);
  const { operationName, variables } = payload;
  const cost = charge(priceOf(schema, { document, operationName, variables }));
  const contextValue: Context = {
    get actor() {
      return actorNow();
    },
    renewConnection,
  };
  const variableValues = variables ?? {};
  return { args: { schema, document, operationName: operationName ?? null, variableValues, contextValue }, cost };
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
