/** The text of one GraphQL operation that knows, for the compiler only, what it takes and what it answers; as in the SDK. */
export type Document<Data = unknown, Variables = Record<string, unknown>> = string & {
  readonly ' types'?: (variables: Variables) => Data;
};
