import { coerceInputValue, type GraphQLArgument, isInputObjectType, isNonNullType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { schema } from '../schema.ts';

const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
  Object.values(type?.getFields() ?? {}).flatMap(({ name, args }) => args.map((arg) => ({ name, arg }))),
);

const objectOf = ({ type }: GraphQLArgument) => {
  const inner = isNonNullType(type) ? type.ofType : type;
  return isInputObjectType(inner) ? inner : undefined;
};

const inputs = roots.flatMap(({ name, arg }) => {
  const type = objectOf(arg);
  return type ? [{ title: `${name}(${arg.name})`, type }] : [];
});

/** Names under which somebody could try to reach what is not theirs to say. */
const EXTRA = [
  'tenantId',
  'tid',
  'actor',
  'role',
  'isAdmin',
  'AND',
  'OR',
  'where',
  'connect',
  '__proto__',
  'constructor',
];

describe.each(inputs)('$title', ({ type }) => {
  test('takes no field that it does not name', () => {
    const taken = EXTRA.filter((name) => !Object.hasOwn(type.getFields(), name)).filter((name) => {
      const said: string[] = [];
      const value: unknown = JSON.parse(`{${JSON.stringify(name)}:"x"}`);
      coerceInputValue(value, type, (_path, _value, { message }) => void said.push(message));
      return !said.some((message) => message.includes(`"${name}" is not defined`));
    });
    expect(taken).toEqual([]);
  });
});

test('nothing takes or gives JSON without a shape', () => {
  expect(Object.keys(schema.getTypeMap()).filter((name) => /json|any|object/i.test(name))).toEqual([]);
});

test('no input anywhere names the tenant', () => {
  const named = Object.values(schema.getTypeMap())
    .filter(isInputObjectType)
    .flatMap((type) =>
      Object.keys(type.getFields()).flatMap((field) =>
        /^(tenant(Id)?|tid)$/i.test(field) ? [`${type.name}.${field}`] : [],
      ),
    );
  expect([
    ...named,
    ...roots.flatMap(({ name, arg }) => (/^(tenant(Id)?|tid)$/i.test(arg.name) ? [name] : [])),
  ]).toEqual([]);
});
