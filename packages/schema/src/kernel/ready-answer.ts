import {
  type DocumentNode,
  type ExecutionArgs,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getOperationAST,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** Makes of a value what was selected of it; throws for what has to be waited for or said as an error, as graphql-js can. */
type Show = (value: unknown) => unknown;

class CannotShow extends Error {}

type Shapes = ReadonlyMap<string, Show>;

/** What one document selects, made ready once for however many values. */
class Selection {
  readonly #schema: GraphQLSchema;
  readonly #document: DocumentNode;

  constructor(schema: GraphQLSchema, document: DocumentNode) {
    this.#schema = schema;
    this.#document = document;
  }

  /** Shows a value of a type as these nodes select it, which stand for one key of the answer. */
  of(type: GraphQLOutputType, nodes: readonly FieldNode[]): Show {
    if (isNonNullType(type)) return required(this.of(type.ofType, nodes));
    if (isListType(type)) return listed(this.of(type.ofType, nodes));
    if (isLeafType(type)) return (value) => (isNothing(value) ? null : demanded(type.serialize(ready(value))));
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    if (isObjectType(type)) return this.#objectOf(type, sets);
    const shapes: Shapes = new Map(
      this.#schema.getPossibleTypes(type).map((one) => [one.name, this.#objectOf(one, sets)]),
    );
    return (value) => {
      if (isNothing(value)) return null;
      // What asks for more than the value fails, and is left to graphql-js.
      const name = type.resolveType?.(value, undefined, undefined as never, type);
      return demanded(typeof name === 'string' ? shapes.get(name) : undefined)(value);
    };
  }

  #objectOf(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Show {
    const keys = new Map<string, FieldNode[]>();
    this.#collect(type, sets, keys, new Set());
    const fields = [...keys].map(([key, nodes]) => [key, this.#fieldOf(type, nodes)] as const);
    return (value) => {
      if (isNothing(value)) return null;
      const thing = ready(value);
      const shown: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
      for (const [key, show] of fields) shown[key] = show(thing);
      return shown;
    };
  }

  #fieldOf(type: GraphQLObjectType, nodes: readonly FieldNode[]): Show {
    const name = demanded(nodes[0]).name.value;
    if (name === '__typename') return () => type.name;
    const field = demanded(type.getFields()[name]);
    // Whatever stands before a property, for instance to ask who reads, is left to graphql-js.
    if (field.resolve) throw new CannotShow();
    const show = this.of(field.type, nodes);
    return (value) => show(Reflect.get(value as object, name));
  }

  /** The fields that are selected on a type, by their keys and in the order in which they are answered. */
  #collect(
    type: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    keys: Map<string, FieldNode[]>,
    seen: Set<string>,
  ): void {
    for (const node of sets.flatMap(({ selections }) => selections)) {
      if (node.kind === Kind.FIELD) {
        const key = (node.alias ?? node.name).value;
        keys.set(key, [...(keys.get(key) ?? []), node]);
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        if (this.#applies(node.typeCondition?.name.value, type)) this.#collect(type, [node.selectionSet], keys, seen);
      } else if (!seen.has(node.name.value)) {
        seen.add(node.name.value);
        const { typeCondition, selectionSet } = this.#fragment(node.name.value);
        if (this.#applies(typeCondition.name.value, type)) this.#collect(type, [selectionSet], keys, seen);
      }
    }
  }

  #fragment(wanted: string) {
    for (const node of this.#document.definitions)
      if (node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === wanted) return node;
    throw new CannotShow();
  }

  #applies(name: string | undefined, type: GraphQLObjectType): boolean {
    if (name === undefined || name === type.name) return true;
    const condition = this.#schema.getType(name);
    return isAbstractType(condition) && this.#schema.isSubType(condition, type);
  }
}

const isNothing = (value: unknown): value is null | undefined => value === null || value === undefined;

function demanded<T>(thing: T | null | undefined): T {
  if (isNothing(thing)) throw new CannotShow();
  return thing;
}

/** The value, unless it has to be waited for, called or said as an error first. */
function ready(value: unknown): unknown {
  if (typeof value === 'function' || value instanceof Promise || value instanceof Error) throw new CannotShow();
  return value;
}

const required =
  (show: Show): Show =>
  (value) =>
    demanded(show(value));

const listed =
  (show: Show): Show =>
  (value) => {
    if (isNothing(value)) return null;
    if (!Array.isArray(value)) throw new CannotShow();
    return value.map((one) => show(one));
  };

function hasDirectives(document: DocumentNode): boolean {
  let has = false;
  visit(document, { Directive: () => void (has = true) });
  return has;
}

/** Makes of what a root field gives the data of an answer. */
export type ReadyAnswer = (value: unknown) => Record<string, unknown>;

function showOf({ schema, document, operationName }: ExecutionArgs): ReadyAnswer | undefined {
  const root = schema.getSubscriptionType();
  const [node, ...others] = getOperationAST(document, operationName)?.selectionSet.selections ?? [];
  if (!root || node?.kind !== Kind.FIELD || others.length > 0 || hasDirectives(document)) return undefined;
  const key = (node.alias ?? node.name).value;
  try {
    const show = new Selection(schema, document).of(demanded(root.getFields()[node.name.value]).type, [node]);
    return (value) => ({ [key]: show(value) });
  } catch (error) {
    if (error instanceof CannotShow) return undefined;
    throw error;
  }
}

const known = new WeakMap<DocumentNode, Map<string, ReadyAnswer | undefined>>();

/**
 * What a subscription answers, made of what its root field gives: for a document that selects bare properties and has no
 * directives; undefined for others. Made ready once a document, so that an event costs no execution.
 */
export function readyAnswerOf(args: ExecutionArgs): ReadyAnswer | undefined {
  const shows = known.get(args.document) ?? new Map<string, ReadyAnswer | undefined>();
  known.set(args.document, shows);
  const name = args.operationName ?? '';
  if (!shows.has(name)) shows.set(name, showOf(args));
  return shows.get(name);
}
