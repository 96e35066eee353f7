// The reference of the graph, from the descriptions in the schema: every type and every field of it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';
import { ROOT } from '../run.mjs';

/** The schema as it is published. */
export const readSchema = () => buildSchema(readFileSync(join(ROOT, 'packages/schema/schema.graphql'), 'utf8'));

const ROOTS = [
  ['queries', 'Query'],
  ['mutations', 'Mutation'],
  ['subscriptions', 'Subscription'],
];

const WORDS = {
  en: {
    note: undefined,
    queries: ['Queries', 'What can be asked.'],
    mutations: [
      'Mutations',
      'What can be changed. Each answers the thing, or a problem that says what stands in the way.',
    ],
    subscriptions: [
      'Subscriptions',
      'What can be followed while it happens, over graphql-transport-ws or server-sent events.',
    ],
    types: ['Types', 'Objects, interfaces and unions.'],
    inputs: ['Inputs', 'What arguments are made of.'],
    values: ['Enums and scalars', 'Single values.'],
    answers: (types) => `Answers ${types}.`,
    oneOf: (types) => `One of ${types}.`,
    isA: (types) => `Is a ${types}.`,
    argumentsOf: (name) => `Arguments of \`${name}\`:`,
    argument: 'argument | type | meaning',
    field: 'field | type | meaning',
    deprecated: 'Deprecated:',
  },
  ja: {
    note: '型や項目の説明はスキーマ（SDL）から作られるため、英語です。名前と型は、どの言語でも同じです。',
    queries: ['クエリー', '問い合わせできるものの一覧です。'],
    mutations: [
      'ミューテーション',
      '変更できるものの一覧です。結果か、できなかった理由（problem）のどちらかを返します。',
    ],
    subscriptions: [
      'サブスクリプション',
      '起きたことをその場で受け取れるものの一覧です。graphql-transport-wsまたはServer-Sent Eventsで届きます。',
    ],
    types: ['型', 'オブジェクト、インターフェース、ユニオンです。'],
    inputs: ['入力', '引数に渡すものです。'],
    values: ['列挙型とスカラー', '一つの値です。'],
    answers: (types) => `返すもの：${types}`,
    oneOf: (types) => `次のいずれか：${types}`,
    isA: (types) => `実装しているインターフェース：${types}`,
    argumentsOf: (name) => `\`${name}\` の引数：`,
    argument: '引数 | 型 | 意味',
    field: '項目 | 型 | 意味',
    deprecated: '非推奨：',
  },
};

const cell = (text) =>
  (text ?? '')
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|');

/** Where a type is described: links in made pages are `page:slug#anchor`. */
function placeOf(type) {
  const anchor = type.name.toLowerCase();
  if (isInputObjectType(type)) return `page:graphql/inputs#${anchor}`;
  if (isEnumType(type) || isScalarType(type)) return `page:graphql/values#${anchor}`;
  return `page:graphql/types#${anchor}`;
}

function typeLink(type) {
  const named = getNamedType(type);
  return isSpecifiedScalarType(named) ? `\`${type}\`` : `[\`${type}\`](${placeOf(named)})`;
}

const list = (fields, words) =>
  fields.map(({ name, type, description, deprecationReason }) => {
    const old = deprecationReason ? ` **${words.deprecated}** ${cell(deprecationReason)}` : '';
    return `| \`${name}\` | ${typeLink(type)} | ${cell(description)}${old} |`;
  });
const table = (head, rows) => (rows.length === 0 ? '' : [`| ${head} |`, '|---|---|---|', ...rows].join('\n'));

function rootPage(schema, [slug, rootName], lang) {
  const words = WORDS[lang];
  const fields = Object.values(schema.getType(rootName)?.getFields() ?? {});
  const parts = fields.map(({ name, description, type, args }) => {
    const answer = getNamedType(type);
    const answers = isUnionType(answer) ? answer.getTypes().map(typeLink).join(', ') : typeLink(type);
    return [`## ${name}`, cell(description), words.answers(answers), table(words.argument, list(args, words))]
      .filter(Boolean)
      .join('\n\n');
  });
  return page(slug, lang, parts);
}

function describeType(type, words) {
  const lines = [`## ${type.name}`, cell(type.description)];
  if (isUnionType(type)) lines.push(words.oneOf(type.getTypes().map(typeLink).join(', ')));
  if (isEnumType(type))
    lines.push(...type.getValues().map(({ name, description }) => `- \`${name}\`: ${cell(description)}`));
  if (isObjectType(type) && type.getInterfaces().length > 0)
    lines.push(words.isA(type.getInterfaces().map(typeLink).join(', ')));
  if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
    lines.push(table(words.field, list(Object.values(type.getFields()), words)));
  if (isObjectType(type) || isInterfaceType(type)) lines.push(...withArguments(type, words));
  return lines.filter(Boolean).join('\n\n').replaceAll('\n\n- `', '\n- `').replace('\n- `', '\n\n- `');
}

const withArguments = (type, words) =>
  Object.values(type.getFields())
    .filter(({ args }) => args.length > 0)
    .map(({ name, args }) => `${words.argumentsOf(name)}\n\n${table(words.argument, list(args, words))}`);

function page(slug, lang, parts) {
  const [title, lead] = WORDS[lang][slug];
  const text = [`# ${title}`, WORDS[lang].note, lead, ...parts].filter(Boolean).join('\n\n');
  return { slug: `graphql/${slug}`, source: null, lang, title, markdown: `${text}\n` };
}

/** The reference of the graph in both languages: what can be asked, changed and followed, and of what it is made. */
export function graphPages() {
  const schema = readSchema();
  const roots = new Set(['Query', 'Mutation', 'Subscription']);
  const types = Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type) && !roots.has(type.name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const isValue = (type) => isEnumType(type) || isScalarType(type);
  const rest = types.filter((type) => !isInputObjectType(type) && !isValue(type));
  return Object.keys(WORDS).flatMap((lang) => {
    const described = (some) => some.map((type) => describeType(type, WORDS[lang]));
    return [
      ...ROOTS.map((root) => rootPage(schema, root, lang)),
      page('types', lang, described(rest)),
      page('inputs', lang, described(types.filter(isInputObjectType))),
      page('values', lang, described(types.filter(isValue))),
    ];
  });
}
