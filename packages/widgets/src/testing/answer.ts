import { execute, parse, type ExecutionArgs, type GraphQLFieldResolver } from 'graphql';
import { changes } from './changes.ts';
import { follows } from './follows.ts';
import { questions } from './questions.ts';
import type { Reader } from './reading.ts';

/** Answers a query or mutation from a reader's world: real documents in, real answers out, no database. */
export const answer = (document: string, variables: Record<string, unknown>, reader: Reader) =>
  execute({ ...following(document, variables, reader), rootValue: { ...questions, ...changes } });

/** What it takes to follow a subscription in a reader's world. */
export const following = (document: string, variables: Record<string, unknown>, reader: Reader): ExecutionArgs => ({
  schema: reader.world.schema,
  document: parse(document),
  rootValue: follows,
  contextValue: reader,
  variableValues: variables,
  fieldResolver: pickLanguage,
});

const DOCS = 'https://taiwa.example.com/docs/errors';

/** Reads a field; words in both languages become those of the reader. */
const pickLanguage: GraphQLFieldResolver<unknown, Reader> = (source, args, reader, { fieldName }) => {
  const found: unknown = typeof source === 'object' && source !== null ? Reflect.get(source, fieldName) : undefined;
  // Every problem leads to its page; the story's have none.
  if (fieldName === 'docsUrl') return found ?? DOCS;
  const value: unknown = typeof found === 'function' ? found(args, reader) : found;
  return Array.isArray(value) ? value.map((one) => inLanguage(one, reader)) : inLanguage(value, reader);
};

// A term says its word in each language by itself.
function inLanguage(value: unknown, { language }: Reader): unknown {
  const both = typeof value === 'object' && value !== null && 'ja' in value && 'en' in value && !('key' in value);
  return both ? value[language] : value;
}
