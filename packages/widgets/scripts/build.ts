import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { buildEmbed, common, elementNames, writeEmbed } from './build-embed.ts';

/*
 * Builds what is published:
 *   dist/<element>.js        registers <taiwa-element>; dependencies stay imports, for those who bundle
 *   dist/class/<element>.js  the class alone, without a side effect
 *   dist/taiwa.js            everything in one classic script, for pages that just load it
 *   dist/embed/<version>/    the autoloader, taiwa.js, with the files it loads as a page needs them
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const { version }: { version: string } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

/** Builds the modules that people import by name. */
async function buildModules(): Promise<void> {
  const entry = Object.fromEntries([
    ...elementNames.flatMap((name) => [
      [name, join(root, `src/elements/${name}/${name}.define.ts`)],
      [`class/${name}`, join(root, `src/elements/${name}/${name}.ts`)],
    ]),
    ['index', join(root, 'src/index.ts')],
    ['headless', join(root, 'src/headless/index.ts')],
    ['react', join(root, 'src/react/index.ts')],
  ]);
  await build({
    ...common,
    build: {
      outDir: 'dist',
      emptyOutDir: false,
      minify: false,
      lib: { entry, formats: ['es'] },
      rolldownOptions: {
        external: [/^lit($|\/)/, /^@lit\//, /^@taiwa\/sdk/, /^react($|\/)/],
        output: { entryFileNames: '[name].js', chunkFileNames: 'shared/[name]-[hash].js' },
      },
    },
  });
}

/** Builds the one script that registers every element. */
async function buildScript(): Promise<void> {
  await build({
    ...common,
    build: {
      outDir: 'dist',
      emptyOutDir: false,
      minify: true,
      lib: { entry: join(root, 'src/taiwa.ts'), formats: ['iife'], name: 'taiwa', fileName: () => 'taiwa.js' },
    },
  });
}

await rm(join(root, 'dist'), { recursive: true, force: true });
await buildModules();
await buildScript();
await writeEmbed(join(root, 'dist/embed', version), await buildEmbed(version));
