import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  Kind,
  typeFromAST,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Costly } from '@taiwa/schema/kernel/cost';

/** Something an operation used that will go: `User.nickname`, `Query.users(search:)`, `UserFilter.text`, `Role.BOSS`. */
export interface Deprecation {
  readonly element: string;
  /** What to use instead, and until when it stays. */
  readonly reason: string;
}

type Note = (element: string, reason: string | null | undefined) => void;

interface Found {
  readonly written: ReadonlyMap<string, string>;
  /** The variables of the document by their types; none where no input of the schema is deprecated. */
  readonly variables: readonly (readonly [string, GraphQLInputType])[];
}

const hasOldInputs = new WeakMap<GraphQLSchema, boolean>();

function hasDeprecatedInputs(schema: GraphQLSchema): boolean {
  const isOld = ({ deprecationReason }: { deprecationReason?: string | null | undefined }) =>
    Boolean(deprecationReason);
  const found =
    hasOldInputs.get(schema) ??
    Object.values(schema.getTypeMap()).some(
      (type) =>
        (isInputObjectType(type) && Object.values(type.getFields()).some(isOld)) ||
        (isEnumType(type) && type.getValues().some(isOld)),
    );
  hasOldInputs.set(schema, found);
  return found;
}

function noteWritten(schema: GraphQLSchema, document: DocumentNode, note: Note): void {
  const info = new TypeInfo(schema);
  const ofField = () => `${info.getParentType()?.name}.${info.getFieldDef()?.name}`;
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: () => note(ofField(), info.getFieldDef()?.deprecationReason),
      Argument: ({ name }) => note(`${ofField()}(${name.value}:)`, info.getArgument()?.deprecationReason),
      ObjectField: ({ name }) => {
        const type = getNamedType(info.getParentInputType());
        if (isInputObjectType(type))
          note(`${type.name}.${name.value}`, type.getFields()[name.value]?.deprecationReason);
      },
      EnumValue: ({ value }) =>
        note(`${getNamedType(info.getInputType())?.name}.${value}`, info.getEnumValue()?.deprecationReason),
    }),
  );
}

function noteGiven(given: GraphQLInputType, value: unknown, note: Note): void {
  const type = getNullableType(given);
  if (value === null || value === undefined) return;
  if (isListType(type)) {
    for (const one of Array.isArray(value) ? value : [value]) noteGiven(type.ofType, one, note);
  } else if (isEnumType(type)) {
    if (typeof value === 'string') note(`${type.name}.${value}`, type.getValue(value)?.deprecationReason);
  } else if (isInputObjectType(type)) {
    for (const [name, part] of Object.entries(value)) {
      const field = type.getFields()[name];
      if (!field) continue;
      note(`${type.name}.${name}`, field.deprecationReason);
      noteGiven(field.type, part, note);
    }
  }
}

const variablesOf = (schema: GraphQLSchema, { definitions }: DocumentNode): Found['variables'] =>
  definitions
    .flatMap((one) => (one.kind === Kind.OPERATION_DEFINITION ? (one.variableDefinitions ?? []) : []))
    .flatMap(({ variable, type }) => {
      const input = typeFromAST(schema, type);
      return isInputType(input) ? [[variable.name.value, input] as const] : [];
    });

// The endpoint keeps what it has parsed, so the same document comes again as the same object.
const looked = new WeakMap<DocumentNode, Found>();

function look(schema: GraphQLSchema, document: DocumentNode): Found {
  const written = new Map<string, string>();
  noteWritten(schema, document, (element, reason) => void (reason && written.set(element, reason)));
  return { written, variables: hasDeprecatedInputs(schema) ? variablesOf(schema, document) : [] };
}

/** What of a valid operation will go, for its `extensions`: each thing once, and nothing at all where nothing will. */
export function deprecationsIn({ schema, document, variableValues }: Costly): {
  readonly deprecations?: readonly Deprecation[];
} {
  const found = looked.get(document) ?? look(schema, document);
  looked.set(document, found);
  if (found.written.size === 0 && found.variables.length === 0) return {};
  const all = new Map(found.written);
  for (const [name, type] of found.variables)
    noteGiven(type, variableValues?.[name], (element, reason) => void (reason && all.set(element, reason)));
  return all.size === 0 ? {} : { deprecations: [...all].map(([element, reason]) => ({ element, reason })) };
}
