import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig, type Rollup } from 'vite';
import { minifyStyles } from './minify-styles.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Names of the elements, without `taiwa-`. */
export const elementNames: readonly string[] = readdirSync(join(root, 'src/elements'), { withFileTypes: true })
  .filter((one) => one.isDirectory() && existsSync(join(root, `src/elements/${one.name}/${one.name}.define.ts`)))
  .map(({ name }) => name);

/** Names of the elements for administrators and advisors: what only they need is no burden of the others. */
export const consoleNames: readonly string[] = elementNames.filter((name) =>
  readFileSync(join(root, `src/elements/${name}/${name}.ts`), 'utf8').includes('extends ConsoleElement'),
);

const CONDITIONS = ['source', 'module', 'browser', 'production'] as const;

/** What every build of the widgets shares. */
export const common: InlineConfig = {
  root,
  configFile: false,
  logLevel: 'warn',
  plugins: [minifyStyles()],
  resolve: { conditions: [...CONDITIONS] },
};

/** One file that pages load. */
export interface EmbedFile {
  readonly fileName: string;
  readonly code: string;
  /** Name of the element or part it begins with; undefined for what several share. */
  readonly entry: string | undefined;
  /** Files it cannot do without, which the browser loads along with it. */
  readonly imports: readonly string[];
  readonly dynamicImports: readonly string[];
}

/** Builds the autoloader, `taiwa.js`, and the files it loads, for one version. Answers them without writing anything. */
export async function buildEmbed(version: string): Promise<readonly EmbedFile[]> {
  const chunks = await buildChunks();
  const names = Object.fromEntries(chunks.flatMap(({ entry, fileName }) => (entry ? [[entry, fileName]] : [])));
  const loader = await buildLoader(version, names);
  return [loader, ...chunks];
}

/** Writes the files into a folder, with `integrity.json`: the sha384 of each, as a script's `integrity` takes it. */
export async function writeEmbed(folder: string, files: readonly EmbedFile[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  await Promise.all(files.map(({ fileName, code }) => writeFile(join(folder, fileName), code)));
  const integrity = Object.fromEntries(files.map(({ fileName, code }) => [fileName, integrityOf(code)]));
  await writeFile(join(folder, 'integrity.json'), `${JSON.stringify(integrity, null, 2)}\n`);
}

function integrityOf(code: string): string {
  return `sha384-${createHash('sha384').update(code).digest('base64')}`;
}

/** Takes indentation out of templates: in minified code no other line begins with a space. */
function withoutIndents(code: string): string {
  return code.replace(/\n\s+/g, ' ');
}

// What only elements need in which one writes, or of which a part comes later: files of their own.
const OWN_FILES = /\/src\/(?:data\/(?:draft|on-demand)|theme\/fields|forms\/.*)\.ts$/;

// How many elements share what goes into the one file that nearly every element needs.
const CORE_SHARE = 5;

interface ModuleGraph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/** Says of a module whether it goes into the one file of what most elements of a talk share. */
function core(): (id: string, graph: ModuleGraph) => string | null {
  let counts: ReadonlyMap<string, number> | undefined;
  return (id, graph) => {
    counts ??= shareCounts(graph);
    return (counts.get(id) ?? 0) >= CORE_SHARE && !OWN_FILES.test(id) ? 'core' : null;
  };
}

/** How many elements of a talk cannot do without each module. */
function shareCounts(graph: ModuleGraph): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of elementNames.filter((one) => !consoleNames.includes(one))) {
    const found = new Set([join(root, `src/elements/${name}/${name}.ts`)]);
    for (const id of found) for (const next of graph.getModuleInfo(id)?.importedIds ?? []) found.add(next);
    for (const id of found) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

async function buildChunks(): Promise<readonly EmbedFile[]> {
  const input = {
    ...Object.fromEntries(elementNames.map((name) => [name, join(root, `src/elements/${name}/${name}.ts`)])),
    configure: join(root, 'src/data/page-settings.ts'),
    'frame-page': join(root, 'src/frame/frame-page.ts'),
  };
  const output = await build({
    ...common,
    // Neither a library build (it keeps white space) nor an app's (it adds a preloader).
    ssr: { noExternal: true, resolve: { conditions: [...CONDITIONS] } },
    build: {
      ssr: true,
      write: false,
      minify: true,
      target: 'es2022',
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(input).filter(([, file]) => existsSync(file))),
        preserveEntrySignatures: 'strict',
        output: {
          format: 'es',
          entryFileNames: '[name]-[hash].js',
          chunkFileNames: '[name]-[hash].js',
          // One file for what nearly every element needs: fewer requests, and it packs better than many small ones.
          codeSplitting: {
            groups: [{ name: core(), debugName: 'core', maxSize: 200_000, priority: 1 }],
          },
        },
      },
    },
  });
  return chunksOf(output).map(({ fileName, code, name, isEntry, imports, dynamicImports }) => ({
    fileName,
    code: withoutIndents(code),
    entry: isEntry ? name : undefined,
    imports,
    dynamicImports,
  }));
}

async function buildLoader(version: string, names: Readonly<Record<string, string>>): Promise<EmbedFile> {
  const output = await build({
    ...common,
    define: { ...common.define, TAIWA_VERSION: JSON.stringify(version), TAIWA_FILES: JSON.stringify(names) },
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      lib: {
        entry: join(root, 'src/embed/loader.ts'),
        formats: ['iife'],
        name: 'taiwaLoader',
        fileName: () => 'taiwa.js',
      },
    },
  });
  const [loader] = chunksOf(output);
  if (!loader) throw new Error('The autoloader was not built.');
  return { fileName: 'taiwa.js', code: loader.code, entry: undefined, imports: [], dynamicImports: [] };
}

function chunksOf(output: Awaited<ReturnType<typeof build>>): readonly Rollup.OutputChunk[] {
  return [output]
    .flat()
    .flatMap((one) => ('output' in one ? one.output.filter((chunk) => chunk.type === 'chunk') : []));
}
