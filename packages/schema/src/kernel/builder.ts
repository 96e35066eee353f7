import SchemaBuilder from '@pothos/core';
import ErrorsPlugin from '@pothos/plugin-errors';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import TracingPlugin, { isRootField } from '@pothos/plugin-tracing';
import { getDatamodel } from '../generated/pothos.ts';
import type PrismaTypes from '../generated/pothos.ts';
import { isPerson } from './actor.ts';
import type { Context } from './context.ts';
import { database } from './database.ts';
import { typeOfId } from './ids.ts';
import { MAX_PAGE_SIZE, PAGE_SIZE } from './limits.ts';
import { forbidden, unauthenticated } from './refusals.ts';
import type { Scope } from './scopes.ts';
import { traced } from './tracing.ts';

/** What the builder knows of types: context, tables, scopes, scalars. */
export interface Types {
  Context: Context;
  PrismaTypes: PrismaTypes;
  DefaultFieldNullability: false;
  DefaultInputFieldRequiredness: true;
  DefaultEdgesNullability: { list: false; items: false };
  DefaultNodeNullability: false;
  DefaultAuthStrategy: 'all';
  AuthScopes: {
    /** The scope that the credential must carry. */
    scope: Scope;
    /** The field makes sense for a person only. */
    person: boolean;
    /** Any credential will do. */
    credential: boolean;
    /** Nobody has to show anything. */
    open: boolean;
  };
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    Date: { Input: Date; Output: Date };
  };
}

let strict = true;

/** In production a resolver that forgot its `query` answers more slowly instead of failing. */
export function tolerateUnusedQueries(): void {
  strict = false;
}

/** What every piece of the graph is built with. Fields are non-null and arguments required unless they say otherwise. */
export const builder = new SchemaBuilder<Types>({
  plugins: [RelayPlugin, ScopeAuthPlugin, ErrorsPlugin, PrismaPlugin, TracingPlugin],
  defaultFieldNullability: false,
  defaultInputFieldRequiredness: true,
  relay: {
    encodeGlobalID: (_type, id) => String(id),
    decodeGlobalID: (id) => ({ typename: typeOfId(id) ?? '', id }),
    cursorType: 'String',
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    nodeTypeOptions: { description: 'Anything that has an id of its own and can be read again by it.' },
    idFieldOptions: { description: 'Names the thing everywhere and for ever; readable, opaque.' },
    pageInfoTypeOptions: { description: 'Where a page lies in its list.' },
    hasNextPageFieldOptions: { description: 'Whether more follows when paging forwards.' },
    hasPreviousPageFieldOptions: { description: 'Whether more precedes when paging backwards.' },
    startCursorFieldOptions: { description: 'The cursor of the first thing on the page.' },
    endCursorFieldOptions: {
      description: 'The cursor of the last thing on the page; give it as `after` for the next.',
    },
    firstArgOptions: { description: `How many from the start, ${PAGE_SIZE} by default and ${MAX_PAGE_SIZE} at most.` },
    lastArgOptions: { description: `How many from the end, at most ${MAX_PAGE_SIZE}.` },
    afterArgOptions: { description: 'Begin after this cursor.' },
    beforeArgOptions: { description: 'Stop before this cursor.' },
    edgesFieldOptions: { description: 'The things with their cursors.', nullable: { list: false, items: false } },
    nodeFieldOptions: { description: 'The thing itself.', nullable: false },
    cursorFieldOptions: { description: 'Where this thing lies in the list; opaque.' },
    pageInfoFieldOptions: { description: 'Where this page lies in the list.' },
    nodesOnConnection: { description: 'The things without their cursors.' },
    defaultConnectionTypeOptions: { description: 'One page of a list.' },
    defaultEdgeTypeOptions: { description: 'One thing on a page, with its cursor.' },
  },
  scopeAuth: {
    defaultStrategy: 'all',
    authorizeOnSubscribe: true,
    authScopes: ({ actor }) => ({
      scope: (scope) => actor.scopes.has(scope),
      person: (wanted) => isPerson(actor) === wanted,
      credential: (wanted) => (actor.kind !== 'anonymous') === wanted,
      open: true,
    }),
    unauthorizedError: (_parent, { actor }) => (actor.kind === 'anonymous' ? unauthenticated() : forbidden()),
  },
  errors: { directResult: true },
  prisma: {
    // The plugin asks for a whole client and uses the models only, which is what a visit offers.
    client: ({ actor }) => database(actor) as never,
    dmmf: getDatamodel(),
    exposeDescriptions: true,
    onUnusedQuery: ({ parentType, fieldName }) => {
      if (strict) throw new Error(`${parentType.name}.${fieldName} does not use its query`);
    },
    defaultConnectionSize: PAGE_SIZE,
    maxConnectionSize: MAX_PAGE_SIZE,
  },
  tracing: {
    default: (config) => isRootField(config) && config.parentType !== 'Subscription',
    wrap:
      (resolve, _options, { parentType, name }) =>
      (parent, args, context, info) =>
        traced(context.actor, `${parentType}.${name}`, () => resolve(parent, args, context, info)),
  },
});

/** The builder's own view of its types, for the pieces of the kernel that extend it. */
export type GraphTypes = typeof builder.$inferSchemaTypes;

builder.queryType({ description: 'What can be read.' });
builder.mutationType({
  description: 'What can be changed: each answers with the thing or with what stands in the way.',
});

const makePage = builder.connectionObject.bind(builder);
const pages = new Map<string, unknown>();

// A page of sessions is a `SessionConnection` wherever it is met: one type, not one for each field that answers it.
builder.connectionObject = ((options: { type: string | { name: string } }, edge: object) => {
  const of = typeof options.type === 'string' ? options.type : options.type.name;
  const isNamed = 'name' in edge && !('kind' in edge);
  const named = isNamed ? { ...edge, name: `${of}Edge` } : edge;
  const page = pages.get(of) ?? makePage({ ...options, name: `${of}Connection` } as never, named as never);
  pages.set(of, page);
  return page;
}) as never;
