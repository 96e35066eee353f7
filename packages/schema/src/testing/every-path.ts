import {
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

type Field = GraphQLField<unknown, unknown>;

const isComplete = (field: Field): boolean =>
  field.args.every((arg) => !isNonNullType(arg.type) || arg.defaultValue !== undefined);

const fieldsOf = (type: GraphQLObjectType): Field[] => Object.values(type.getFields()).filter(isComplete);

const isList = (field: Field): boolean => isListType(isNonNullType(field.type) ? field.type.ofType : field.type);

// Small pages, so that a path through many lists costs less than is allowed.
const called = (field: Field): string => {
  const pages = field.args.some(({ name }) => name === 'first') && !isList(field);
  return pages ? `${field.name}(first: 2)` : field.name;
};

const alias = (prefix: string, field: Field): string => `${prefix}_${field.name}: ${called(field)}`;

const leaves = (type: GraphQLObjectType): string =>
  [
    '__typename',
    ...fieldsOf(type)
      .filter((field) => isLeafType(getNamedType(field.type)))
      .map((field) => alias(type.name, field)),
  ].join(' ');

const targetOf = (field: Field): GraphQLObjectType | undefined => {
  const type: GraphQLNamedType = getNamedType(field.type);
  return isObjectType(type) ? type : undefined;
};

const isRelation = (field: Field): boolean =>
  targetOf(field) !== undefined && !isInterfaceType(getNamedType(field.type));

/** Every leaf of a type, and of whatever lies `depth` steps from it. */
export function everything(type: GraphQLObjectType, depth: number): string {
  if (depth === 0) return leaves(type);
  const below = fieldsOf(type)
    .filter(isRelation)
    .map((field) => `${alias(type.name, field)} { ${everything(targetOf(field) as GraphQLObjectType, depth - 1)} }`);
  return [leaves(type), ...below].join(' ');
}

/** One selection for each step that leads from a type, with everything `depth` steps further. */
const fromEachStep = (type: GraphQLObjectType, depth: number): string[] =>
  fieldsOf(type)
    .filter(isRelation)
    .map((field) => `${alias(type.name, field)} { ${everything(targetOf(field) as GraphQLObjectType, depth)} }`);

/** Documents that together read every field on every path of `depth` steps from every root field without required arguments. */
export function documentsOfRoots(schema: GraphQLSchema, depth: number): string[] {
  const query = schema.getQueryType() as GraphQLObjectType;
  return fieldsOf(query)
    .filter(isRelation)
    .flatMap((root) => {
      const target = targetOf(root) as GraphQLObjectType;
      const steps = [leaves(target), ...fromEachStep(target, depth - 2)];
      return steps.map((step) => `{ ${called(root)} { ${step} } }`);
    });
}

/** Documents that together read every field on every path of `depth` steps from a node of the type, which `$id` names. */
export function documentsOfNode(type: GraphQLObjectType, depth: number): string[] {
  return [leaves(type), ...fromEachStep(type, depth - 1)].map(
    (step) => `query ($id: ID!) { node(id: $id) { ... on ${type.name} { ${step} } } }`,
  );
}
