import {
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  validate,
  type ASTVisitor,
  type DocumentNode,
  type GraphQLSchema,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import type { Actor } from '@taiwa/schema/kernel/actor';

/** Most tokens a document may have. */
export const MAX_TOKENS = 2_000;
/** Most errors one answer names; one more says that there are others. */
export const MAX_ERRORS = 9;

// A rule that throws would end validation as a fault of ours; reported, it is the caller's.
const reported = {
  exposeLimits: true,
  propagateOnRejection: false,
  onReject: [(context: ValidationContext | null, error: GraphQLError) => context?.reportError(error)],
};

/** What every document is held to, whoever sends it. */
export const LIMIT_RULES: readonly ValidationRule[] = [
  maxAliasesRule({ n: 15, allowList: [], ...reported }),
  maxDirectivesRule({ n: 8, ...reported }),
  // Who may ask for the schema needs its whole depth; graphql-js itself refuses to go around in it.
  // A spread is no level of the answer; counted as one it would forbid documents made of fragments.
  maxDepthRule({ n: 12, ignoreIntrospection: true, flattenFragments: true, ...reported }),
].map(
  (rule): ValidationRule =>
    (context): ASTVisitor =>
      rule(context),
);

// The endpoint keeps what it has parsed, so the same document comes again as the same object.
const askingForSchema = new WeakMap<DocumentNode, readonly GraphQLError[]>();

/** Errors of a document that asks for the schema although its sender may not; empty otherwise. */
export function introspectionErrors(
  schema: GraphQLSchema,
  document: DocumentNode,
  actor: Actor,
): readonly GraphQLError[] {
  if (actor.scopes.has('schema')) return [];
  const known =
    askingForSchema.get(document) ??
    validate(schema, document, [NoSchemaIntrospectionCustomRule], { maxErrors: MAX_ERRORS });
  askingForSchema.set(document, known);
  return known;
}
