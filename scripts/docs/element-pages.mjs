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

/** The declarations of all elements, as `custom-elements.json` has them. */
export function readElements() {
  const { modules } = JSON.parse(readFileSync(join(ROOT, 'packages/widgets/custom-elements.json'), 'utf8'));
  return modules.flatMap(({ declarations }) => declarations.filter(({ tagName }) => tagName));
}

function describe({ tagName, description, attributes = [], members = [], slots = [], events = [], cssParts = [] }) {
  const fields = new Set(attributes.map(({ fieldName }) => fieldName));
  const properties = members.filter(
    ({ kind, name, description: text }) => kind === 'field' && !fields.has(name) && text,
  );
  const methods = members.filter(({ kind, description: text }) => kind === 'method' && text);
  const short = tagName.replace('taiwa-', '');
  const className = short.replace(/^./, (letter) => letter.toUpperCase());
  return [
    `# \`<${tagName}>\``,
    description,
    fence('html', `${SCRIPT}\n<${tagName}></${tagName}>`),
    `In React: \`import { Taiwa${className} } from '@taiwa/widgets/react'\`. In a portal that strips unknown tags:`,
    fence('html', `<div data-taiwa-widget="${short}"></div>`),
    ...part(
      'Attributes',
      ['attribute', 'property', 'type', 'meaning'],
      attributes.map((one) => [
        `\`${one.name}\``,
        `\`${one.fieldName}\``,
        `\`${cell(one.type?.text)}\``,
        cell(one.description),
      ]),
    ),
    ...part(
      'Properties',
      ['property', 'type', 'meaning'],
      properties.map((one) => [`\`${one.name}\``, `\`${cell(one.type?.text)}\``, cell(one.description)]),
    ),
    ...part(
      'Methods',
      ['method', 'meaning'],
      methods.map((one) => [`\`${one.name}()\``, cell(one.description)]),
    ),
    ...part(
      'Events',
      ['event', 'class', 'meaning'],
      events
        .filter(({ name }) => name)
        .map((one) => [`\`${one.name}\``, `\`${one.type?.text}\``, cell(one.description)]),
    ),
    ...part(
      'Slots',
      ['slot', 'meaning'],
      slots.map((one) => [one.name ? `\`${one.name}\`` : '(default)', cell(one.description)]),
    ),
    ...part(
      'Parts',
      ['::part(…)', 'meaning'],
      cssParts.map((one) => [`\`${one.name}\``, cell(one.description)]),
    ),
  ].join('\n\n');
}

/** The reference of the elements, one page each. */
export function elementPages() {
  return readElements().map((element) => ({
    slug: `elements/${element.tagName}`,
    source: null,
    lang: 'en',
    title: `<${element.tagName}>`,
    markdown: `${describe(element)}\n`,
  }));
}
