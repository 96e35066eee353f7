import {
  type ArgumentNode,
  type ExecutionArgs,
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  getNamedType,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { LENGTH_ARGUMENTS, lengthOf, MAX_COST, MAX_DEPTH } from './limits.ts';
import { Refusal } from './refusals.ts';

/** What is asked to run. */
export type Costly = Pick<ExecutionArgs, 'schema' | 'document' | 'operationName' | 'variableValues'>;

interface Size {
  readonly cost: number;
  /** How many fields lie within each other. */
  readonly depth: number;
}

/** None of the operation will run. */
class WrongVariables extends Error {}

const NOTHING: Size = { cost: 0, depth: 0 };
const ONE: Size = { cost: 1, depth: 1 };
/** What goes around in itself. */
const ENDLESS: Size = { cost: Infinity, depth: Infinity };

const usesVariable = ({ value }: ArgumentNode): boolean =>
  value.kind === Kind.VARIABLE || (value.kind === Kind.LIST && value.values.some((one) => one.kind === Kind.VARIABLE));

/** The arguments of a field; undefined where they are wrong, as null is in a variable with a default: then this field alone fails. */
function valuesOf(...asked: Parameters<typeof getArgumentValues>): Record<string, unknown> | undefined {
  try {
    return getArgumentValues(...asked);
  } catch (error) {
    if (error instanceof GraphQLError) return undefined;
    throw error;
  }
}

const fragmentsIn = ({ definitions }: Costly['document']): ReadonlyMap<string, FragmentDefinitionNode> =>
  new Map(definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])));

/** Goes once through an operation: each fragment is looked at once, however often it is spread. */
class Measuring {
  readonly #asked: Costly;
  readonly #operation: OperationDefinitionNode;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #known = new Map<SelectionSetNode, Size>();
  #variables: Record<string, unknown> | undefined;

  constructor(asked: Costly, operation: OperationDefinitionNode) {
    this.#asked = asked;
    this.#operation = operation;
    this.#fragments = fragmentsIn(asked.document);
  }

  /** Whether no variable had to be asked for it. */
  get isFixed(): boolean {
    return this.#variables === undefined;
  }

  size(): Size {
    const { operation, selectionSet } = this.#operation;
    return this.#ofSet(selectionSet, this.#asked.schema.getRootType(operation));
  }

  #ofSet(set: SelectionSetNode, type: GraphQLNamedType | null | undefined): Size {
    const known = this.#known.get(set);
    if (known) return known;
    this.#known.set(set, ENDLESS);
    const parts = set.selections.map((selection) => this.#ofSelection(selection, type));
    const size = {
      cost: parts.reduce((sum, { cost }) => sum + cost, 0),
      depth: Math.max(...parts.map(({ depth }) => depth)),
    };
    this.#known.set(set, size);
    return size;
  }

  #ofSelection(selection: SelectionNode, type: GraphQLNamedType | null | undefined): Size {
    if (selection.kind === Kind.FIELD) return this.#ofField(selection, type);
    const isSpread = selection.kind === Kind.FRAGMENT_SPREAD;
    const fragment = isSpread ? this.#fragments.get(selection.name.value) : selection;
    if (!fragment) return NOTHING;
    const name = fragment.typeCondition?.name.value;
    return this.#ofSet(fragment.selectionSet, name === undefined ? type : this.#asked.schema.getType(name));
  }

  #ofField(node: FieldNode, type: GraphQLNamedType | null | undefined): Size {
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    if (!field) return ONE;
    const length = this.#lengthOf(field, node);
    const below = node.selectionSet ? this.#ofSet(node.selectionSet, getNamedType(field.type)) : NOTHING;
    return { cost: 1 + length * below.cost, depth: 1 + below.depth };
  }

  #lengthOf(field: GraphQLField<unknown, unknown>, node: FieldNode): number {
    // The other arguments would be coerced for nothing, and may be large.
    const args = field.args.filter(({ name }) => LENGTH_ARGUMENTS.has(name));
    if (args.length === 0) return lengthOf({}, field);
    const given = (node.arguments ?? []).filter(({ name }) => LENGTH_ARGUMENTS.has(name.value));
    if (given.some(usesVariable)) this.#variables ??= this.#coerced();
    const values = valuesOf({ ...field, args }, { ...node, arguments: given }, this.#variables);
    return values ? lengthOf(values, field) : 0;
  }

  #coerced(): Record<string, unknown> {
    const { schema, variableValues } = this.#asked;
    const { coerced, errors } = getVariableValues(
      schema,
      this.#operation.variableDefinitions ?? [],
      variableValues ?? {},
    );
    if (errors) throw new WrongVariables();
    return coerced;
  }
}

// An operation whose lists are as long for every caller is measured once; its document is the same object as long as it is known.
const fixed = new WeakMap<OperationDefinitionNode, Size>();

function sizeOf(asked: Costly): Size {
  const operation = getOperationAST(asked.document, asked.operationName);
  // Running will say that there is no such operation.
  if (!operation) return NOTHING;
  const known = fixed.get(operation);
  if (known) return known;
  const measuring = new Measuring(asked, operation);
  const size = measuring.size();
  if (measuring.isFixed) fixed.set(operation, size);
  return size;
}

function sizeIfSound(asked: Costly): Size {
  try {
    return sizeOf(asked);
  } catch (error) {
    if (error instanceof WrongVariables) return NOTHING;
    throw error;
  }
}

/**
 * What an operation costs, known before it runs: 1 at least. Throws COST_EXCEEDED for one that nobody may run, and a fault of a
 * page (`isPageFault`) for one that is too long or a cursor that cannot be. Where the variables are wrong
 * it is 1: none of it will run. Where only a field's arguments are, that field costs 1: the others run.
 */
export function costOf(asked: Costly): number {
  const { cost, depth } = sizeIfSound(asked);
  if (cost > MAX_COST || depth > MAX_DEPTH) throw new Refusal('COST_EXCEEDED');
  return Math.max(cost, 1);
}
