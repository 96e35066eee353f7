import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Rollup } from 'vite';
import { buildEmbed, common, consoleNames, elementNames, type EmbedFile } from './build-embed.ts';

/*
 * Prints what a page loads, minified and gzipped, file by file as the browser gets them: the autoloader, each element
 * alone with everything it cannot do without in one language, and what comes later on demand. `--write` puts the table
 * into the README; `--check` fails where the README says something else, or an element exceeds its budget.
 */
const KB = 1024;
const FIRST = 25 * KB;
/** What an element may weigh, alone on a page; the first one sets what the others may add. */
const BUDGETS: Readonly<Record<string, number>> = {
  rating: FIRST + 4 * KB,
  hints: FIRST + 4 * KB,
  impressions: FIRST + 4 * KB,
  prep: FIRST + 8 * KB,
  'live-transcript': FIRST + 9 * KB,
  'transcript-import': FIRST + 9 * KB,
};
/** What administrators' elements may weigh: they stand on a page of their own. */
const CONSOLE = FIRST + 12 * KB;
/** Changes too small to rewrite a table for. */
const TOLERANCE = 0.3 * KB;
const README = fileURLToPath(new URL('../../../README.md', import.meta.url));
const MARKS = ['<!-- sizes -->\n', '<!-- /sizes -->\n'] as const;

interface Row {
  readonly name: string;
  readonly first: number;
  readonly later: number;
  readonly budget?: number | undefined;
}

const gzipped = (code: string): number => gzipSync(code, { level: 9 }).length;
const kilobytes = (bytes: number): string => (bytes / KB).toFixed(1);

/** Everything a file cannot do without, itself included. */
function closureOf(files: readonly EmbedFile[], begin: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    files.find(({ fileName }) => fileName === name)?.imports.forEach(visit);
  };
  begin.forEach(visit);
  return found;
}

/** The files a page loads for some entries before it shows anything, and those that may follow. */
function filesFor(files: readonly EmbedFile[], entries: readonly string[]): { first: Set<string>; later: Set<string> } {
  const begin = files.filter(({ entry }) => entry && [...entries, 'configure'].includes(entry));
  const first = new Set(
    closureOf(
      files,
      begin.map(({ fileName }) => fileName),
    ),
  );
  const all = new Set(first);
  for (const name of all)
    for (const dynamic of files.find(({ fileName }) => fileName === name)?.dynamicImports ?? [])
      for (const one of closureOf(files, [dynamic])) {
        all.add(one);
        // A page speaks one language at a time; the larger one is counted.
        if (first.has(name) && /(^|-)ja-/.test(dynamic)) first.add(one);
      }
  return { first, later: new Set([...all].filter((name) => !first.has(name) && !/(^|-)(ja|en)-/.test(name))) };
}

function sumOf(files: readonly EmbedFile[], names: ReadonlySet<string>): number {
  return files.filter(({ fileName }) => names.has(fileName)).reduce((all, { code }) => all + gzipped(code), 0);
}

async function bundle(input: string, code?: string): Promise<readonly Rollup.OutputChunk[]> {
  const output = await build({
    ...common,
    plugins: [
      {
        name: 'given',
        resolveId: (id: string) => (id === input ? id : null),
        load: (id: string) => (id === input ? code : null),
      },
    ].filter(() => code !== undefined),
    ssr: { noExternal: true, resolve: { conditions: ['source', 'module', 'browser', 'production'] } },
    build: {
      ssr: true,
      write: false,
      minify: true,
      target: 'es2022',
      rolldownOptions: { input, preserveEntrySignatures: 'allow-extension', output: { format: 'es' } },
    },
  });
  return [output].flat().flatMap((one) => ('output' in one ? one.output.filter((part) => part.type === 'chunk') : []));
}

async function measureBundle(name: string, input: string, code?: string): Promise<Row> {
  const chunks = await bundle(input, code);
  const sum = (isLater: boolean): number =>
    chunks.filter((one) => one.isDynamicEntry === isLater).reduce((all, one) => all + gzipped(one.code), 0);
  return { name, first: sum(false), later: sum(true) };
}

const FLOOR = `export * from 'lit';
export * from '@taiwa/sdk/core';`;

async function measure(): Promise<readonly Row[]> {
  const files = await buildEmbed('0.0.0');
  const loader = files
    .filter(({ fileName }) => fileName === 'taiwa.js')
    .reduce((all, one) => all + gzipped(one.code), 0);
  const rowOf = (name: string, entries: readonly string[], budget?: number): Row => {
    const { first, later } = filesFor(files, entries);
    return { name, first: sumOf(files, first), later: sumOf(files, later), budget };
  };
  const sdk = fileURLToPath(new URL('../../sdk/src', import.meta.url));
  return [
    { name: 'autoloader', first: loader, later: 0, budget: 2 * KB },
    rowOf('core (what the elements share)', []),
    ...elementNames.map((name) =>
      rowOf(`\`<taiwa-${name}>\``, [name], BUDGETS[name] ?? (consoleNames.includes(name) ? CONSOLE : FIRST)),
    ),
    rowOf(
      'all elements but the console’s',
      elementNames.filter((name) => !consoleNames.includes(name)),
    ),
    await measureBundle('floor: Lit and the live client', 'floor', FLOOR),
    await measureBundle('SDK core', join(sdk, 'core.ts')),
    await measureBundle('SDK, everything', join(sdk, 'client.ts')),
  ];
}

function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ name, first, later, budget }) =>
      `| ${name} | ${kilobytes(first)} | ${budget ? kilobytes(budget) : ''} | ${later ? kilobytes(later) : ''} |`,
  );
  return ['| kB, gzipped | first | budget | later, on demand |', '|---|--:|--:|--:|', ...lines, ''].join('\n');
}

/** The numbers of a table, in the order they stand. */
function numbersOf(table: string): readonly number[] {
  return [...table.matchAll(/\| (\d+\.\d)/g)].map(([, number]) => Number(number) * KB);
}

function isAlike(written: string, measured: string): boolean {
  const [one, other] = [numbersOf(written), numbersOf(measured)];
  return (
    one.length === other.length && one.every((number, place) => Math.abs(number - (other[place] ?? 0)) <= TOLERANCE)
  );
}

const rows = await measure();
const table = tableOf(rows);
const readme = await readFile(README, 'utf8');
const begin = readme.indexOf(MARKS[0]) + MARKS[0].length;
const written = readme.slice(begin, readme.indexOf(MARKS[1]));
const isCheck = process.argv.includes('--check');
if (!isCheck && !process.argv.includes('--write')) process.stdout.write(table);
if (isCheck && !isAlike(written, table)) {
  console.error('The sizes in README.md are not those of the elements. Run `npm run generate -w @taiwa/widgets`.');
  process.exitCode = 1;
}
if (process.argv.includes('--write') && !isAlike(written, table))
  await writeFile(README, readme.slice(0, begin) + table + readme.slice(begin + written.length));
for (const { name, first, budget = Infinity } of rows)
  if (first > budget)
    console.error(`${name} has ${kilobytes(first)} kB, more than the ${kilobytes(budget)} we aim at.`);
