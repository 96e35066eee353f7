import type { DocumentNode, GraphQLSchema } from 'graphql';
import { getOperationAST, GraphQLError, Kind } from 'graphql';
import { costOf, isPageFault, MAX_COST } from '@taiwa/schema/kernel/limits';
import { Refusal } from '@taiwa/schema/kernel/refusals';

/** The document with the one operation that will run, so that nobody pays for (or hides behind) the others. */
function onlyOperation(document: DocumentNode, operationName: string | null | undefined): DocumentNode {
  const wanted = getOperationAST(document, operationName);
  if (!wanted) return document;
  const definitions = document.definitions.filter((one) => one.kind !== Kind.OPERATION_DEFINITION || one === wanted);
  return { ...document, definitions };
}

/** What a request asks to run. */
export interface Costly {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/**
 * What an operation costs, at least 1. Throws COST_EXCEEDED for more than is ever allowed, and BAD_USER_INPUT for a page that is
 * too long. Where the variables are wrong it is 1: running will say what is wrong.
 */
export function priceOf(schema: GraphQLSchema, { document, operationName, variables }: Costly): number {
  const price = measured(schema, onlyOperation(document, operationName), { ...variables });
  if (price > MAX_COST) throw new Refusal('COST_EXCEEDED');
  return Math.max(price, 1);
}

function measured(schema: GraphQLSchema, document: DocumentNode, variables: Record<string, unknown>): number {
  try {
    return costOf(schema, document, variables);
  } catch (error) {
    if (error instanceof GraphQLError && isPageFault(error))
      throw new GraphQLError(error.message, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });
    if (error instanceof GraphQLError) return 1;
    throw error;
  }
}
