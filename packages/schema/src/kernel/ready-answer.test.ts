import { buildSchema, execute, GraphQLError, isAbstractType, isObjectType, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { readyAnswerOf } from './ready-answer.ts';

const schema = buildSchema(`
  interface Entry { seq: Int! at: String }
  type Said implements Entry { seq: Int! at: String text: String! by: Part names: [Name!] again: Said next: [Entry!] }
  type Gone implements Entry { seq: Int! at: String from: ID! }
  union Either = Said | Gone
  type Name { label: String! }
  enum Part { ONE OTHER }
  type News { state: Part! entries: [Entry!]! either: [Either] weight: Float isOver: Boolean! seen: Any }
  scalar Any
  type Query { nothing: Int }
  type Subscription { news(after: Int): News other: News! }`);

for (const type of Object.values(schema.getTypeMap()))
  if (isAbstractType(type)) type.resolveType = ({ __typename }: { __typename: string }) => __typename;

const said = {
  __typename: 'Said',
  seq: 1,
  at: null,
  text: '今日は',
  by: 'OTHER',
  names: [{ label: 'A' }, { label: 'B' }],
  again: { __typename: 'Said', seq: 2, text: 'x', by: null, names: null, next: [] },
};
const gone = { __typename: 'Gone', seq: 3, at: 'now', from: 7 };
const news = { state: 'ONE', entries: [said, gone], either: [gone, null, said], weight: 1.5, isOver: false };

const executed = (document: string, value: unknown) =>
  execute({ schema, document: parse(document), rootValue: { news: value } });

function shown(document: string, value: unknown): unknown {
  const parsed = parse(document);
  expect(validate(schema, parsed)).toEqual([]);
  const show = readyAnswerOf({ schema, document: parsed });
  if (!show) throw new Error('It is not made ready.');
  return { data: show(value) };
}

test.each([
  ['properties', '{ news { state weight isOver entries { seq at } } }'],
  ['aliases', '{ mine: news { one: state two: state entries { number: seq } } }'],
  ['__typename at every place', '{ news { __typename entries { __typename kind: __typename } } }'],
  [
    'inline fragments',
    '{ news { entries { seq ... on Said { text by names { label } } ... on Gone { from } ... { at } } } }',
  ],
  [
    'named fragments within others',
    `subscription { news { ...All } } fragment All on News { entries { ...One } either { ...One ... on Gone { from } } }
     fragment One on Entry { at ...Words seq } fragment Words on Said { text again { ...Deep } } fragment Deep on Said { seq by }`,
  ],
  [
    'one key selected several times',
    '{ news { entries { ... on Said { again { seq } } } entries { seq ... on Said { names { label } again { text next { seq } } } } } }',
  ],
  ['a variable of the root', 'subscription($after: Int) { news(after: $after) { state } }'],
])('what is shown is what graphql-js answers: %s', (_what, document) => {
  const text = document.startsWith('{') ? `subscription ${document}` : document;
  const answer = executed(text, news);
  expect(JSON.stringify(shown(text, news))).toBe(JSON.stringify(answer));
});

test('nothing is nothing', () => {
  expect(shown('subscription { news { state } }', null)).toEqual({ data: { news: null } });
});

test.each([
  ['a directive', 'subscription($no: Boolean!) { news { state @include(if: $no) } }'],
  ['a directive on a fragment', 'subscription($no: Boolean!) { news { ... on News @skip(if: $no) { state } } }'],
  ['the root twice', 'subscription { news { state } news { isOver } }'],
  ['the root within a fragment', 'subscription { ... on Subscription { news { state } } }'],
])('%s is left to graphql-js', (_what, text) => {
  expect(readyAnswerOf({ schema, document: parse(text) })).toBeUndefined();
});

test('a property before which something stands is left to graphql-js', () => {
  const guarded = buildSchema('type News { state: String } type Query { x: Int } type Subscription { news: News }');
  const type = guarded.getType('News');
  if (isObjectType(type)) type.getFields()['state']!.resolve = () => 'asked';
  expect(readyAnswerOf({ schema: guarded, document: parse('subscription { news { state } }') })).toBeUndefined();
});

test.each<[what: string, value: object]>([
  ['what is missing', { ...news, isOver: undefined }],
  ['what is missing in a list', { ...news, entries: [said, null] }],
  ['no list', { ...news, entries: 'none' }],
  ['an unknown value', { ...news, state: 'THIRD' }],
  ['an unknown type', { ...news, entries: [{ __typename: 'Nope', seq: 1 }] }],
  ['something that has to be waited for', { ...news, isOver: Promise.resolve(true) }],
  ['a thing that has to be waited for', { ...news, entries: [Promise.resolve(said)] }],
  ['an error', { ...news, entries: [new GraphQLError('no')] }],
  ['anything that has to be waited for', { ...news, seen: Promise.resolve(1) }],
  ['anything that is an error', { ...news, seen: new GraphQLError('no') }],
  ['anything to be called', { ...news, seen: () => 1 }],
  ['something to be called', { ...news, at: () => 'x', weight: () => 1 }],
])('%s is shown by nobody but graphql-js', (_what, value) => {
  expect(() => shown('subscription { news { state isOver weight seen entries { __typename seq } } }', value)).toThrow();
});
