import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { expect, test } from 'vitest';
import { schema } from './schema.ts';
import { types } from './testing/schema-walk.ts';

const membersOf = (type: GraphQLNamedType): { name: string; description?: string | null }[] => {
  if (isEnumType(type)) return [...type.getValues()];
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return [];
  const fields = Object.values((type as GraphQLObjectType).getFields());
  const args = fields.flatMap((field) =>
    (field.args ?? []).map((arg) => ({ ...arg, name: `${field.name}.${arg.name}` })),
  );
  return [...fields, ...args];
};

test('every element has a description', () => {
  const everything = types.flatMap((type) => [
    { name: type.name, description: type.description },
    ...membersOf(type).map(({ name, description }) => ({ name: `${type.name}.${name}`, description })),
  ]);
  expect(everything.filter(({ description }) => !description?.trim()).map(({ name }) => name)).toEqual([]);
});

test('a mutation takes one input and answers with a union of the thing and its problems', () => {
  const odd = Object.values(schema.getMutationType()?.getFields() ?? {}).filter(({ name, args, type }) => {
    const Name = `${name[0]?.toUpperCase()}${name.slice(1)}`;
    const takes = args.map((arg) => `${arg.name}: ${String(arg.type)}`).join();
    return !['', `input: ${Name}Input!`].includes(takes) || String(type) !== `${Name}Result!`;
  });
  expect(odd.map(({ name }) => name)).toEqual([]);
});
