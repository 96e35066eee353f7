import {
  type DocumentNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

const known = new WeakMap<DocumentNode, boolean>();

/** Whether a field only shows a property of what it stands on. */
const isExposed = (field: GraphQLField<unknown, unknown> | undefined): boolean =>
  typeof field?.extensions['pothosExposedField'] === 'string';

/** Whether a field of this name is exposed on everything that may stand there. */
function isExposedOn(schema: GraphQLSchema, type: GraphQLNamedType, name: string): boolean {
  const types = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
  return types.every((one) => isObjectType(one) && isExposed(one.getFields()[name]));
}

function hasOnlyExposed(schema: GraphQLSchema, document: DocumentNode): boolean {
  const root = schema.getSubscriptionType();
  const info = new TypeInfo(schema);
  let isSo = true;
  const look = ({ name: { value: name } }: { readonly name: { readonly value: string } }): void => {
    const type = info.getParentType();
    if (type === root || name === '__typename') return;
    if (!type || !isExposedOn(schema, type, name)) isSo = false;
  };
  visit(document, visitWithTypeInfo(info, { Field: look }));
  return isSo;
}

/**
 * Whether a document of a subscription selects nothing below its root that could ask who reads: properties only, no resolver.
 * What it makes of an event then follows from what the root answers alone.
 */
export function asksNobody(schema: GraphQLSchema, document: DocumentNode): boolean {
  const answer = known.get(document) ?? hasOnlyExposed(schema, document);
  known.set(document, answer);
  return answer;
}
