import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isLeafType,
  isListType,
  isNonNullType,
  isSpecifiedScalarType,
} from 'graphql';
import { schema } from '../schema.ts';

/** Every type of the schema that is not GraphQL's own. */
export const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);
const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter(
  (type) => type != null,
);
/** Every field one can begin an operation with, named `Query.viewer`. */
export const rootFields = roots.flatMap((type) =>
  Object.values(type.getFields()).map((field) => ({ name: `${type.name}.${field.name}`, field })),
);

/** A value that the type accepts and that names nothing. */
function anyValue(type: GraphQLInputType): unknown {
  const inner = isNonNullType(type) ? type.ofType : type;
  if (isListType(inner)) return [];
  if (isEnumType(inner)) return inner.getValues()[0]?.name;
  if (isInputObjectType(inner)) return anyArguments(Object.values(inner.getFields()));
  const values: Record<string, unknown> = {
    Int: 1,
    Float: 1,
    Boolean: true,
    DateTime: '2030-01-01T00:00:00Z',
    Date: '2030-01-01',
  };
  return values[String(inner)] ?? 'x';
}

const anyArguments = (fields: readonly (GraphQLInputField | GraphQLArgument)[]): Record<string, unknown> =>
  Object.fromEntries(fields.filter(isRequired).map(({ name, type }) => [name, anyValue(type)]));

/** Whether it has to be given. */
export const isRequired = (field: GraphQLInputField | GraphQLArgument) =>
  isNonNullType(field.type) && field.defaultValue === undefined;

export type RootField = (typeof rootFields)[number];

/** An operation with this root field alone and whatever it must be given. */
export function documentOf({ name, field }: RootField) {
  const required = field.args.filter(isRequired);
  const declared = required.map((arg) => `$${arg.name}: ${String(arg.type)}`).join();
  const passed = required.map((arg) => `${arg.name}: $${arg.name}`).join();
  const selection = isLeafType(getNamedType(field.type)) ? '' : '{ __typename }';
  const kind = name.split('.')[0]?.toLowerCase();
  const text = `${kind} ${declared && `(${declared})`} { ${field.name} ${passed && `(${passed})`} ${selection} }`;
  return { text, variables: anyArguments(field.args), isSubscription: kind === 'subscription' };
}
