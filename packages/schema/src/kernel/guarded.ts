import { brandWithType, type FieldMap } from '@pothos/core';
import { type PrismaModelTypes, type PrismaObjectRef, prismaModelName, queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import type PrismaTypes from '../generated/pothos.ts';
import { getDatamodel } from '../generated/pothos.ts';
import type { Actor } from './actor.ts';
import type { Audience } from './audience.graph.ts';
import { builder, type GraphTypes } from './builder.ts';
import type { Context } from './context.ts';
import { database } from './database.ts';
import { typeOfId } from './ids.ts';
import { MAX_PAGE_SIZE } from './limits.ts';
import { Refusal } from './refusals.ts';
import type { Scope } from './scopes.ts';

type ModelName = keyof PrismaTypes;
type Model<Name extends ModelName> = PrismaModelTypes & PrismaTypes[Name];
type RowOf<Name extends ModelName> = PrismaTypes[Name]['Shape'];
type Key<Name extends ModelName> = Extract<keyof RowOf<Name>, 'tenantId' | 'id'>;
/** What a type reads beside the key: these columns, or all of them. */
type Reads<Name extends ModelName> = readonly Extract<keyof RowOf<Name>, string>[] | 'all';
/** What a resolver has of a row without asking for more. */
type Shape<Name extends ModelName, Read extends Reads<Name>> = Read extends readonly (infer Column)[]
  ? Pick<RowOf<Name>, Key<Name> | Extract<Column, keyof RowOf<Name>>>
  : RowOf<Name>;
type Where<Name extends ModelName> = PrismaTypes[Name]['Where'];

/** How a type of rows is guarded, for who loads it and for the test that walks all of them. */
export interface Guarded {
  readonly typeName: string;
  /** A node is found by its id; a part only through the thing it belongs to. */
  readonly kind: 'node' | 'part';
  readonly scope: Scope;
  /** The rows the actor may see. */
  readonly visible: (actor: Actor) => object;
}

interface GuardedNode extends Guarded {
  readonly model: ModelName;
}

const registry = new Map<string, GuardedNode>();

/** Every guarded type, in the order of their modules. */
export const guardedTypes = (): readonly Guarded[] => [...registry.values()];

/** Whether a reference is to a type that is found by its id. */
export const isGuardedNode = (ref: { readonly name: string }): boolean => registry.get(ref.name)?.kind === 'node';

declare const guardedBrand: unique symbol;

/** What tells the reference to a guarded node from any other; there is no value. */
export interface GuardedBrand {
  readonly [guardedBrand]: true;
}

/** The reference to a type that is found by its id: a mutation may answer with the id alone. */
export type GuardedRef<Row extends object = object> = PrismaObjectRef<GraphTypes, PrismaModelTypes, Row> & GuardedBrand;

interface GuardedOptions<Name extends ModelName, Read extends Reads<Name>> {
  /** The scope a credential needs to find it by its id. */
  readonly scope: Scope;
  /** Which rows the actor may see; the same clause that the lists use. */
  readonly visible: (actor: Actor) => Where<Name>;
  /** Everybody who can see some of the rows; what fewer people see says so at its field. */
  readonly audience: Audience;
  /** What the circles of the audience do not say, for the page about privacy. */
  readonly audienceNote?: string;
  /** Where the table's own comment does not say it. */
  readonly description?: string;
  /**
   * Columns that every resolver of the type finds on its row; what only some need stands in their own `select`. `all` for a
   * type whose rows are handed around whole, or changed on the way: nothing of them is read again.
   */
  readonly reads?: Read;
  readonly fields: (
    t: PothosSchemaTypes.PrismaObjectFieldBuilder<
      GraphTypes,
      Model<Name>,
      Shape<Name, Read> & { [prismaModelName]?: Name }
    >,
  ) => FieldMap;
}

const { models } = getDatamodel().datamodel;

// Fields ask for their columns beyond these, so that no statement reads what nobody asked for.
function selectionOf(name: ModelName, reads: readonly string[] | 'all') {
  if (reads === 'all') return {};
  const { primaryKey, fields = [] } = models[name] ?? {};
  const key = primaryKey?.fields ?? fields.filter(({ isId }) => isId).map((field) => field.name);
  return { select: Object.fromEntries([...key, ...reads].map((column) => [column, true])) };
}

function guardedObject<Name extends ModelName, Read extends Reads<Name>>(
  model: Name,
  kind: Guarded['kind'],
  { scope, visible, reads, ...rest }: GuardedOptions<Name, Read>,
) {
  registry.set(model, { typeName: model, kind, scope, visible, model });
  const select = selectionOf(model, reads ?? []);
  // The plugin works its types out of a literal name; here the name is a parameter, and the shape is promised above.
  return builder.prismaObject(model, { ...select, ...rest } as never) as unknown as PrismaObjectRef<
    GraphTypes,
    Model<Name>,
    Shape<Name, Read>
  >;
}

/**
 * A type of rows with an id, found by `node`, `nodes`, the answers of mutations and subscriptions, and only where `visible`
 * lets the actor see it; otherwise as if it were not there. Relations reload it by its key alone, so that many become one
 * statement: where a relation leads to something that its parent's readers may not see, it says `query: onlyVisible(visible…)`.
 */
export function guardedNode<Name extends ModelName, const Read extends Reads<Name> = []>(
  model: Name,
  options: GuardedOptions<Name, Read>,
): PrismaObjectRef<GraphTypes, Model<Name>, Shape<Name, Read>> & GuardedRef<Shape<Name, Read>> {
  const ref = guardedObject(model, 'node', options);
  builder.nodeRef(
    ref as never,
    {
      id: { resolve: (row: { id: string }) => row.id, description: 'Names the thing everywhere and for ever.' },
      loadWithoutCache: (id: string, context: Context, info: GraphQLResolveInfo) => loadNode(model, id, context, info),
    } as never,
  );
  return ref as never;
}

/** A type of rows that belongs to a node and is reached through it only. */
export const guardedPart = <Name extends ModelName, const Read extends Reads<Name> = []>(
  model: Name,
  options: GuardedOptions<Name, Read>,
) => guardedObject(model, 'part', options);

/** For `query` of a relation: only what the actor may see. A to-one relation is then `nullable: true`. */
export const onlyVisible =
  <Clause>(visible: (actor: Actor) => Clause) =>
  (_args: unknown, { actor }: Context): { where: Clause } => ({ where: visible(actor) });

interface Rows {
  findMany(query: object): Promise<{ id: string }[]>;
  findFirst(query: object): Promise<{ id: string } | null>;
}

// Prisma names a model's rows by its name in lower camel case; its types cannot follow a name that is a value.
function rowsOf(actor: Actor, model: ModelName): Rows {
  const tables: unknown = database(actor);
  return (tables as Record<string, Rows>)[`${model[0]?.toLowerCase()}${model.slice(1)}`] as Rows;
}

function guardOf(typeName: string, actor: Actor): GuardedNode | undefined {
  const guarded = registry.get(typeName);
  return guarded?.kind === 'node' && actor.scopes.has(guarded.scope) ? guarded : undefined;
}

// One level where it can be: what Prisma does with a clause grows with its depth.
const narrowedTo = (id: string, visible: object, { tenantId }: Actor): object =>
  'id' in visible ? { tenantId, id, AND: visible } : { tenantId, ...visible, id };

/** The row with this id as the selection needs it; null where there is none that the actor may see. One statement. */
export async function loadNode<Row = unknown>(
  typeName: string,
  id: string,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Row | null> {
  const { actor } = context;
  const guarded = guardOf(typeName, actor);
  if (!guarded) return null;
  const row = await rowsOf(actor, guarded.model).findFirst({
    ...queryFromInfo({ context, info, typeName }),
    where: narrowedTo(id, guarded.visible(actor), actor),
  });
  if (row) brandWithType(row, typeName as never);
  return row as Row | null;
}

async function loadNodes(ids: readonly string[], typeName: string, context: Context, info: GraphQLResolveInfo) {
  const guarded = guardOf(typeName, context.actor);
  if (!guarded) return [];
  const { tenantId } = context.actor;
  const rows = await rowsOf(context.actor, guarded.model).findMany({
    ...queryFromInfo({ context, info, typeName }),
    where: { tenantId, id: { in: ids }, AND: guarded.visible(context.actor) },
  });
  for (const row of rows) brandWithType(row, typeName as never);
  return rows;
}

/** What the ids name, in their order, null for what the actor cannot see. One statement for each type. */
async function loadAll(ids: readonly string[], context: Context, info: GraphQLResolveInfo) {
  if (ids.length > MAX_PAGE_SIZE) throw new Refusal('COST_EXCEEDED');
  const wanted = [...new Set(ids)];
  const types = new Set(wanted.map((id) => typeOfId(id) ?? ''));
  const ofType = (type: string) => wanted.filter((id) => typeOfId(id) === type);
  const found = await Promise.all([...types].map((type) => loadNodes(ofType(type), type, context, info)));
  const rows = new Map(found.flat().map((row) => [row.id, row]));
  return ids.map((id) => rows.get(id) ?? null);
}

builder.queryFields((t) => ({
  node: t.field({
    type: builder.nodeInterfaceRef(),
    nullable: true,
    authScopes: { credential: true },
    description: 'Whatever the id names; null where there is nothing that the caller may see.',
    args: { id: t.arg.id({ description: 'The id of anything.' }) },
    resolve: (_root, { id }, context, info) => loadNode<object>(typeOfId(id) ?? '', id, context, info),
  }),
  nodes: t.field({
    type: [builder.nodeInterfaceRef()],
    nullable: { list: false, items: true },
    authScopes: { credential: true },
    description: `Whatever the ids name, in their order; null for each that the caller may not see. At most ${MAX_PAGE_SIZE}.`,
    args: { ids: t.arg.idList({ description: 'The ids of anything.' }) },
    resolve: (_root, { ids }, context, info) => loadAll(ids, context, info),
  }),
}));
