import { buildSchema, parse } from 'graphql';
import { expect, test, vi } from 'vitest';
import { costOf } from './cost.ts';
import { isPageFault, MAX_DEPTH } from './limits.ts';

const schema = buildSchema(`
  interface Node { id: ID! }
  type Query {
    person(id: ID!): Person
    people(first: Int, last: Int, after: String): PersonConnection!
    nodes(ids: [ID!]!): [Node]!
    lately(first: Int! = 3): [Person!]!
  }
  type PersonConnection { nodes: [Person!]! pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean! }
  type Person implements Node { id: ID! name: String! boss: Person roles: [Role!]! people(first: Int, last: Int): PersonConnection! }
  type Role { name: String! }
`);

type Asked = Omit<Parameters<typeof costOf>[0], 'schema' | 'document'>;

const priceOf = (text: string, asked: Asked = {}) => costOf({ schema, document: parse(text), ...asked });

function faultOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (fault) {
    return fault;
  }
}

test.each([
  ['{ person(id: "a") { id name __typename } }', 4],
  ['{ person(id: "a") { roles { name } } }', 1 + 1 + 5],
  ['{ people { nodes { id } } }', 1 + 20 * 2],
  ['{ people(first: 3) { nodes { id } pageInfo { hasNextPage } } }', 1 + 3 * 4],
  ['{ people(last: 7) { nodes { people(first: 2) { nodes { id } } } } }', 1 + 7 * (1 + 1 + 2 * 2)],
  ['{ people(first: 0) { nodes { id } } }', 1],
  ['{ nodes(ids: ["a", "b", "c"]) { id } }', 1 + 3],
  ['{ nodes(ids: ["a", "b"]) { ... on Person { ...Both } id } } fragment Both on Person { id name }', 1 + 2 * 3],
  ['{ __schema { types { name } } }', 1],
])('%s costs %d', (text, cost) => {
  expect(priceOf(text)).toBe(cost);
});

test('a page is as long as the variables of each caller say', () => {
  const text = 'query($first: Int = 4, $id: ID!) { people(first: $first) { nodes { id } } person(id: $id) { id } }';
  const document = parse(text);
  const of = (variableValues: Record<string, unknown>) => costOf({ schema, document, variableValues });
  expect([of({ first: 10, id: 'a' }), of({ first: 100, id: 'a' }), of({ id: 'a' })]).toEqual([23, 203, 11]);
  expect(isPageFault(faultOf(() => of({ first: 101, id: 'a' })))).toBe(true);
  expect(of({ first: 10, id: 'a' })).toBe(23);
  const named = parse('query($ids: [ID!]!, $id: ID!) { a: nodes(ids: $ids) { id } b: nodes(ids: ["x", $id]) { id } }');
  const ids = (...given: string[]) => costOf({ schema, document: named, variableValues: { ids: given, id: 'a' } });
  expect([ids('a'), ids('a', 'b', 'c')]).toEqual([5, 7]);
});

test('what is wrong with variables and names is for the execution to say', () => {
  const pages = 'query($first: Int) { people(first: $first) { nodes { id } } }';
  expect(priceOf(pages, { variableValues: { first: 'many' } })).toBe(1);
  expect(priceOf('query A { people { nodes { id } } }', { operationName: 'B' })).toBe(1);
});

test.each([
  ['query($ids: [ID!] = ["a"]) { nodes(ids: $ids) { id name: id }', { ids: null }],
  ['query($id: ID = "a") { nodes(ids: ["b", $id]) { id name: id }', { id: null }],
  ['query($first: Int) { lately(first: $first) { id name: id }', { first: null }],
])('a field that fails by its arguments hides nothing of what runs beside it: %s', (text, variableValues) => {
  expect(priceOf(`${text} people(first: 3) { nodes { id } } }`, { variableValues })).toBe(1 + 7);
  const dear = parse(`${text} people(first: 100) { nodes { people(first: 100) { nodes { id } } } } }`);
  const deep = parse(`${text} ${nested(MAX_DEPTH + 1).slice(1)}`);
  for (const document of [dear, deep])
    expect(faultOf(() => costOf({ schema, document, variableValues }))).toMatchObject({ code: 'COST_EXCEEDED' });
});

test('only the operation that runs is paid for', () => {
  const text = 'query Cheap { person(id: "a") { id } } query Dear { people(first: 100) { nodes { id } } }';
  expect([priceOf(text, { operationName: 'Cheap' }), priceOf(text, { operationName: 'Dear' })]).toEqual([2, 201]);
});

test.each([
  ['a page that is too long', '{ people(first: 101) { nodes { id } } }'],
  ['a cursor that is none', '{ people(after: "x") { nodes { id } } }'],
])('%s is a fault of the page, however often it is asked', (_what, text) => {
  const document = parse(text);
  for (const _time of [1, 2]) expect(isPageFault(faultOf(() => costOf({ schema, document })))).toBe(true);
});

const nested = (fields: number) => `{ person(id: "a") ${'{ boss '.repeat(fields - 2)}{ id ${'}'.repeat(fields - 1)} }`;

const twice = (count: number) =>
  Array.from({ length: count }, (_, place) => {
    const next = place + 1 < count ? `...F${place + 1} ...F${place + 1}` : 'name';
    return `fragment F${place} on Person { ${next} }`;
  }).join(' ');

test.each([
  ['is too dear', '{ people(first: 100) { nodes { people(first: 100) { nodes { id } } } } }'],
  ['is too deep', nested(MAX_DEPTH + 1)],
  ['doubles with each fragment', `{ person(id: "a") { ...F0 } } ${twice(200)}`],
  ['goes around in its fragments', '{ person(id: "a") { ...A } } fragment A on Person { boss { ...A } }'],
  ['goes around on empty pages', '{ people(first: 0) { nodes { ...A } } } fragment A on Person { boss { ...A } }'],
])('what %s is refused, however often it is asked', (_what, text) => {
  const document = parse(text);
  for (const _time of [1, 2])
    expect(faultOf(() => costOf({ schema, document }))).toMatchObject({ code: 'COST_EXCEEDED' });
});

test('what is as deep as can be is not refused', () => {
  expect(priceOf(nested(MAX_DEPTH))).toBe(MAX_DEPTH);
});

test('an operation in which no variable says how long a page is is measured once', () => {
  const measured = vi.spyOn(schema, 'getRootType');
  const count = (text: string) => {
    const document = parse(text);
    measured.mockClear();
    for (const id of ['a', 'b', 'c']) costOf({ schema, document, variableValues: { id, first: 1 } });
    return measured.mock.calls.length;
  };
  expect(count('query($id: ID!) { person(id: $id) { people(first: 2) { nodes { id } } } }')).toBe(1);
  expect(count('query($first: Int) { people(first: $first) { nodes { id } } }')).toBe(3);
  measured.mockRestore();
});
