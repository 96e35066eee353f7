// A page for each element, from what its own header says.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../run.mjs';

const cell = (text = '') => text.replaceAll('\n', ' ').replaceAll('|', '\\|');
const table = (head, rows) =>
  [
    `| ${head.join(' | ')} |`,
    `|${head.map(() => '---').join('|')}|`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');

const fence = (language, code) => `\`\`\`${language}\n${code}\n\`\`\``;
const SCRIPT =
  '<script src="https://taiwa.example.com/embed/v1/taiwa.js" data-token-endpoint="/taiwa-token" defer></script>';

function part(title, head, rows) {
  return rows.length === 0 ? [] : [`## ${title}`, table(head, rows)];
}

const WORDS = {
  en: {
    note: undefined,
    react: (name) =>
      `In React: \`import { ${name} } from '@taiwa/widgets/react'\`. In a portal that strips unknown tags:`,
    attributes: ['Attributes', ['attribute', 'property', 'type', 'meaning']],
    properties: ['Properties', ['property', 'type', 'meaning']],
    methods: ['Methods', ['method', 'meaning']],
    events: ['Events', ['event', 'class', 'meaning']],
    slots: ['Slots', ['slot', 'meaning']],
    parts: ['Parts', ['::part(…)', 'meaning']],
    unnamed: '(default)',
  },
  ja: {
    note: '説明文はソースコードから作られるため、英語です。名前・型・書き方はそのままお使いいただけます。',
    react: (name) =>
      `Reactでは \`import { ${name} } from '@taiwa/widgets/react'\` と書きます。未知のタグを取り除くポータルでは、次のように置きます。`,
    attributes: ['属性', ['属性', 'プロパティ', '型', '意味']],
    properties: ['プロパティ', ['プロパティ', '型', '意味']],
    methods: ['メソッド', ['メソッド', '意味']],
    events: ['イベント', ['イベント', 'クラス', '意味']],
    slots: ['スロット', ['スロット', '意味']],
    parts: ['パーツ', ['::part(…)', '意味']],
    unnamed: '（名前なし）',
  },
};

/** The declarations of all elements, as `custom-elements.json` has them. */
export function readElements() {
  const { modules } = JSON.parse(readFileSync(join(ROOT, 'packages/widgets/custom-elements.json'), 'utf8'));
  return modules.flatMap(({ declarations }) => declarations.filter(({ tagName }) => tagName));
}

function describe(
  { tagName, description, attributes = [], members = [], slots = [], events = [], cssParts = [] },
  words,
) {
  const fields = new Set(attributes.map(({ fieldName }) => fieldName));
  const properties = members.filter(
    ({ kind, name, description: text }) => kind === 'field' && !fields.has(name) && text,
  );
  const methods = members.filter(({ kind, description: text }) => kind === 'method' && text);
  const short = tagName.replace('taiwa-', '');
  const className = short.replace(/(?:^|-)./g, (one) => one.slice(-1).toUpperCase());
  return [
    `# \`<${tagName}>\``,
    words.note,
    description,
    fence('html', `${SCRIPT}\n<${tagName}></${tagName}>`),
    words.react(`Taiwa${className}`),
    fence('html', `<div data-taiwa-widget="${short}"></div>`),
    ...part(
      ...words.attributes,
      attributes.map((one) => [
        `\`${one.name}\``,
        `\`${one.fieldName}\``,
        `\`${cell(one.type?.text)}\``,
        cell(one.description),
      ]),
    ),
    ...part(
      ...words.properties,
      properties.map((one) => [`\`${one.name}\``, `\`${cell(one.type?.text)}\``, cell(one.description)]),
    ),
    ...part(
      ...words.methods,
      methods.map((one) => [`\`${one.name}()\``, cell(one.description)]),
    ),
    ...part(
      ...words.events,
      events
        .filter(({ name }) => name)
        .map((one) => [`\`${one.name}\``, `\`${one.type?.text}\``, cell(one.description)]),
    ),
    ...part(
      ...words.slots,
      slots.map((one) => [one.name ? `\`${one.name}\`` : words.unnamed, cell(one.description)]),
    ),
    ...part(
      ...words.parts,
      cssParts.map((one) => [`\`${one.name}\``, cell(one.description)]),
    ),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** The reference of the elements, one page each, in both languages; descriptions stay as the code has them. */
export function elementPages() {
  return readElements().flatMap((element) =>
    Object.entries(WORDS).map(([lang, words]) => ({
      slug: `elements/${element.tagName}`,
      source: null,
      lang,
      title: `<${element.tagName}>`,
      markdown: `${describe(element, words)}\n`,
    })),
  );
}
