import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { getDatamodel } from './generated/pothos.ts';
import { personalRules } from './kernel/personal.ts';
import { retentionRules } from './kernel/retention.ts';
import './schema.ts';

/** The order in which modules may see each other: each those before it. */
const ORDER = [
  'tenancy',
  'access',
  'topics',
  'pairs',
  'imports',
  'sessions',
  'schedule',
  'hints',
  'feedback',
  'transcripts',
  'notes',
  'hearings',
  'surveys',
  'mentoring',
  'programs',
  'insights',
  'board',
  'activity',
  'privacy',
];

interface Import {
  readonly from: string;
  /** What it imports or re-exports, as written; empty for an import of the effect alone. */
  readonly names: string;
  readonly isType: boolean;
  readonly isExport: boolean;
}

interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

const root = dirname(fileURLToPath(import.meta.url));
const IMPORT = /^(import|export)\s+(type\s+)?(?:([^'";]*?)\s*from\s*)?'([^']+)'/gm;

const importsOf = (text: string): Import[] =>
  [...text.matchAll(IMPORT)].map(([, word, type, names = '', from = '']) => ({
    from,
    names,
    isType:
      Boolean(type) ||
      (names.startsWith('{') &&
        names
          .slice(1, -1)
          .split(',')
          .every((name) => /^\s*(type\s|$)/.test(name))),
    isExport: word === 'export',
  }));

async function readSource(path: string): Promise<Source> {
  const text = await readFile(join(root, path), 'utf8');
  return { path, text, imports: importsOf(text) };
}

const paths = (await readdir(root, { recursive: true })).filter(
  (path) => path.endsWith('.ts') && !path.startsWith('generated'),
);
const everything = await Promise.all(paths.toSorted().map(readSource));
const sources = everything.filter(({ path }) => !path.endsWith('.test.ts') && !path.startsWith('testing'));
const targetOf = ({ path }: Source, { from }: Import) =>
  from.startsWith('.') ? normalize(join(dirname(path), from)) : from;
const moduleOf = (path: string) => /^modules\/([^/]+)\//.exec(path)?.[1];
const where = (broken: readonly { readonly path: string }[]) => broken.map(({ path }) => path);

test('the kernel imports no module', () => {
  const broken = sources.filter(
    (source) =>
      source.path.startsWith('kernel/') && source.imports.some((one) => targetOf(source, one).startsWith('modules/')),
  );
  expect(where(broken)).toEqual([]);
});

test('a module imports only modules before it', () => {
  const broken = sources.flatMap((source) => {
    const own = ORDER.indexOf(moduleOf(source.path) ?? '');
    const seen = source.imports.map((one) => moduleOf(targetOf(source, one)));
    return own < 0
      ? []
      : seen.filter((name) => name && ORDER.indexOf(name) > own).map((name) => `${source.path} → ${name}`);
  });
  expect(broken).toEqual([]);
});

test('the modules are loaded in the order of the architecture', () => {
  const index = everything.find(({ path }) => path === 'modules/index.ts');
  const loaded = index?.imports.map(({ from }) => from.split('/')[1] ?? '') ?? [];
  expect(loaded).toEqual(ORDER.filter((name) => loaded.includes(name)));
  const folders = new Set(sources.map(({ path }) => moduleOf(path)).filter((name) => name !== undefined));
  expect([...folders].filter((name) => !ORDER.includes(name))).toEqual([]);
});

test('whoever reads anonymous grades reads those that may be used', () => {
  const reads = ({ text }: Source) => /\.rating\s*\.(find|count|aggregate|groupBy)/.test(text);
  const asks = ({ text }: Source) => text.includes('ratingsInUse(');
  expect(where(sources.filter((source) => reads(source) && !asks(source)))).toEqual([]);
});

// These build the graph, or are what the graph is built on.
const GRAPH_KERNEL = [
  'builder',
  'guarded',
  'limits',
  'cost',
  'operation',
  'answers',
  'shared-execution',
  'ready-answer',
  'asks-nobody',
  'scalars.graph',
  'problems.graph',
  'mutation.graph',
  'subscription.graph',
];

test('only the face of a module touches Pothos and graphql', () => {
  const mayTouch = ({ path }: Source) =>
    path.endsWith('.graph.ts') ||
    path === 'schema.ts' ||
    GRAPH_KERNEL.includes(path.replace(/^kernel\/(.*)\.ts$/, '$1'));
  const touches = ({ imports }: Source) =>
    imports.some(({ from }) => from === 'graphql' || from.startsWith('@pothos/'));
  expect(where(sources.filter((source) => !mayTouch(source) && touches(source)))).toEqual([]);
});

test('only the database of the kernel holds the Prisma client', () => {
  const holds = ({ imports }: Source) =>
    imports.some(
      ({ from, names, isType }) => !isType && /prisma\/client/.test(from) && /(?<!type )\bPrismaClient\b/.test(names),
    );
  expect(where(sources.filter(holds))).toEqual(['kernel/database.ts']);
});

test('nothing exports a default, and no file hands on the values of others', () => {
  const broken = sources.filter(
    ({ text, imports }) =>
      /^export default\b/m.test(text) || imports.some(({ isExport, isType }) => isExport && !isType),
  );
  expect(where(broken)).toEqual([]);
});

test('an index imports and does nothing else', () => {
  const indexes = sources.filter(({ path }) => basename(path) === 'index.ts');
  const broken = indexes.filter(({ text }) => text.split('\n').some((line) => line && !/^(import '|\/\/)/.test(line)));
  expect(where(broken)).toEqual([]);
});

test('no file imports itself in a circle', () => {
  const values = new Map(
    sources.map((source) => [
      source.path,
      source.imports.filter(({ isType }) => !isType).map((one) => targetOf(source, one)),
    ]),
  );
  const circles: string[] = [];
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
    if (trail.includes(path) || done.has(path)) return;
    for (const next of values.get(path) ?? []) walk(next, [...trail, path]);
    done.add(path);
  };
  for (const path of values.keys()) walk(path, []);
  expect(circles).toEqual([]);
});

const NAMES = /^export (?:async )?(?:const|function\*?|class|interface|type) (\w+)/gm;
const BANNED_PART = /(service|helper|util)(s|$|[A-Z-])/i;
const BANNED_WHOLE = ['common', 'misc', 'manager', 'data', 'info', 'base', 'process', 'handle'];

test('names say what things are', () => {
  const names = sources.flatMap(({ path, text }) =>
    [basename(path).replace(/\..*$/, ''), ...[...text.matchAll(NAMES)].map(([, name = '']) => name)].map((name) => ({
      path,
      name,
    })),
  );
  const broken = names.filter(({ name }) => BANNED_PART.test(name) || BANNED_WHOLE.includes(name.toLowerCase()));
  expect(broken).toEqual([]);
});

test('file names are in kebab case with a role behind a point', () => {
  expect(
    paths.map((path) => basename(path)).filter((name) => !/^[a-z\d]+(-[a-z\d]+)*(\.[a-z]+)*\.ts$/.test(name)),
  ).toEqual([]);
});

test('the product asks neither the environment nor a clock of its own', () => {
  const ownClock = /\bDate\.now\(|\bnew Date\(\)/;
  // A command knows the process it is.
  const product = sources.filter(({ path }) => !path.includes('/cli/') && path !== 'print.ts');
  const asks = product.filter(
    ({ path, text }) => /\bprocess\.env\b/.test(text) || (path !== 'kernel/time.ts' && ownClock.test(text)),
  );
  expect(where(asks)).toEqual([]);
});

test('modules are written without any, casts and ignored faults', () => {
  const loose = /\bas (any|never|unknown)\b|: any\b|<any>|@ts-(ignore|expect-error|nocheck)|oxlint-disable/;
  expect(where(sources.filter(({ path, text }) => path.startsWith('modules/') && loose.test(text)))).toEqual([]);
});

test('every table says what of it a person gets and what is erased with them', () => {
  const tables = Object.keys(getDatamodel().datamodel.models);
  expect(tables.filter((name) => !personalRules().has(name))).toEqual([]);
  expect([...personalRules().keys()].filter((name) => !tables.includes(name))).toEqual([]);
  const reasons = [...personalRules().values()].flatMap(({ copied, erased }) => [copied, erased]);
  for (const reason of reasons) if (typeof reason === 'string') expect(reason).toMatch(/^[A-Z].*\.$/s);
});

test('every table has a rule of how long its rows are kept', () => {
  const tables = Object.keys(getDatamodel().datamodel.models);
  expect(tables.length).toBeGreaterThan(3);
  expect(tables.filter((name) => !retentionRules().has(name))).toEqual([]);
  expect([...retentionRules().keys()].filter((name) => !tables.includes(name))).toEqual([]);
  for (const { says } of retentionRules().values()) expect(says).toMatch(/^[A-Z].*\.$/s);
});
