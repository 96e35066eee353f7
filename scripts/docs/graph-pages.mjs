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
  ['queries', 'Queries', 'Query', 'What can be asked.'],
  [
    'mutations',
    'Mutations',
    'Mutation',
    'What can be changed. Each answers the thing, or a problem that says what stands in the way.',
  ],
  [
    'subscriptions',
    'Subscriptions',
    'Subscription',
    'What can be followed while it happens, over graphql-transport-ws or server-sent events.',
  ],
];

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

const list = (fields) =>
  fields.map(({ name, type, description, deprecationReason }) => {
    const old = deprecationReason ? ` **Deprecated:** ${cell(deprecationReason)}` : '';
    return `| \`${name}\` | ${typeLink(type)} | ${cell(description)}${old} |`;
  });
const table = (head, rows) => (rows.length === 0 ? '' : [`| ${head} |`, '|---|---|---|', ...rows].join('\n'));

function rootPage(schema, [slug, title, rootName, lead]) {
  const fields = Object.values(schema.getType(rootName)?.getFields() ?? {});
  const parts = fields.map(({ name, description, type, args }) => {
    const answer = getNamedType(type);
    const answers = isUnionType(answer) ? answer.getTypes().map(typeLink).join(', ') : typeLink(type);
    return [`## ${name}`, cell(description), `Answers ${answers}.`, table('argument | type | meaning', list(args))]
      .filter(Boolean)
      .join('\n\n');
  });
  return page(slug, title, [lead, ...parts]);
}

function describeType(type) {
  const lines = [`## ${type.name}`, cell(type.description)];
  if (isUnionType(type)) lines.push(`One of ${type.getTypes().map(typeLink).join(', ')}.`);
  if (isEnumType(type))
    lines.push(...type.getValues().map(({ name, description }) => `- \`${name}\`: ${cell(description)}`));
  if (isObjectType(type) && type.getInterfaces().length > 0)
    lines.push(`Is a ${type.getInterfaces().map(typeLink).join(', ')}.`);
  if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
    lines.push(table('field | type | meaning', list(Object.values(type.getFields()))));
  if (isObjectType(type) || isInterfaceType(type)) lines.push(...withArguments(type));
  return lines.filter(Boolean).join('\n\n').replaceAll('\n\n- `', '\n- `').replace('\n- `', '\n\n- `');
}

const withArguments = (type) =>
  Object.values(type.getFields())
    .filter(({ args }) => args.length > 0)
    .map(({ name, args }) => `Arguments of \`${name}\`:\n\n${table('argument | type | meaning', list(args))}`);

const page = (slug, title, parts) => ({
  slug: `graphql/${slug}`,
  source: null,
  lang: 'en',
  title,
  markdown: `# ${title}\n\n${parts.join('\n\n')}\n`,
});

/** The reference of the graph: what can be asked, changed and followed, and of what it is made. */
export function graphPages() {
  const schema = readSchema();
  const roots = new Set(['Query', 'Mutation', 'Subscription']);
  const types = Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type) && !roots.has(type.name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const isValue = (type) => isEnumType(type) || isScalarType(type);
  const rest = types.filter((type) => !isInputObjectType(type) && !isValue(type));
  return [
    ...ROOTS.map((root) => rootPage(schema, root)),
    page('types', 'Types', ['Objects, interfaces and unions.', ...rest.map(describeType)]),
    page('inputs', 'Inputs', ['What arguments are made of.', ...types.filter(isInputObjectType).map(describeType)]),
    page('values', 'Enums and scalars', ['Single values.', ...types.filter(isValue).map(describeType)]),
  ];
}
