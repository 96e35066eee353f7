import { type DocumentNode, type ExecutionResult, type GraphQLSchema, parse, validate } from 'graphql';
import type { Actor } from '../kernel/actor.ts';
import { operation, subscription } from '../kernel/operation.ts';

/** The answer of an operation, with its data as the caller says it is. */
export type Answer<Data> = Omit<ExecutionResult, 'data'> & { readonly data?: Data | null };

interface RunOptions {
  readonly schema?: GraphQLSchema;
  readonly idempotencyKey?: string;
}

// A document names its operation's type by a phantom, so that typed documents type the answer.
type Documented<Data> = string & { readonly __data?: Data };

// A test of the kernel brings a graph of its own, and must not load the product's.
const productSchema = async (): Promise<GraphQLSchema> => (await import('../schema.ts')).schema;

async function prepared(
  text: string,
  given?: GraphQLSchema,
): Promise<{ schema: GraphQLSchema; document: DocumentNode }> {
  const schema = given ?? (await productSchema());
  const document = parse(text);
  const faults = validate(schema, document);
  if (faults.length > 0) throw new AggregateError(faults, faults.map(({ message }) => message).join('\n'));
  return { schema, document };
}

/** Runs a document in this process as the actor, through everything but the network; throws for a document that is not valid. */
export async function run<Data = Record<string, unknown>>(
  actor: Actor,
  text: Documented<Data>,
  variables: Record<string, unknown> = {},
  { schema, idempotencyKey }: RunOptions = {},
): Promise<Answer<Data>> {
  const ready = await prepared(text, schema);
  const contextValue = idempotencyKey ? { actor, idempotencyKey } : { actor };
  // The answer has the shape of the document, which only its author knows.
  return (await operation({ ...ready, variableValues: variables, contextValue })) as Answer<Data>;
}

/** Begins a subscription in this process as the actor; one answer with errors where it cannot begin. Call `return` to leave. */
export async function follow<Data = Record<string, unknown>>(
  actor: Actor,
  text: Documented<Data>,
  variables: Record<string, unknown> = {},
  { schema }: RunOptions = {},
): Promise<AsyncGenerator<Answer<Data>, void, void>> {
  const ready = await prepared(text, schema);
  const begun = await subscription({ ...ready, variableValues: variables, contextValue: { actor } });
  if (Symbol.asyncIterator in begun) return begun as AsyncGenerator<Answer<Data>, void, void>;
  throw new AggregateError(begun.errors ?? [], 'The subscription could not begin.');
}

/** The codes of the refusals in an answer, in their order; `FAULT` for any other error. */
export const refusalsOf = ({ errors }: Answer<unknown>): string[] =>
  (errors ?? []).map(({ originalError }) =>
    originalError && 'code' in originalError ? String(originalError.code) : 'FAULT',
  );
