import type { Circle, DeclaredAudience } from './kernel/audience.graph.ts';
import { guardedTypes } from './kernel/guarded.ts';

type Declared = readonly DeclaredAudience[];

const COLUMNS: readonly (readonly [title: string, circles: readonly Circle[]])[] = [
  ['whose it is', ['OWN', 'TENANT']],
  ['the two', ['TWO', 'COUNTERPART', 'TENANT']],
  ['colleagues', ['TENANT']],
  ['advisor', ['ADVISOR', 'TENANT']],
  ['admin', ['ADMIN', 'TENANT']],
  ['key', ['KEY']],
];

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function markOf(circle: Circle | undefined, scope: string): string {
  if (circle === 'KEY') return scope;
  if (circle === 'COUNTERPART') return 'the counterpart';
  return circle ? '✓' : '';
}

function rowOf({ of, audience, note = '' }: DeclaredAudience): string {
  const [type] = of.split('.');
  const scope = guardedTypes().find(({ typeName }) => typeName === type)?.scope;
  const marks = COLUMNS.map(([, circles]) =>
    markOf(
      circles.find((circle) => audience.includes(circle)),
      `\`${scope}\``,
    ),
  );
  return row([of, ...marks, note]);
}

/** Who sees each type, and each field that fewer see, as a table of Markdown. */
export function audienceTable(declared: Declared): string {
  const titles = ['type or field', ...COLUMNS.map(([title]) => title), 'remarks'];
  return [row(titles), row(titles.map(() => '---')), ...declared.map(rowOf)].join('\n');
}

const BEGIN = '<!-- Generated from the code by npm run generate. -->';
const END = '<!-- End of what is generated. -->';

/** The page about privacy with the table as the code has it. Throws where the page has no place for it. */
export function withAudienceTable(page: string, declared: Declared): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error('docs/privacy.md has lost the marks around its table.');
  return `${page.slice(0, begin + BEGIN.length)}\n\n${audienceTable(declared)}\n\n${page.slice(end)}`;
}

// `PairLevel` becomes PAIR_LEVEL, and `Pair.level` PAIR__LEVEL.
const constantOf = (of: string): string =>
  of
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace('.', '__')
    .toUpperCase();

const typeScriptOf = ({ of, audience }: DeclaredAudience): string =>
  `export const ${constantOf(of)} = [${audience.map((circle) => `'${circle}'`).join(', ')}] as const;`;

/** A module of TypeScript that says to pages who sees what, a constant for each type and field. */
export function audienceModule(declared: Declared): string {
  const head = '// Who sees what, generated from the audiences in @taiwa/schema by npm run generate; do not edit.';
  return `${[head, '', ...declared.map(typeScriptOf)].join('\n')}\n`;
}
